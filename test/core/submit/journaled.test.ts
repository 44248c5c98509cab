import { describe, expect, it } from "vitest";
import {
  ConnectionError,
  JournalError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
} from "../../../src/core/base/errors/index.js";
import type { Intent, Reconciliation, SubmittedPart } from "../../../src/core/base/types/index.js";
import type { Journal, JournalRecord, JournalRun } from "../../../src/core/submit/journal.js";
import { type SubmissionSetup, submission } from "../../../src/core/submit/submit.js";
import { isUpload, type RequestBody } from "../../../src/core/transport/upload.js";
import { MemoryJournal } from "../../support/memory-journal.js";
import { rejection } from "../../support/rejection.js";

interface Raw {
  readonly id: string;
}

/** A provider that keeps what it takes, under the label of the call. */
class Provider {
  readonly batches = new Map<
    string,
    { readonly id: string; readonly items: unknown[]; readonly label: string }
  >();
  #labels = 0;
  /** What a call comes to: by default an answer. `taken`: before it fails, the provider has carried it out. */
  onSend: (call: number) => { readonly error: unknown; readonly taken: boolean } | undefined = () =>
    undefined;
  looks: Intent[] = [];
  verdict: ((intent: Intent) => Reconciliation<Raw>) | undefined;
  calls = 0;

  get items(): unknown[] {
    return [...this.batches.values()].flatMap(({ items }) => items);
  }

  setup(items: Iterable<unknown> | AsyncIterable<unknown>, journal: Journal): SubmissionSetup<unknown, Raw> {
    return {
      plan: () => ({ items, frame: () => this.#frame(), maxItems: 2, maxBytes: Infinity, path: "items" }),
      send: async ({ body: open, correlation }) => {
        const text = await textOf(open());
        const outcome = this.onSend(this.calls++);
        if (outcome && !outcome.taken) throw outcome.error;
        const { items } = JSON.parse(text) as { items: unknown[] };
        const id = `b${this.batches.size}`;
        this.batches.set(id, { id, items, label: String(correlation()?.["label"]) });
        if (outcome) throw outcome.error;
        return { id };
      },
      describe: ({ id }, from) => ({
        handle: { v: 1, provider: "p", id },
        ...(from === 2 && { rejected: [{ index: 1, position: 3 }] }),
      }),
      context: { provider: "p", operation: "create" },
      account: "a",
      journal,
      now: () => 1_000,
      reconcile: (intent, known) => Promise.resolve(this.#look(intent, known)),
    };
  }

  #look(intent: Intent, known: readonly SubmittedPart<Raw>[]): Reconciliation<Raw> {
    this.looks.push(intent);
    if (this.verdict) return this.verdict(intent);
    const isKnown = (id: string): boolean => known.some(({ handle }) => handle.id === id);
    const batch = [...this.batches.values()].find(
      ({ id, label }) => label === intent.correlation?.["label"] && !isKnown(id),
    );
    return batch
      ? { status: "found", handle: { v: 1, provider: "p", id: batch.id }, batch }
      : { status: "absent" };
  }

  #frame(): ReturnType<ReturnType<SubmissionSetup<unknown, Raw>["plan"]>["frame"]> {
    const label = `label-${this.#labels++}`;
    return {
      head: `{"label":${JSON.stringify(label)},"items":[`,
      item: (item) => JSON.stringify(item),
      tail: () => "]}",
      correlation: () => ({ label }),
      identity: () => "sender",
    };
  }
}

async function textOf(body: RequestBody): Promise<string> {
  if (!isUpload(body)) return typeof body === "string" ? body : Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  const opened = { [Symbol.asyncIterator]: () => body.open() as AsyncIterator<Uint8Array> };
  for await (const chunk of opened) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const INPUT = ["a", "b", "c", "d", "e"];
const big = "x".repeat(1024 * 1024);

function* lazily<T>(items: readonly T[]): Generator<T> {
  yield* items;
}

async function* slowly<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

const inputs: [string, (items: readonly unknown[]) => Iterable<unknown> | AsyncIterable<unknown>][] = [
  ["an array", (items) => [...items]],
  ["a generator", lazily],
  ["an async iterable", slowly],
];

class Killed extends Error {}

describe("a submission with a journal", () => {
  it("writes down what it does: the intent before a part leaves, what became of it after", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    const seen: string[] = [];
    journal.onAppended = ({ type }) => seen.push(type);
    provider.onSend = () => void seen.push("POST");
    const parts = await submission(provider.setup(INPUT, journal)).collect();
    expect(seen).toEqual(["run", ..."intent POST sent ".repeat(3).trim().split(" "), "done"]);
    expect(journal.records.map(({ seq }) => seq)).toEqual(
      seen.filter((one) => one !== "POST").map((_, seq) => seq),
    );
    expect(journal.records[0]).toMatchObject({ v: 1, type: "run", provider: "p", account: "a" });
    expect(journal.records[1]).toMatchObject({
      part: 0,
      from: 0,
      intent: {
        provider: "p",
        operation: "create",
        startedAt: 1_000,
        account: "a",
        correlation: { size: 2 },
      },
    });
    expect(journal.records[4]).toMatchObject({ part: 1, to: 4, handle: { id: "b1" }, rejected: [3] });
    expect(parts.every(({ resumed }) => resumed === undefined)).toBe(true);
  });

  it("holds nothing of the input", async () => {
    const journal = new MemoryJournal();
    await submission(new Provider().setup(["canary-1", "canary-2"], journal)).collect();
    expect(JSON.stringify(journal.records)).not.toContain("canary");
  });

  it.each(inputs)("run again over %s sends nothing, and gives the parts as they were", async (_, input) => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    const first = await submission(provider.setup(input(INPUT), journal)).collect();
    const records = journal.records.length;
    const again = await submission(provider.setup(input(INPUT), journal)).collect();
    expect(provider.calls).toBe(3);
    expect(journal.records).toHaveLength(records);
    const known = first.map(({ batch: _batch, rejected, ...part }) => ({
      ...part,
      resumed: true,
      ...(rejected && { rejected: rejected.map(({ position }) => ({ position })) }),
    }));
    expect(again).toEqual(known);
  });
});

