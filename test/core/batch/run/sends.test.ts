import { describe, expect, it, onTestFinished } from "vitest";
import {
  AnthropicClient,
  type AnthropicOptions,
  type BatchRequest,
} from "../../../../src/anthropic/index.js";
import {
  ConnectionError,
  IncompleteResultsError,
  RateLimitError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
} from "../../../../src/core/base/errors/index.js";
import type { RunItem } from "../../../../src/core/batch/run/types.js";
import type { JournalRecord } from "../../../../src/core/submit/journal.js";
import { OpenAIClient, type OpenAIOptions, type RequestLine } from "../../../../src/openai/index.js";
import { type Simulator, startSimulator } from "../../../../src/simulator/index.js";
import { batchRequest, batchRequests, resultLine } from "../../../support/anthropic.js";
import { MemoryJournal } from "../../../support/memory-journal.js";
import { requestLine, requestLines } from "../../../support/openai.js";
import { all, drain, rejection } from "../../../support/rejection.js";
import { inTimeOf, upTo } from "../../../support/simulated-time.js";

type Limits = NonNullable<Parameters<typeof startSimulator>[0]>["limits"];

async function simulator(limits: Limits = {}): Promise<Simulator> {
  const sim = await startSimulator({ timeScale: "manual", limits });
  onTestFinished(() => sim.close());
  return sim;
}

const anthropicOn = (sim: Simulator, options: AnthropicOptions = {}): AnthropicClient =>
  new AnthropicClient(inTimeOf(sim, { ...sim.options.anthropic, ...options }));
const openaiOn = (sim: Simulator, options: OpenAIOptions = {}): OpenAIClient =>
  new OpenAIClient(inTimeOf(sim, { ...sim.options.openai, ...options }));

const inOrder = (items: readonly RunItem[]): number[] =>
  items.map(({ position }) => position).sort((a, b) => a - b);
const count = (sim: Simulator, operation: string): number =>
  sim.requests.filter(({ operationId }) => operationId === operation).length;
const accepted = (sim: Simulator, operation: string): number =>
  sim.requests.filter(({ operationId, status = 0 }) => operationId === operation && status < 300).length;

function* lazily<Item>(items: readonly Item[]): Generator<Item, void, void> {
  yield* items;
}

