import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  AnthropicClient,
  type AnthropicOptions,
  type BatchRequest,
} from "../../../../src/anthropic/index.js";
import type { RunItem } from "../../../../src/core/batch/run/types.js";
import {
  ConfigError,
  JournalError,
  PermissionError,
  SubmissionError,
} from "../../../../src/core/base/errors/index.js";
import type { JournalRecord } from "../../../../src/core/submit/journal.js";
import { type Simulator, startSimulator } from "../../../../src/simulator/index.js";
import { batchRequest } from "../../../support/anthropic.js";
import { MemoryJournal } from "../../../support/memory-journal.js";
import { all, drain, rejection } from "../../../support/rejection.js";
import { inTimeOf, upTo } from "../../../support/simulated-time.js";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ timeScale: "manual" });
});
beforeEach(() => apart());
afterAll(() => sim.close());

/** Far enough away from earlier batches that look alike. */
async function apart(): Promise<void> {
  await sim.clock.advance(6 * 3_600_000);
  sim.requests.splice(0);
}

const client = (options: AnthropicOptions = {}): AnthropicClient =>
  new AnthropicClient(inTimeOf(sim, { ...sim.options.anthropic, ...options }));

/** Ids by batch, in the order in which the batches were created. */
const sent = (): string[][] =>
  sim.requests
    .filter(({ operationId }) => operationId === "createMessageBatch")
    .map(({ body }) => (body as { requests: BatchRequest[] }).requests.map(({ custom_id: id }) => id));

const FATE = "fate:errored:overloaded_error";

/** Requests of which some fail until they were asked for so often. */
function flaky(count: number, failures: (index: number) => number) {
  let asked = 0;
  return (): BatchRequest[] => {
    asked++;
    return upTo(count).map((index) => {
      const request = batchRequest(`r${index}`);
      if (failures(index) < asked) return request;
      return { ...request, params: { ...request.params, metadata: { user_id: FATE } } };
    });
  };
}

const places = (items: readonly RunItem[]): number[] => items.map(({ position }) => position);
const inOrder = (items: readonly RunItem[]): number[] => places(items).sort((a, b) => a - b);