// What a process can die at: each append of a submission of five items in three parts, just before and just after.
const DEATHS = Array.from({ length: 9 }, (_, record) => record).flatMap((record) => [
  [record, "before"] as const,
  [record, "after"] as const,
]);

describe.each(inputs)("a process that dies while it submits %s", (_, input) => {
  it.each(DEATHS)(
    "at record %i, %s it is durable, has sent each item once when the next has run",
    async (at, when) => {
      const provider = new Provider();
      const journal = new MemoryJournal();
      const die = ({ seq }: JournalRecord): void => {
        if (seq === at) throw new Killed();
      };
      if (when === "before") journal.onAppend = die;
      else journal.onAppended = die;
      await submission(provider.setup(input(INPUT), journal))
        .collect()
        .catch(() => undefined);
      // A dead process writes nothing more: what its error handling has appended is taken back.
      journal.records.length = Math.min(journal.records.length, when === "before" ? at : at + 1);
      journal.onAppend = journal.onAppended = () => undefined;

      const parts = await submission(provider.setup(input(INPUT), journal)).collect();
      expect(provider.items).toEqual(INPUT);
      expect(parts.map(({ from, to }) => [from, to])).toEqual([
        [0, 2],
        [2, 4],
        [4, 5],
      ]);
      expect(parts.map(({ index }) => index)).toEqual([0, 1, 2]);
      expect(parts.map(({ handle }) => handle.id)).toEqual(["b0", "b1", "b2"]);
      expect(journal.types.at(-1)).toBe("done");
    },
  );
});

