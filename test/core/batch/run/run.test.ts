import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  AnthropicClient,
  type AnthropicOptions,
  type BatchRequest,
} from "../../../../src/anthropic/index.js";
import type { RunItem } from "../../../../src/core/batch/run/types.js";
import {
  ConfigError,
  RateLimitError,
  SubmissionError,
  UnknownOutcomeError,
  WaitTimeoutError,
} from "../../../../src/core/base/errors/index.js";
import { Ip1Client } from "../../../../src/ip1/index.js";
import { RingCentralClient } from "../../../../src/ringcentral/index.js";
import { type Simulator, startSimulator } from "../../../../src/simulator/index.js";
import { SinchClient } from "../../../../src/sinch/index.js";
import { batchRequest, batchRequests } from "../../../support/anthropic.js";
import { numbers } from "../../../support/ip1.js";
import { MemoryJournal } from "../../../support/memory-journal.js";
import { all, drain, rejection } from "../../../support/rejection.js";
import { inTimeOf, upTo } from "../../../support/simulated-time.js";

let sim: Simulator;
beforeEach(async () => {
  sim = await startSimulator({ timeScale: "manual" });
});
afterEach(() => sim.close());

const anthropic = (options: AnthropicOptions = {}): AnthropicClient =>
  new AnthropicClient(inTimeOf(sim, { ...sim.options.anthropic, ...options }));

const sends = (): number =>
  sim.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/batches")).length;

