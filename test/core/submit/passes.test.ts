import { describe, expect, it } from "vitest";
import { CHUNK } from "../../../src/core/base/bytes.js";
import type { CutPlan } from "../../../src/core/submit/part.js";
import { submission, type Sending } from "../../../src/core/submit/submit.js";
import type { Upload } from "../../../src/core/transport/upload.js";
import { MemoryJournal } from "../../support/memory-journal.js";

interface Raw {
  readonly id: string;
}

// Parts of seven do not fit into what is held back, and so leave while they are read.
const PER_PART = 7;
const ITEMS: readonly string[] = Array.from(
  { length: 2 * PER_PART },
  (_, i) => `${i} ${"x".repeat(1024 * 1024)}`,
);

async function* slowly(): AsyncGenerator<string> {
  for (const item of ITEMS) {
    await Promise.resolve();
    yield item;
  }
}
function* atOnce(): Generator<string> {
  yield* ITEMS;
}

type Input = Pick<CutPlan<string>, "items" | "renewed">;

const INPUTS: Readonly<Record<string, () => Input>> = {
  "an array": () => ({ items: ITEMS }),
  "an iterable that is made anew": () => ({ items: atOnce(), renewed: atOnce }),
  "an async iterable that is made anew": () => ({ items: slowly(), renewed: slowly }),
};

type Pass = AsyncIterator<Uint8Array>;
const open = (part: Sending): Pass => (part.body() as Upload).open() as Pass;