describe("a part that streams", () => {
  const items = [big, big, big, big, big, big].map((text, i) => `${i}${text}`);
  const wide = (provider: Provider, journal: MemoryJournal): SubmissionSetup<unknown, Raw> => {
    const setup = provider.setup(lazily(items), journal);
    return { ...setup, plan: () => ({ ...setup.plan(), maxItems: 100 }) };
  };

  it("is known at its end: its intent says nothing yet, its closing stands before its last byte leaves", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    await submission(wide(provider, journal)).collect();
    expect(journal.types).toEqual(["run", "intent", "closing", "sent", "done"]);
    expect((journal.records[1] as { intent: Intent }).intent.correlation).toBeUndefined();
    expect(journal.records[2]).toMatchObject({ to: 6, intent: { correlation: { size: 6 } } });
    expect((await submission(wide(provider, journal)).collect())[0]).toMatchObject({ resumed: true, to: 6 });
  });

  it("that never ended is sent without a look: half a body is no batch", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = () => ({ error: new Killed(), taken: false });
    await submission(wide(provider, journal))
      .collect()
      .catch(() => undefined);
    journal.records.length = 2;
    provider.onSend = () => undefined;
    await submission(wide(provider, journal)).collect();
    expect(provider.looks).toEqual([]);
    expect(provider.items).toEqual(items);
  });

  it("whose answer nobody saw is looked for by its closing", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    await submission(wide(provider, journal)).collect();
    journal.records.length = 3;
    const [part] = await submission(wide(provider, journal)).collect();
    expect(provider.looks).toMatchObject([{ correlation: { size: 6 } }]);
    expect(part).toMatchObject({ resumed: true, handle: { id: "b0" }, to: 6 });
    expect(provider.batches.size).toBe(1);
  });

  it("does not end if its closing cannot be written", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    journal.onAppend = ({ type }) => {
      if (type === "closing") throw new Error("no space");
    };
    const error = await rejection(submission(wide(provider, journal)).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 0, failed: { cause: { message: "no space" } } });
    expect(provider.batches.size).toBe(0);
  });
});

describe("a part whose outcome is unknown", () => {
  const unknown = new UnknownOutcomeError(
    { attempts: [], startedAt: 1_000 },
    { provider: "p", operation: "create" },
  );

  it.each([
    ["was carried out: it is found, and not sent again", true, 3],
    ["was not: it is sent", false, 4],
  ])("%s by the next run", async (_, taken, calls) => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = (call) => (call === 1 ? { error: unknown, taken } : undefined);
    expect(
      await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError),
    ).toMatchObject({ next: 4 });
    const parts = await submission(provider.setup(INPUT, journal)).collect();
    expect(provider.items).toEqual(INPUT);
    expect(provider.calls).toBe(calls);
    expect(parts.map(({ resumed }) => resumed)).toEqual([true, taken ? true : undefined, undefined]);
    expect(parts[1]?.rejected).toMatchObject([{ position: 3 }]);
  });

  it("has what the clocks showed in its intent, and is written down as refused once it is absent", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = (call) => (call === 0 ? { error: unknown, taken: false } : undefined);
    const setup = { ...provider.setup(["a"], journal), skewMs: () => 7 };
    await rejection(submission(setup).collect(), SubmissionError);
    expect(journal.records.at(-1)).toMatchObject({ type: "intent", intent: { skewMs: 7 } });
    await submission(setup).collect();
    expect(journal.types).toEqual(["run", "intent", "refused", "intent", "sent", "done"]);
  });

  it("is not taken for that of an input of the same size that has changed since", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = (call) => (call === 0 ? { error: unknown, taken: true } : undefined);
    const of = (ids: string): SubmissionSetup<unknown, Raw> => {
      const setup = provider.setup(ids.split(""), journal);
      const plan = (): ReturnType<typeof setup.plan> => {
        const { frame: make, ...rest } = setup.plan();
        const frame = (): ReturnType<typeof make> => {
          const made = make();
          return { ...made, correlation: (size) => ({ ...made.correlation?.(size), ids }) };
        };
        return { ...rest, frame };
      };
      return { ...setup, plan };
    };
    await rejection(submission(of("ab")).collect(), SubmissionError);
    const error = await rejection(submission(of("ax")).collect(), JournalError);
    expect(error.reason).toBe("input-changed");
    expect(await submission(of("ab")).collect()).toMatchObject([{ resumed: true, from: 0, to: 2 }]);
    expect(provider.calls).toBe(1);
  });

  it("is still unknown if it cannot be decided: a SubmissionError, and the run after goes on from there", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = (call) => (call === 0 ? { error: unknown, taken: true } : undefined);
    await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    provider.verdict = () => ({ status: "undecided", why: "clock", candidates: [] });
    const error = await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    expect(error).toMatchObject({ submitted: [], failed: { from: 0, to: 2 }, next: 2 });
    expect(error.failed.cause).toMatchObject({ name: "UnknownOutcomeError", startedAt: 1_000, account: "a" });
    provider.verdict = undefined;
    await submission(provider.setup(INPUT, journal)).collect();
    expect(provider.items).toEqual(INPUT);
  });

  it("also if the provider took it and its answer was unreadable", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    const error = new ResponseParseError("x", { accepted: true });
    provider.onSend = (call) => (call === 0 ? { error, taken: true } : undefined);
    await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    await submission(provider.setup(INPUT, journal)).collect();
    expect(provider.items).toEqual(INPUT);
  });

  it("is reconciled apart from the parts that are known", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = (call) => (call === 1 ? { error: unknown, taken: true } : undefined);
    await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    const setup = provider.setup(INPUT, journal);
    const known: unknown[] = [];
    const reconcile: typeof setup.reconcile = (intent, parts) => {
      known.push(...parts.map(({ handle }) => handle.id));
      return setup.reconcile?.(intent, parts) as Promise<Reconciliation<Raw>>;
    };
    await submission({ ...setup, reconcile }).collect();
    expect(known).toEqual(["b0"]);
  });
});