describe("run", () => {
  it("yields every item of every part once, with its place and what it is worth", async () => {
    const run = anthropic().batches.run(batchRequests(25), { maxItemsPerBatch: 10 });
    const items = await all(run);
    expect(items.map(({ position }) => position).sort((a, b) => a - b)).toEqual(upTo(25));
    for (const { position, id, round, result } of items) {
      expect([id, round]).toEqual([`r${position}`, 1]);
      expect(result.custom_id).toBe(id);
    }
    const summary = await run.summary();
    expect(summary).toMatchObject({ items: 25, rounds: 1, rejected: 0 });
    expect(summary.parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 10],
      [10, 20],
      [20, 25],
    ]);
    expect(Object.values(summary.kinds).reduce((sum, count) => sum + count, 0)).toBe(25);
    expect(summary.usage?.["outputTokens"]).toBeGreaterThan(0);
  });

  it("sleeps between its polls as it is told to", async () => {
    const { batches } = new AnthropicClient(sim.options.anthropic);
    const sleep = (ms: number): Promise<void> => sim.clock.advance(ms);
    expect(await batches.run(batchRequests(3), { sleep }).summary()).toMatchObject({ items: 3 });
  });

  it("takes a function that gives the input, and drains what is left for the summary", async () => {
    const run = anthropic().batches.run(() => batchRequests(5));
    for await (const item of run) {
      expect(item.id).toMatch(/^r/);
      break;
    }
    expect((await run.summary()).items).toBe(1);
    const whole = anthropic().batches.run(() => batchRequests(5));
    expect((await whole.summary()).items).toBe(5);
  });

  it("has at most so many parts unended at a time", async () => {
    let most = 0;
    let open = 0;
    const run = anthropic({
      hooks: {
        onResponse: ({ operation }) => {
          if (operation === "createMessageBatch") most = Math.max(most, ++open);
        },
      },
    }).batches.run(batchRequests(12), {
      maxItemsPerBatch: 3,
      maxInFlight: 1,
      onProgress: ({ phase }) => {
        if (phase === "ended") open--;
      },
    });
    expect((await run.summary()).items).toBe(12);
    expect(most).toBe(1);
  });

  it("does not count the time that its caller takes for results as time that parts take", async () => {
    const minutes = (id: string, count: number): BatchRequest => {
      const request = batchRequest(id);
      return { ...request, params: { ...request.params, metadata: { user_id: `fate:minutes:${count}` } } };
    };
    const hour = 3_600_000;
    const options = { maxItemsPerBatch: 1, timeoutMs: 2 * hour };
    const places: number[] = [];
    for await (const { position } of anthropic().batches.run(
      [minutes("r0", 5), minutes("r1", 180)],
      options,
    )) {
      places.push(position);
      if (position === 0) await sim.clock.advance(2.5 * hour);
    }
    expect(places).toEqual([0, 1]);
    const late = anthropic().batches.run([minutes("r0", 180)], options);
    await rejection(late.summary(), WaitTimeoutError);
  });

  it("waits with a part for which there is no room until one of ours has ended", async () => {
    const client = anthropic({ retry: false });
    const fault = {
      status: 429,
      headers: {},
      body: { type: "error", error: { type: "rate_limit_error", message: "full" } },
    };
    const run = client.batches.run(batchRequests(4), { maxItemsPerBatch: 2 });
    const original = run[Symbol.asyncIterator]();
    sim.faults.add({ operation: "createMessageBatch", times: 1, fault });
    // Nothing of ours is in flight: it is a refusal.
    const error = await rejection(original.next(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(RateLimitError);
    expect(sends()).toBe(1);

    let created = 0;
    const second = anthropic({
      retry: false,
      hooks: {
        onResponse: ({ operation }) => {
          if (operation === "createMessageBatch" && ++created === 1)
            sim.faults.add({ operation: "createMessageBatch", times: 1, fault });
        },
      },
    }).batches.run(batchRequests(4), { maxItemsPerBatch: 2 });
    expect((await second.summary()).items).toBe(4);
    expect(created).toBe(3);
  });

  it.each(["is aborted", "fails"])(
    "a search for a lost answer that %s leaves the part open in the journal",
    async (how) => {
      const aborting = new AbortController();
      const journal = new MemoryJournal();
      sim.faults.add({ operation: "createMessageBatch", times: 1, fault: "reset-after" });
      const looks = {
        fault: {
          status: 401,
          body: { type: "error", error: { type: "authentication_error", message: "no" } },
        },
      };
      if (how === "fails") sim.faults.add({ operation: "listMessageBatches", times: 1, ...looks });
      const hooks = {
        onRequest: ({ operation }: { readonly operation: string }) => {
          if (operation === "listMessageBatches" && how === "is aborted") aborting.abort();
        },
      };
      const options = { journal, signal: aborting.signal };
      const error = await rejection(
        anthropic({ hooks }).batches.run(batchRequests(2), options).summary(),
        SubmissionError,
      );
      expect(error.failed.cause).toBeInstanceOf(UnknownOutcomeError);
      expect(journal.types).toEqual(["run", "intent"]);

      expect((await anthropic().batches.run(batchRequests(2), { journal }).summary()).items).toBe(2);
      expect(sends()).toBe(1);
    },
  );

  it("finds a part whose answer got lost, and sends nothing twice", async () => {
    sim.faults.add({ operation: "createMessageBatch", times: 1, fault: "reset-after" });
    const client = anthropic();
    await client.batches.list().toArray(1);
    const items = await all(client.batches.run(batchRequests(4), { maxItemsPerBatch: 2 }));
    expect(items.map(({ position }) => position).sort((a, b) => a - b)).toEqual(upTo(4));
    expect(sends()).toBe(2);
  });

  it("delivers what is out before it throws what failed", async () => {
    function* input() {
      yield* batchRequests(3);
      throw new Error("the input broke");
    }
    const { items, error } = await drain(anthropic().batches.run(input(), { maxItemsPerBatch: 2 }));
    expect(items.map(({ position }) => position).sort()).toEqual([0, 1]);
    expect(error).toBeInstanceOf(SubmissionError);
  });

  it("leaves out the delivery of what is skipped, not its sending", async () => {
    const run = anthropic().batches.run(batchRequests(4), { skip: (id) => id !== "r2" });
    expect((await all(run)).map(({ position }) => position)).toEqual([2]);
    expect((await run.summary()).parts[0]).toMatchObject({ from: 0, to: 4 });
  });

  it("sends nothing more once the loop is left", async () => {
    const run = anthropic().batches.run(batchRequests(9), { maxItemsPerBatch: 1, maxInFlight: 1 });
    for await (const item of run) if (item.position >= 1) break;
    const sent = sends();
    await sim.clock.advance(3_600_000);
    expect(sends()).toBe(sent);
    expect(sent).toBeLessThan(9);
  });

  it("goes on from its journal, and delivers all of it again", async () => {
    const journal = new MemoryJournal();
    const options = { maxItemsPerBatch: 2, journal };
    for await (const item of anthropic().batches.run(batchRequests(6), { ...options, maxInFlight: 1 })) {
      expect(item.round).toBe(1);
      break;
    }
    const items = await all(anthropic().batches.run(batchRequests(6), options));
    expect(items.map(({ position }) => position).sort()).toEqual(upTo(6));
    expect(sends()).toBe(3);
  });

  it("turns down what is no number of parts", async () => {
    const run = anthropic().batches.run(batchRequests(1), { maxInFlight: 0 });
    expect(await rejection(run.summary())).toBeInstanceOf(ConfigError);
    expect(sim.requests).toEqual([]);
  });
});

describe("run for SMS waits until all is delivered", () => {
  const text = "Hello";
  it.each(["ringcentral", "ip1", "sinch"] as const)("%s", async (provider) => {
    const to = numbers(7);
    const options = { maxItemsPerBatch: 3 };
    const runs = {
      ringcentral: () =>
        new RingCentralClient(inTimeOf(sim, sim.options.ringcentral)).batches.run(
          { from: "+16505550100", text, messages: to.map((number) => ({ to: [`+${number}`] })) },
          options,
        ),
      ip1: () => {
        const client = new Ip1Client(inTimeOf(sim, sim.options.ip1));
        return client.batches.run({ sender: "Library", body: text, recipients: to }, options);
      },
      sinch: () =>
        new SinchClient(inTimeOf(sim, sim.options.sinch)).batches.run(
          { from: "12345", to, body: text },
          options,
        ),
    };
    if (provider === "ip1") await new Ip1Client(inTimeOf(sim, sim.options.ip1)).senders.register("Library");
    const run = runs[provider]();
    const items = await all<RunItem>(run);
    expect(items.map(({ position }) => position).sort((a, b) => a - b)).toEqual(upTo(7));
    for (const { position, id, kind } of items) {
      expect(id.replace("+", "")).toBe(to[position]);
      expect(kind).not.toBe("pending");
    }
    expect((await run.summary()).parts).toHaveLength(3);
  });
});