describe("rounds", () => {
  it("send again what is worth it, and each item comes out once with its last result", async () => {
    const input = flaky(9, (index) => (index % 4 === 0 ? 1 : 0));
    const run = client().batches.run(input, { rounds: 3, maxItemsPerBatch: 4 });
    const items = await all(run);
    expect(inOrder(items)).toEqual(upTo(9));
    for (const { position, id, round, kind, result } of items) {
      expect([id, kind, result.custom_id]).toEqual([`r${position}`, "usable", id]);
      expect(round).toBe(position % 4 === 0 ? 2 : 1);
    }
    expect(sent()).toHaveLength(4);
    expect(sent()[3]).toEqual(["r0", "r4", "r8"]);
    const { rounds, kinds, parts } = await run.summary();
    expect([rounds, kinds]).toEqual([2, { usable: 9 }]);
    expect(parts.map(({ index, from, to }) => [index, from, to])).toEqual([
      [0, 0, 4],
      [1, 4, 8],
      [2, 8, 9],
      [3, 0, 9],
    ]);
  });

  it.each(["arrival", "input"] as const)(
    "end with the last one that is allowed (order: %s)",
    async (order) => {
      const input = flaky(5, () => Infinity);
      const run = client().batches.run(input, { rounds: 3, maxItemsPerBatch: 2, order });
      const items = await all(run);
      expect(inOrder(items)).toEqual(upTo(5));
      expect(items.every(({ kind, round }) => kind === "retry" && round === 3)).toBe(true);
      expect(sent().map((ids) => ids.length)).toEqual([2, 2, 1, 2, 2, 1, 2, 2, 1]);
      expect(await run.summary()).toMatchObject({ items: 5, rounds: 3, kinds: { retry: 5 } });
    },
  );

  it("take an array as it is", async () => {
    const input = flaky(3, () => Infinity)();
    expect(inOrder(await all(client().batches.run(input, { rounds: 2 })))).toEqual(upTo(3));
    expect(sent()).toHaveLength(2);
  });

  it("of one read each result once, in whatever order", async () => {
    const input = flaky(4, () => Infinity)();
    for (const order of ["arrival", "input"] as const)
      await client().batches.run(input, { order, maxItemsPerBatch: 2 }).summary();
    const reads = sim.requests.filter(({ operationId }) => operationId === "retrieveMessageBatchResults");
    expect(reads).toHaveLength(4);
  });

  it.each([
    ["a generator", () => new Set([batchRequest("r0")]).values(), { rounds: 2 }],
    ["no number of rounds", () => [batchRequest("r0")], { rounds: 0 }],
    ["half a round", () => [batchRequest("r0")], { rounds: 1.5 }],
    ["an order that there is not", () => [batchRequest("r0")], { order: "size" as "input" }],
  ])("are a ConfigError for %s, and nothing is sent", async (_, input, options) => {
    await rejection(client().batches.run(input(), options).summary(), ConfigError);
    expect(sim.requests).toEqual([]);
  });

  it("take one round of a generator, and no input at all", async () => {
    function* input() {
      yield batchRequest("r0");
    }
    expect(await client().batches.run(input(), { rounds: 1 }).summary()).toMatchObject({ items: 1 });
    expect(await client().batches.run([], { rounds: 4, order: "input" }).summary()).toEqual({
      items: 0,
      kinds: {},
      rounds: 1,
      parts: [],
      rejected: 0,
    });
  });

  it("are over for all once one part cannot be read: the others come out with the results they have", async () => {
    const input = flaky(6, (index) => (index % 2 === 0 ? 1 : 0));
    const body = { type: "error", error: { type: "permission_error", message: "no" } };
    let reads = 0;
    const onRequest = ({ operation }: { operation: string }): void => {
      if (operation === "retrieveMessageBatchResults" && ++reads === 3)
        sim.faults.add({ operation, times: 1, fault: { status: 403, body } });
    };
    const options = { rounds: 2, maxItemsPerBatch: 2, maxInFlight: 1 };
    const run = client({ hooks: { onRequest } }).batches.run(input, options);
    const { items, error } = await drain(run);
    expect(error).toBeInstanceOf(PermissionError);
    expect(inOrder(items)).toEqual(upTo(4));
    expect(sent()).toHaveLength(3);
  });

  it.each([
    [2, "arrival"],
    [3, "arrival"],
    [2, "input"],
    [4, "input"],
  ] as const)(
    "deliver the last result that there is when round %i cannot be sent (order: %s)",
    async (rounds, order) => {
      const input = flaky(4, (index) => (index < 2 ? rounds - 1 : 0));
      let creates = 0;
      const onRequest = ({ operation }: { operation: string }): void => {
        if (operation !== "createMessageBatch" || ++creates !== rounds + 1) return;
        const body = { type: "error", error: { type: "invalid_request_error", message: "no" } };
        sim.faults.add({ operation, times: 1, fault: { status: 400, body } });
      };
      const options = { rounds, maxItemsPerBatch: 2, order };
      const { items, error } = await drain(client({ hooks: { onRequest } }).batches.run(input, options));
      expect(inOrder(items)).toEqual(upTo(4));
      const failed = items.filter(({ kind }) => kind === "retry");
      expect(failed.map(({ id, round }) => `${id} ${round}`).sort()).toEqual([
        `r0 ${rounds - 1}`,
        `r1 ${rounds - 1}`,
      ]);
      expect(error).toBeInstanceOf(SubmissionError);
      expect((error as SubmissionError).failed).toMatchObject({ from: 0, to: 2 });
    },
  );
});

describe("the order of the input", () => {
  it("holds over the parts, however they end", async () => {
    // The first part takes longest.
    const input = upTo(12).map((index) => {
      const request = batchRequest(`r${index}`);
      const minutes = { user_id: `fate:minutes:${60 - index * 4}` };
      return { ...request, params: { ...request.params, metadata: minutes } };
    });
    const items = await all(client().batches.run(input, { order: "input", maxItemsPerBatch: 3 }));
    expect(places(items)).toEqual(upTo(12));
  });

  it("holds over the rounds", async () => {
    const input = flaky(11, (index) => [0, 2, 0, 0, 1][index % 5] as number);
    const items = await all(client().batches.run(input, { order: "input", rounds: 3, maxItemsPerBatch: 3 }));
    expect(places(items)).toEqual(upTo(11));
    expect(items.map(({ round }) => round)).toEqual([1, 3, 1, 1, 2, 1, 3, 1, 1, 2, 1]);
    expect(items.every(({ kind }) => kind === "usable")).toBe(true);
  });

  it("lets parts out before a later one that is sent again", async () => {
    const input = flaky(6, (index) => (index === 5 ? 1 : 0));
    const seen: (readonly [number, number])[] = [];
    for await (const { position } of client().batches.run(input, {
      order: "input",
      rounds: 2,
      maxItemsPerBatch: 2,
    }))
      seen.push([position, sent().length]);
    expect(seen.slice(0, 4)).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(seen.at(-1)).toEqual([5, 4]);
  });

  it("skips without losing its place", async () => {
    const input = flaky(6, (index) => (index === 1 ? 1 : 0));
    const skip = (id: string): boolean => id === "r1" || id === "r2";
    const options = { order: "input", rounds: 2, maxItemsPerBatch: 3, skip } as const;
    expect(places(await all(client().batches.run(input, options)))).toEqual([0, 3, 4, 5]);
    // Skipped is the delivery, not the sending.
    expect(sent()).toHaveLength(3);
  });
});