describe("a part that was refused or not sent", () => {
  it("is written down as such, and may differ in the next run", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    const error = new ConnectionError("x", { attempts: [] });
    provider.onSend = (call) => (call === 1 ? { error, taken: false } : undefined);
    await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    expect(journal.types).toEqual(["run", "intent", "sent", "intent", "refused"]);
    await submission(provider.setup(["a", "b", "C", "D"], journal)).collect();
    expect(provider.looks).toEqual([]);
    expect(provider.items).toEqual(["a", "b", "C", "D"]);
  });
});

describe("another input than the one that the journal began with", () => {
  it.each<[string, readonly unknown[]]>([
    ["another item", ["a", "X", "c", "d", "e"]],
    ["another order", ["b", "a", "c", "d", "e"]],
    ["an item less", ["a", "b", "c", "d"]],
    ["an item more", [...INPUT, "f"]],
    ["nothing", []],
  ])("with %s is refused before anything is sent", async (_, changed) => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    await submission(provider.setup(INPUT, journal)).collect();
    const error = await rejection(submission(provider.setup(changed, journal)).collect(), JournalError);
    expect(error.reason).toBe("input-changed");
    expect(provider.calls).toBe(3);
  });

  it("is refused where only the sender is another", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    await submission(provider.setup(INPUT, journal)).collect();
    const setup = provider.setup(INPUT, journal);
    const plan = (): ReturnType<typeof setup.plan> => {
      const { frame, ...rest } = setup.plan();
      return { ...rest, frame: () => ({ ...frame(), identity: () => "another sender" }) };
    };
    expect((await rejection(submission({ ...setup, plan }).collect(), JournalError)).reason).toBe(
      "input-changed",
    );
  });
});