describe("a queue that is full", () => {
  it("has room again once a part of ours has ended (Anthropic answers 429)", async () => {
    const sim = await simulator({ anthropic: { queuedRequests: 4 } });
    const options = { maxItemsPerBatch: 2 };
    const items = await all(anthropicOn(sim, { retry: false }).batches.run(batchRequests(10), options));
    expect(inOrder(items)).toEqual(upTo(10));
    expect(accepted(sim, "createMessageBatch")).toBe(5);
    expect(count(sim, "createMessageBatch")).toBeGreaterThan(5);
  });

  it("is a refusal where nothing of ours is in it", async () => {
    const sim = await simulator({ anthropic: { queuedRequests: 4 } });
    const client = anthropicOn(sim, { retry: false });
    // Somebody else's.
    await anthropicOn(sim).batches.create({ requests: batchRequests(4) });
    const error = await rejection(client.batches.run(batchRequests(2)).summary(), SubmissionError);
    expect(error).toMatchObject({ failed: { from: 0, to: 2 }, next: 0 });
    expect(error.failed.cause).toBeInstanceOf(RateLimitError);
    expect(count(sim, "createMessageBatch")).toBe(2);
  });

  it("waits with a part that is too large to keep, where a function gives it anew", async () => {
    const sim = await simulator({ anthropic: { queuedRequests: 3 } });
    const input = upTo(6).map((index) => batchRequest(`r${index}`, "x".repeat(3_000_000)));
    let given = 0;
    const run = anthropicOn(sim, { retry: false }).batches.run(
      () => {
        given++;
        return lazily(input);
      },
      { maxItemsPerBatch: 2 },
    );
    expect(inOrder(await all(run))).toEqual(upTo(6));
    expect(given).toBeGreaterThan(1);
    // Read once, such a part is gone.
    await sim.clock.advance(3_600_000);
    const once = anthropicOn(sim, { retry: false }).batches.run(lazily(input), { maxItemsPerBatch: 2 });
    const { items, error } = await drain(once);
    expect(inOrder(items)).toEqual([0, 1]);
    expect((error as SubmissionError).failed.cause).toBeInstanceOf(RateLimitError);
  });

  it("shows as a failed batch (OpenAI): its file is used again once there is room", async () => {
    const sim = await simulator({ openai: { enqueuedTokens: 100 } });
    const input = requestLines(7, "x".repeat(40));
    for (const given of [input, () => lazily(input)] as const) {
      sim.requests.splice(0);
      const run = openaiOn(sim).batches.run(given, { maxItemsPerBatch: 2, order: "input" });
      expect((await all(run)).map(({ position }) => position)).toEqual(upTo(7));
      const { parts, items } = await run.summary();
      expect(items).toBe(7);
      expect(parts.map(({ from, to }) => [from, to])).toEqual([
        [0, 2],
        [2, 4],
        [4, 6],
        [6, 7],
      ]);
      expect(count(sim, "createFile")).toBe(4);
      expect(count(sim, "createBatch")).toBeGreaterThan(4);
      await sim.clock.advance(3_600_000);
    }
  });

  it("is a refusal where a batch of OpenAI's fails for it and nothing of ours is in it", async () => {
    const sim = await simulator({ openai: { enqueuedTokens: 5 } });
    const input = requestLines(2, "x".repeat(40));
    const error = await rejection(openaiOn(sim).batches.run(input).summary(), SubmissionError);
    expect(error).toMatchObject({ submitted: [], failed: { from: 0, to: 2 }, next: 0 });
    expect(error.failed.cause).toBeInstanceOf(RateLimitError);
    expect(error.failed.cause).toMatchObject({ status: 429, errorCode: "token_limit_exceeded" });
    expect(count(sim, "createBatch")).toBe(1);
  });

  it("survives a death at any record of the journal", async () => {
    const sim = await simulator({ openai: { enqueuedTokens: 100 } });
    const input = requestLines(5, "x".repeat(40));
    const options = { maxItemsPerBatch: 2, schedule: { initialMs: 120_000, factor: 1 } };
    const whole = new MemoryJournal();
    await openaiOn(sim)
      .batches.run(input, { ...options, journal: whole })
      .summary();
    expect(whole.types.filter((type) => type === "sent").length).toBeGreaterThan(3);
    for (let dieAt = 1; dieAt < whole.records.length; dieAt++) {
      await sim.clock.advance(6 * 3_600_000);
      const journal = new MemoryJournal();
      journal.onAppended = ({ seq }: JournalRecord): void => {
        if (seq === dieAt) throw new Error("died");
      };
      await rejection(
        openaiOn(sim)
          .batches.run(input, { ...options, journal })
          .summary(),
      );
      journal.onAppended = () => undefined;
      const run = openaiOn(sim).batches.run(input, { ...options, journal });
      expect(inOrder(await all(run))).toEqual(upTo(5));
      const { data } = (
        await openaiOn(sim).batches.list({ limit: 100 }).pages()[Symbol.asyncIterator]().next()
      ).value as { data: { status: string; created_at: number; request_counts: { total: number } }[] };
      const since = sim.clock.now() / 1_000 - 3 * 3_600;
      const ran = data.filter((batch) => batch.created_at > since && batch.status === "completed");
      expect(ran.map((batch) => batch.request_counts.total).sort()).toEqual([1, 2, 2]);
    }
  });
});