describe("a part whose results cannot be read", () => {
  it.each([1, 3])("leaves those of the others in the order of the input (%i rounds)", async (rounds) => {
    const body = { type: "error", error: { type: "permission_error", message: "no" } };
    let reads = 0;
    const onRequest = ({ operation }: { operation: string }): void => {
      if (operation === "retrieveMessageBatchResults" && ++reads === 1)
        sim.faults.add({ operation, times: 1, fault: { status: 403, body } });
    };
    const input = flaky(6, () => 0);
    const options = { maxItemsPerBatch: 2, order: "input", rounds } as const;
    const { items, error } = await drain(client({ hooks: { onRequest } }).batches.run(input, options));
    expect(error).toBeInstanceOf(PermissionError);
    expect(items.length).toBeGreaterThanOrEqual(4);
    expect(places(items)).toEqual(inOrder(items));
  });
});

describe("a journal over several rounds", () => {
  const options = { rounds: 3, maxItemsPerBatch: 3 } as const;
  /** As the program that is run again reads it: the same input. */
  const INPUT = flaky(7, () => Infinity)();

  it.each(["before", "after"] as const)(
    "goes on after a death at any record (%s it is durable), sends nothing twice and misses nothing",
    async (when) => {
      const input = INPUT.slice(0, 3);
      const short = { rounds: 2, maxItemsPerBatch: 2 };
      const whole = new MemoryJournal();
      await client()
        .batches.run(input, { ...short, journal: whole })
        .summary();
      const shapes = sent().map((ids) => ids.join());
      expect(shapes).toEqual(["r0,r1", "r2", "r0,r1", "r2"]);
      for (let dieAt = 0; dieAt < whole.records.length; dieAt++) {
        await apart();
        const journal = new MemoryJournal();
        const die = ({ seq }: JournalRecord): void => {
          if (seq === dieAt) throw new Error("died");
        };
        if (when === "before") journal.onAppend = die;
        else journal.onAppended = die;
        await rejection(
          client()
            .batches.run(input, { ...short, journal })
            .summary(),
        );
        journal.onAppend = journal.onAppended = () => undefined;
        const items = await all(client().batches.run(input, { ...short, journal }));
        expect(inOrder(items)).toEqual(upTo(3));
        expect(items.every(({ round }) => round === 2)).toBe(true);
        expect(sent().map((ids) => ids.join())).toEqual(shapes);
        expect(journal.types.filter((type) => type === "done")).toHaveLength(2);
      }
    },
  );

  it("numbers its parts on, and counts positions within the round", async () => {
    const journal = new MemoryJournal();
    await client()
      .batches.run(INPUT, { ...options, rounds: 2, journal })
      .summary();
    const lines = journal.records.flatMap((record) =>
      record.type === "sent" ? [`${record.part}: ${record.to}`] : record.type === "done" ? ["done"] : [],
    );
    expect(lines).toEqual(["0: 3", "1: 6", "2: 7", "done", "3: 3", "4: 6", "5: 7", "done"]);
  });

  it("delivers the rounds that were sent, also where fewer are asked for now", async () => {
    const journal = new MemoryJournal();
    await client()
      .batches.run(INPUT, { ...options, rounds: 2, journal })
      .summary();
    const before = sent().length;
    const items = await all(client().batches.run(INPUT, { ...options, rounds: 1, journal }));
    expect(inOrder(items)).toEqual(upTo(7));
    expect(items.every(({ round }) => round === 2)).toBe(true);
    expect(sent()).toHaveLength(before);
    const once = client().batches.run(new Set(INPUT).values(), { ...options, rounds: 1, journal });
    await rejection(once.summary(), ConfigError);
  });

  it("is that of an input: another one is refused, and nothing is sent", async () => {
    const journal = new MemoryJournal();
    await client()
      .batches.run(INPUT, { ...options, journal })
      .summary();
    const before = sent().length;
    const other = INPUT.map((request, index) => (index === 4 ? batchRequest("r4", "other") : request));
    await rejection(
      client()
        .batches.run(other, { ...options, journal })
        .summary(),
      JournalError,
    );
    expect(sent()).toHaveLength(before);
  });
});