/** Reads a pass to its end, and `meanwhile` one more chunk of another for each of its own. */
async function textOf(pass: Pass, meanwhile?: Pass): Promise<string> {
  const chunks: Uint8Array[] = [];
  for (let next = await pass.next(); next.done !== true; next = await pass.next()) {
    chunks.push(next.value);
    void meanwhile?.next();
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Submits with a sender that reads each part as `read` does; what it returns is what was sent. */
async function submitted(
  input: Input,
  read: (part: Sending) => Promise<string>,
  { journal = new MemoryJournal(), ...changed }: Partial<CutPlan<string>> & { journal?: MemoryJournal } = {},
) {
  const sent: string[] = [];
  const parts = await submission<string, Raw>({
    plan: () => ({
      ...input,
      frame: () => ({ head: "[", item: (item) => JSON.stringify(item), tail: () => "]" }),
      maxItems: PER_PART,
      maxBytes: Infinity,
      path: "items",
      ...changed,
    }),
    async send(part) {
      sent.push(await read(part));
      return { id: `b${sent.length}` };
    },
    describe: ({ id }) => ({ handle: { v: 1, provider: "anthropic", id } }),
    context: { provider: "anthropic", operation: "createMessageBatch" },
    journal,
    now: Date.now,
  }).collect();
  return { sent, ranges: parts.map(({ from, to }) => [from, to]), records: journal.records };
}

describe.each(Object.entries(INPUTS))("a part of %s", (_, input) => {
  it("is whole in each pass over it, also while an earlier one that was given up goes on reading", async () => {
    const undisturbed = await submitted(input(), (part) => textOf(open(part)));
    const { sent, ranges, records } = await submitted(input(), async (part) => {
      const earlier = open(part);
      await earlier.next();
      await earlier.next();
      return textOf(open(part), earlier);
    });
    const numbers = sent.map((text) => (JSON.parse(text) as string[]).map((item) => parseInt(item)));
    expect(numbers).toEqual([
      [0, 1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11, 12, 13],
    ]);
    expect(ranges).toEqual([
      [0, PER_PART],
      [PER_PART, 2 * PER_PART],
    ]);
    const closing = records.filter((record) => record.type === "closing");
    expect([...new Set(closing.map(({ part, to }) => `${part} to ${to}`))]).toEqual(["0 to 7", "1 to 14"]);
    const digests = (all: typeof records): unknown[] =>
      all.flatMap((record) => (record.type === "sent" ? [record.digest] : []));
    expect(digests(records)).toEqual(digests(undisturbed.records));
  });

  it("stays what it was when somebody reads its body once more after it was sent", async () => {
    let late: Pass | undefined;
    const { ranges, records } = await submitted(input(), async (part) => {
      await late?.next();
      const text = await textOf(open(part));
      late = open(part);
      await late.next();
      return text;
    });
    await textOf(late as Pass);
    expect(ranges).toEqual([
      [0, PER_PART],
      [PER_PART, 2 * PER_PART],
    ]);
    expect(records.map(({ type }) => type).slice(-2)).toEqual(["sent", "done"]);
  });
});

const anew = (): Input => ({ items: slowly(), renewed: slowly });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Of an input whose every pass stops before its last item until `goOn` is called with the number of that pass. */
function stopping() {
  const stops: (() => void)[] = [];
  const closed: number[] = [];
  const pass = async function* (): AsyncGenerator<string> {
    const number = stops.length;
    const stopped = new Promise<void>((goOn) => stops.push(goOn));
    try {
      yield* ITEMS.slice(0, PER_PART - 1);
      await stopped;
      yield ITEMS[PER_PART - 1]!;
    } finally {
      closed.push(number);
    }
  };
  return { input: { items: pass(), renewed: pass }, goOn: (number: number) => stops[number]!(), closed };
}

describe("a part that leaves while it is read", () => {
  it("has one label, however often it is tried", async () => {
    let made = 0;
    const { sent } = await submitted(
      anew(),
      async (part) => {
        await open(part).next();
        return `${await textOf(open(part))}${JSON.stringify(part.correlation())}`;
      },
      {
        label: () => `label ${++made}`,
        frame: (label = "none") => ({
          head: `{"label":"${label}","items":[`,
          item: (item) => JSON.stringify(item),
          tail: () => "]}",
          correlation: () => ({ label }),
        }),
      },
    );
    const labels = sent.map((text) => [...text.matchAll(/"label":"(.*?)"/g)].map((match) => match[1]));
    expect(labels).toEqual([
      ["label 1", "label 1"],
      ["label 2", "label 2"],
    ]);
  });

  it("has one digest, also when a copy that is read meanwhile is just writing its end down", async () => {
    const digests = async (most: number): Promise<unknown[]> => {
      const journal = new MemoryJournal();
      journal.onAppend = async ({ type }) => {
        if (type === "closing") for (let turns = 0; turns < 5; turns++) await turn();
      };
      const read = async (part: Sending): Promise<string> => {
        const text = await textOf(open(part));
        const copy = open(part);
        for (let count = 0; count < most; count++) await copy.next();
        void copy.next();
        await turn();
        return text;
      };
      const { records } = await submitted(anew(), read, { journal });
      return records.flatMap((record) => (record.type === "sent" ? [record.digest] : []));
    };
    const chunks = Math.floor((PER_PART * ITEMS[0]!.length) / CHUNK);
    expect(await digests(chunks)).toEqual(await digests(0));
  });

  it("is complete once its items are read, however much stands after them", async () => {
    const { records } = await submitted(
      { items: ITEMS },
      (part) => Promise.resolve(new TextDecoder().decode(part.body() as Uint8Array)),
      {
        frame: () => ({
          head: "[",
          item: (item) => JSON.stringify(item.slice(0, 9)),
          tail: () => `,"${"x".repeat(5 * 1024 * 1024)}"]`,
        }),
      },
    );
    const intents = records.flatMap((record) =>
      record.type === "intent" ? [record.intent.correlation] : [],
    );
    expect(intents).toEqual([{ size: PER_PART }, { size: PER_PART }]);
  });

  it("takes no end, and nothing into the journal, from a pass that was given up", async () => {
    const { input, goOn, closed } = stopping();
    let isGivenUp = false;
    let rest: Promise<unknown> | undefined;
    const { ranges, records } = await submitted(input, async (part) => {
      const first = (part.body() as Upload).open(() => isGivenUp) as Pass;
      rest = textOf(first);
      // The first pass waits for its last item while the second one is whole.
      await turn();
      isGivenUp = true;
      const second = open(part);
      const text = textOf(second);
      await turn();
      goOn(1);
      const whole = await text;
      goOn(0);
      await rest;
      return whole;
    });
    expect(ranges).toEqual([[0, PER_PART]]);
    expect(records.map(({ type }) => type)).toEqual(["run", "intent", "closing", "sent", "done"]);
    expect(closed.sort()).toEqual([0, 1]);
  });

  it("numbers its records without a gap when it fails while its end is being written down", async () => {
    const journal = new MemoryJournal();
    let written = (): void => undefined;
    const reached = new Promise<void>((atEnd) => {
      journal.onAppend = ({ type }) => {
        if (type !== "closing") return undefined;
        atEnd();
        return new Promise((resolve) => (written = resolve));
      };
    });
    const failing = submitted(
      anew(),
      async (part) => {
        void textOf(open(part));
        await reached;
        setImmediate(() => written());
        throw new Error("the connection broke");
      },
      { journal },
    );
    await expect(failing).rejects.toThrow("failed after 0 parts");
    expect(journal.records.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      "0 run",
      "1 intent",
      "2 closing",
      "3 refused",
    ]);
  });
});