describe("a batch that is refused after it was taken", () => {
  it("fails its part with the faults and their places; the others come out first", async () => {
    const sim = await simulator();
    // The local checks would find it.
    const broken = { ...requestLine("r3"), method: "PUT" } as unknown as RequestLine;
    const input = requestLines(6).map((line, index) => (index === 3 ? broken : line));
    const client = openaiOn(sim, { localChecks: false });
    const { items, error } = await drain(client.batches.run(input, { maxItemsPerBatch: 2 }));
    expect(inOrder(items)).toEqual([0, 1, 4, 5]);
    expect(error).toBeInstanceOf(SubmissionError);
    expect(error).toMatchObject({ failed: { from: 2, to: 4 }, next: 2 });
    const { cause } = (error as SubmissionError).failed;
    expect(cause).toBeInstanceOf(ValidationError);
    expect((cause as ValidationError).issues[0]).toMatchObject({ path: "requests.3", index: 3 });
  });
});

describe("a refused batch with a journal", () => {
  const options = { maxItemsPerBatch: 2 };
  const lines = (isBroken: boolean, fourth = "r3"): RequestLine[] =>
    requestLines(6).map((line, index) =>
      index === 3
        ? ({ ...line, custom_id: fourth, ...(isBroken && { method: "PUT" }) } as unknown as RequestLine)
        : line,
    );

  it("is sent anew once its lines are mended; the other parts stay what they were", async () => {
    const sim = await simulator();
    const journal = new MemoryJournal();
    const client = openaiOn(sim, { localChecks: false });
    const first = await drain(client.batches.run(lines(true), { ...options, journal }));
    expect(first.error).toBeInstanceOf(SubmissionError);

    // The same input again comes to the same end, and sends nothing.
    const same = await drain(client.batches.run(lines(true), { ...options, journal }));
    expect(same.error).toMatchObject({ failed: { from: 2, to: 4 } });
    expect(count(sim, "createBatch")).toBe(3);

    const run = openaiOn(sim).batches.run(() => lines(false), { ...options, journal });
    expect(inOrder(await all(run))).toEqual(upTo(6));
    expect(count(sim, "createBatch")).toBe(4);
    const { parts } = await run.summary();
    expect(parts.map(({ from, to, resumed }) => [from, to, resumed])).toEqual([
      [0, 2, true],
      [2, 4, undefined],
      [4, 6, true],
    ]);
    // What was mended is what the journal knows from now on.
    expect(inOrder(await all(openaiOn(sim).batches.run(lines(false), { ...options, journal })))).toEqual(
      upTo(6),
    );
    expect(count(sim, "createBatch")).toBe(4);
  });

  it("survives a death at any record of the part that is sent anew, and sends it once", async () => {
    const sim = await simulator();
    const before = new MemoryJournal();
    await drain(
      openaiOn(sim, { localChecks: false }).batches.run(lines(true), { ...options, journal: before }),
    );
    const added = new MemoryJournal();
    added.records.push(...before.records);
    await all(openaiOn(sim).batches.run(lines(false), { ...options, journal: added }));
    for (let at = before.records.length; at < added.records.length; at++) {
      const journal = new MemoryJournal();
      journal.records.push(...before.records);
      journal.onAppended = () => {
        if (journal.records.length === at + 1) throw new Error("dead");
      };
      const created = count(sim, "createBatch");
      await drain(openaiOn(sim).batches.run(lines(false), { ...options, journal }));
      journal.onAppended = () => undefined;
      const again = await all(openaiOn(sim).batches.run(lines(false), { ...options, journal }));
      expect(inOrder(again)).toEqual(upTo(6));
      expect(count(sim, "createBatch")).toBe(created + 1);
    }
  });

  it("is a fault of the input where a part that was not refused differs, or the mended one is faulty", async () => {
    const sim = await simulator();
    const journal = new MemoryJournal();
    await drain(openaiOn(sim, { localChecks: false }).batches.run(lines(true), { ...options, journal }));
    const created = count(sim, "createBatch");
    const other = lines(false).map((line, index) => (index === 0 ? { ...line, custom_id: "other" } : line));
    const changed = await drain(openaiOn(sim).batches.run(other, { ...options, journal }));
    expect(changed.error).toMatchObject({ name: "JournalError", reason: "input-changed" });
    const twice = await drain(
      openaiOn(sim).batches.run(() => lines(false, "r2").values(), { ...options, journal }),
    );
    expect((twice.error as SubmissionError).failed.cause).toBeInstanceOf(ValidationError);
    expect(count(sim, "createBatch")).toBe(created);
  });
});

