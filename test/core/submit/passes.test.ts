import { describe, expect, it } from "vitest";
import type { CutPlan } from "../../../src/core/submit/split.js";
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
async function submitted(input: Input, read: (part: Sending) => Promise<string>) {
  const sent: string[] = [];
  const journal = new MemoryJournal();
  const parts = await submission<string, Raw>({
    plan: () => ({
      ...input,
      frame: () => ({ head: "[", item: (item) => JSON.stringify(item), tail: () => "]" }),
      maxItems: PER_PART,
      maxBytes: Infinity,
      path: "items",
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