describe("a journal", () => {
  it("of another provider or account is refused", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    await submission(provider.setup(INPUT, journal)).collect();
    const setup = provider.setup(INPUT, journal);
    for (const other of [{ account: "b" }, { context: { provider: "q", operation: "create" } }]) {
      const error = await rejection(submission({ ...setup, ...other }).collect(), JournalError);
      expect(error.reason).toBe("foreign");
    }
  });

  it("that does not begin with its run, or has another within, is unreadable", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    await submission(provider.setup(INPUT, journal)).collect();
    const [first, ...others] = journal.records as [JournalRecord, ...JournalRecord[]];
    for (const records of [others, [first, first, ...others]]) {
      const edited = new MemoryJournal();
      edited.records.push(...records);
      const error = await rejection(submission(provider.setup(INPUT, edited)).collect(), JournalError);
      expect(error.reason).toBe("unreadable");
    }
    expect(provider.calls).toBe(3);
  });

  it("keeps its ranges when a limit changes", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    provider.onSend = (call) => (call === 2 ? { error: new Error("x"), taken: false } : undefined);
    await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    provider.onSend = () => undefined;
    const setup = provider.setup(INPUT, journal);
    const plan = (): ReturnType<typeof setup.plan> => ({ ...setup.plan(), maxItems: 100 });
    const parts = await submission({ ...setup, plan }).collect();
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 4],
      [4, 5],
    ]);
  });

  it("that is in use is an error of its own, not a failed part", async () => {
    const journal = new MemoryJournal();
    await journal.open();
    const error = await rejection(submission(new Provider().setup(INPUT, journal)).collect(), JournalError);
    expect(error.reason).toBe("in-use");
  });

  it("is given back at the end, after an error, and after a break", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    for await (const _ of submission(provider.setup(INPUT, journal))) break;
    await submission(provider.setup(INPUT, journal)).collect();
    await (await journal.open()).close();
  });

  it("that cannot be written before a part leaves keeps it from leaving", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    journal.onAppend = ({ type }) => {
      if (type === "intent") throw new Error("no space");
    };
    const error = await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 0, failed: { from: 0, to: 2, cause: { message: "no space" } } });
    expect(provider.calls).toBe(0);
  });

  it("that cannot be begun is unreadable, and says why", async () => {
    const provider = new Provider();
    const cause = new Error("no space");
    const full = new MemoryJournal();
    full.onAppend = () => Promise.reject(cause);
    const gone = { open: () => Promise.reject<JournalRun>(cause) };
    for (const journal of [full, gone]) {
      const error = await rejection(submission(provider.setup(INPUT, journal)).collect(), JournalError);
      expect(error).toMatchObject({ reason: "unreadable", cause });
    }
    expect(provider.calls).toBe(0);
  });

  it("that cannot be written at the end says that all parts went out", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    journal.onAppend = ({ type }) => {
      if (type === "done") throw new Error("no space");
    };
    const error = await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 5, failed: { from: 5, to: 5, cause: { message: "no space" } } });
    expect(error.submitted).toHaveLength(3);
  });

  it.each([true, false])(
    "that cannot be written after a look says what the look came to (carried out: %s)",
    async (taken) => {
      const provider = new Provider();
      const journal = new MemoryJournal();
      provider.onSend = () => ({ error: new UnknownOutcomeError({ attempts: [], startedAt: 0 }), taken });
      await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
      provider.onSend = () => undefined;
      journal.onAppend = () => Promise.reject(new Error("no space"));
      const error = await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
      expect(error).toMatchObject({
        next: taken ? 2 : 0,
        failed: { from: 0, to: 2, cause: { message: "no space" } },
      });
      journal.onAppend = () => undefined;
      await submission(provider.setup(INPUT, journal)).collect();
      expect(provider.items).toEqual(INPUT);
    },
  );

  it("over an input that fails while the sent parts are read again is a SubmissionError with its error", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    for await (const _ of submission(provider.setup(INPUT, journal))) break;
    const cause = new Error("the database went away");
    const broken = (function* () {
      yield INPUT[0] as never;
      throw cause;
    })();
    const error = await rejection(submission(provider.setup(broken, journal)).collect(), SubmissionError);
    expect(error.failed.cause).toBe(cause);
    expect(provider.calls).toBe(1);
  });

  it("that cannot be written after the answer says that the part went out, and the next run finds it", async () => {
    const provider = new Provider();
    const journal = new MemoryJournal();
    journal.onAppend = ({ type }) => {
      if (type === "sent") throw new Error("no space");
    };
    const error = await rejection(submission(provider.setup(INPUT, journal)).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 2, failed: { from: 0, to: 2 } });
    journal.onAppend = () => undefined;
    await submission(provider.setup(INPUT, journal)).collect();
    expect(provider.items).toEqual(INPUT);
  });
});