describe("what a batch does not speak of", () => {
  it.each([
    ["expired", "batch_expired"],
    ["cancelled", "batch_cancelled"],
  ])("comes out as what it is, and is sent again where rounds are left: %s", async (fate, code) => {
    const sim = await simulator();
    let asked = 0;
    const input = (): RequestLine[] => {
      const isFirst = asked++ === 0;
      return requestLines(4).map((line, index): RequestLine =>
        isFirst && index > 1 ? { ...line, body: { ...line.body, user: `fate:${fate}` } } : line,
      );
    };
    // A server that writes no lines for what has expired.
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      if (!/batches\/\w+$/.test(String(url instanceof Request ? url.url : url))) return answer;
      const batch = (await answer.json()) as { status: string; request_counts: Record<string, number> };
      const counts: Record<string, number> = { ...batch.request_counts, failed: 0 };
      const isShort = batch.status === "completed" && counts["completed"] !== counts["total"];
      const status = isShort ? fate : batch.status;
      return Response.json({ ...batch, status, error_file_id: null, request_counts: counts }, answer);
    };
    // It takes a day to expire.
    const options = { order: "input", schedule: { initialMs: 3_600_000, maxMs: 3_600_000 } } as const;
    const once = await all(openaiOn(sim, { fetch }).batches.run(input, options));
    expect(once.map(({ kind }) => kind)).toEqual(["usable", "usable", "retry", "retry"]);
    expect(once[3]?.result).toMatchObject({ custom_id: "r3", error: { code } });
    asked = 0;
    const twice = await all(openaiOn(sim, { fetch }).batches.run(input, { ...options, rounds: 2 }));
    expect(twice.map(({ kind, round }) => [kind, round])).toEqual([
      ["usable", 1],
      ["usable", 1],
      ["usable", 2],
      ["usable", 2],
    ]);
  });
});

describe("an item without a result", () => {
  const ended = (line: object): string => `${JSON.stringify(line)}\n`;

  it.each([1, 2])("is an error after all others, though the counts add up (%i rounds)", async (rounds) => {
    const sim = await simulator();
    const body = [resultLine("r0"), resultLine("foreign"), resultLine("r2")].map(ended).join("");
    sim.faults.add({ operation: "retrieveMessageBatchResults", times: 9, fault: { status: 200, body } });
    for (const order of ["arrival", "input"] as const) {
      const run = anthropicOn(sim).batches.run(batchRequests(3), { rounds, order });
      const { items, error } = await drain(run);
      expect(inOrder(items).filter((position) => position >= 0)).toEqual([0, 2]);
      expect(error).toBeInstanceOf(IncompleteResultsError);
      expect(error).toMatchObject({ expected: 3, received: 2, provider: "anthropic" });
      expect(await rejection(run.summary())).toBe(error);
    }
  });

  it("is an error where the server counts nothing", async () => {
    const sim = await simulator();
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      if (!/batches\/\w+$/.test(String(url instanceof Request ? url.url : url))) return answer;
      const { request_counts: _, ...batch } = (await answer.json()) as { request_counts: object };
      return Response.json({ ...batch, error_file_id: null }, answer);
    };
    const lines = requestLines(3).map((line, index): RequestLine =>
      index === 1 ? { ...line, body: { ...line.body, user: "fate:status:400" } } : line,
    );
    const { items, error } = await drain(openaiOn(sim, { fetch }).batches.run(lines));
    expect(inOrder(items)).toEqual([0, 2]);
    expect(error).toMatchObject({ name: "IncompleteResultsError", expected: 3, received: 2 });
  });
});

describe("a call whose answer got lost", () => {
  it("is looked for no longer once the loop is left, and the journal keeps it open", async () => {
    const sim = await simulator();
    const journal = new MemoryJournal();
    const options = { maxItemsPerBatch: 2, journal };
    const client = anthropicOn(sim);
    await client.batches.list().toArray(1);
    let creates = 0;
    const onRequest = ({ operation }: { operation: string }): void => {
      if (operation === "createMessageBatch" && ++creates === 2)
        sim.faults.add({ operation, times: 1, fault: "reset-after" });
    };
    const first = anthropicOn(sim, { hooks: { onRequest } }).batches.run(batchRequests(4), options);
    for await (const _ of first) break;
    expect(journal.types.filter((type) => type === "refused")).toEqual([]);
    const again = anthropicOn(sim).batches.run(batchRequests(4), options);
    expect(inOrder(await all(again))).toEqual(upTo(4));
    expect(accepted(sim, "createMessageBatch")).toBeLessThanOrEqual(2);
    expect(count(sim, "createMessageBatch")).toBe(2);
  });

  it("is no reason to send it again once the wait is aborted: what may be out is told", async () => {
    const sim = await simulator();
    const controller = new AbortController();
    const reason = new Error("enough");
    await anthropicOn(sim).batches.list().toArray(1);
    sim.faults.add({ operation: "createMessageBatch", times: 1, fault: "reset-after" });
    const journal = new MemoryJournal();
    const onRequest = ({ operation }: { operation: string }): void => {
      if (operation === "listMessageBatches") controller.abort(reason);
    };
    const options = { signal: controller.signal, journal };
    const run = anthropicOn(sim, { hooks: { onRequest } }).batches.run(batchRequests(2), options);
    const error = await rejection(run.summary(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(UnknownOutcomeError);
    expect(error.next).toBe(2);
    expect(journal.types).toEqual(["run", "intent"]);
    const items = await all(anthropicOn(sim).batches.run(batchRequests(2), { journal }));
    expect(inOrder(items)).toEqual([0, 1]);
    expect(count(sim, "createMessageBatch")).toBe(1);
  });

  it("is told before any other failure: it may be paid for", async () => {
    const sim = await simulator();
    await anthropicOn(sim).batches.list().toArray(1);
    let creates = 0;
    const onRequest = ({ operation }: { operation: string }): void => {
      if (operation === "createMessageBatch" && ++creates === 2)
        sim.faults.add({ operation, times: 1, fault: "reset-after" });
    };
    sim.faults.add({ operation: "retrieveMessageBatchResults", times: 9, fault: { status: 403 } });
    const [quick, slow] = [batchRequest("r0"), batchRequest("r1")];
    const input = [quick, { ...slow, params: { ...slow.params, metadata: { user_id: "fate:minutes:900" } } }];
    const run = anthropicOn(sim, { hooks: { onRequest } }).batches.run(input, { maxItemsPerBatch: 1 });
    const error = await rejection(run.summary(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(UnknownOutcomeError);
    expect(error).toMatchObject({ submitted: { length: 1 }, failed: { from: 1, to: 2 }, next: 2 });
    expect(sim.requests.some(({ status }) => status === 403)).toBe(true);
  });

  it("is told as not sent where it is proved to be, and cannot be sent again", async () => {
    const sim = await simulator();
    const client = anthropicOn(sim);
    await client.batches.list().toArray(1);
    sim.faults.add({ operation: "createMessageBatch", times: 1, fault: { status: 500, body: {} } });
    const large = batchRequests(2, "x".repeat(3_000_000));
    const error = await rejection(client.batches.run(lazily(large)).summary(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(ConnectionError);
    expect(error.next).toBe(0);
    expect(count(sim, "createMessageBatch")).toBe(1);
  });
});

describe("an abort", () => {
  it("in the middle is the reason itself, and sends nothing more", async () => {
    const sim = await simulator();
    const controller = new AbortController();
    const reason = new Error("enough");
    const options = { signal: controller.signal, maxItemsPerBatch: 1 };
    const run = anthropicOn(sim).batches.run(batchRequests(9), options);
    const error = await rejection(
      (async () => {
        // With a paid call in flight it would be an unknown outcome.
        for await (const _ of run) if (accepted(sim, "createMessageBatch") === 9) controller.abort(reason);
      })(),
    );
    expect(error).toBe(reason);
    const before = sim.requests.length;
    await sim.clock.advance(3_600_000);
    expect(sim.requests).toHaveLength(before);
    expect(await rejection(run.summary())).toBe(reason);
  });

  it("before the start sends nothing", async () => {
    const sim = await simulator();
    const signal = AbortSignal.abort(new Error("enough"));
    const error = await rejection(anthropicOn(sim).batches.run(batchRequests(2), { signal }).summary());
    expect(error).toBe(signal.reason);
    expect(sim.requests).toEqual([]);
  });
});

describe("an input that says nothing more", () => {
  async function* stalled() {
    yield* batchRequests(2);
    await new Promise(() => undefined);
  }

  it("does not hold up who leaves the loop", async () => {
    const sim = await simulator();
    const run = anthropicOn(sim).batches.run(stalled(), { maxItemsPerBatch: 1 });
    for await (const { position } of run) if (position === 0) break;
    expect((await run.summary()).items).toBeGreaterThan(0);
  });

  it("does not hold up an abort", async () => {
    const sim = await simulator();
    const controller = new AbortController();
    const reason = new Error("enough");
    const options = { maxItemsPerBatch: 1, signal: controller.signal };
    const run = anthropicOn(sim).batches.run(stalled(), options);
    const left = (async () => {
      for await (const _ of run) controller.abort(reason);
    })();
    expect(await rejection(left)).toBe(reason);
  });
});

describe("odd input", () => {
  const twice = (): BatchRequest[] => [...batchRequests(5), batchRequest("r1")];

  it("with an id twice, in two parts, is refused whole from an array, and where it is reached from a generator", async () => {
    const sim = await simulator();
    const options = { maxItemsPerBatch: 2 };
    const whole = anthropicOn(sim).batches.run(twice(), options);
    expect(await rejection(whole.summary(), ValidationError)).toMatchObject({ issues: [{ index: 5 }] });
    expect(sim.requests).toEqual([]);
    const { items, error } = await drain(anthropicOn(sim).batches.run(() => lazily(twice()), options));
    expect(inOrder(items)).toEqual(upTo(4));
    expect((error as SubmissionError).failed.cause).toBeInstanceOf(ValidationError);
  });

  it("whose results come in another order keeps its places", async () => {
    const sim = await simulator();
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const answer = await globalThis.fetch(url, init);
      if (!String(url instanceof Request ? url.url : url).endsWith("/results")) return answer;
      const lines = (await answer.text()).trimEnd().split("\n").reverse();
      return new Response(`${lines.join("\n")}\n`, answer);
    };
    const run = anthropicOn(sim, { fetch }).batches.run(batchRequests(7), {
      order: "input",
      maxItemsPerBatch: 4,
    });
    const items = await all(run);
    expect(items.map(({ id }) => id)).toEqual(upTo(7).map((index) => `r${index}`));
  });

  it("with ids of several lines keeps its places", async () => {
    const sim = await simulator();
    const lines = upTo(3).map((index) => requestLine(`a\n${index}`));
    const items = await all(openaiOn(sim).batches.run(lines, { order: "input" }));
    expect(items.map(({ id, position }) => [id, position])).toEqual([
      ["a\n0", 0],
      ["a\n1", 1],
      ["a\n2", 2],
    ]);
  });

  it("that throws midway delivers what is out, also in order and with rounds", async () => {
    const sim = await simulator();
    const broken = new Error("the input broke");
    function* input() {
      yield* batchRequests(5);
      throw broken;
    }
    const options = { maxItemsPerBatch: 2, rounds: 2, order: "input" } as const;
    const { items, error } = await drain(anthropicOn(sim).batches.run(input, options));
    expect(items.map(({ position }) => position)).toEqual(upTo(4));
    expect((error as SubmissionError).failed).toMatchObject({ from: 4, cause: broken });
  });
});
