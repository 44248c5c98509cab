import { describe, expect, it, vi } from "vitest";
import {
  HandleError,
  NotFoundError,
  SubmissionError,
  ValidationError,
  WaitTimeoutError,
} from "../../src/core/base/errors/index.js";
import { batchRequest, batchRequests, endedBatch, messageBatch } from "../support/anthropic.js";
import { anthropic } from "../support/anthropic-client.js";
import { all, rejection } from "../support/rejection.js";
import { forever, hang, json, networkError, status } from "../support/scripted-fetch.js";

const running = json(messageBatch());

describe("waiting for a batch", () => {
  it("resolves with the terminal snapshot, polling at once and then by the provider's schedule", async () => {
    const { client, clock, fetch } = anthropic([
      running,
      running,
      running,
      json(endedBatch({ succeeded: 2 })),
    ]);
    const snapshot = await client.batches.wait("msgbatch_01Fixture");
    expect(snapshot).toEqual({
      handle: { v: 1, provider: "anthropic", id: "msgbatch_01Fixture" },
      phase: "ended",
      outcome: "completed",
      counts: { total: 2, pending: 0, succeeded: 2, failed: 0, canceled: 0, expired: 0, unknown: 0 },
      raw: endedBatch({ succeeded: 2 }),
      polls: 4,
      elapsedMs: 9_500,
    });
    expect(clock.sleeps).toEqual([2_000, 3_000, 4_500]);
    expect(new Set(fetch.calls.map(({ method, url }) => `${method} ${url}`))).toEqual(
      new Set(["GET https://api.anthropic.com/v1/messages/batches/msgbatch_01Fixture"]),
    );
  });

  it("shows no progress that the provider does not give", async () => {
    const batch = messageBatch({
      request_counts: { processing: 9, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
    });
    const { client } = anthropic([
      json(batch),
      json({ ...batch, request_counts: undefined }),
      json(endedBatch()),
    ]);
    const seen = await all(client.batches.watch("b"));
    expect(seen[0]?.counts).toMatchObject({ total: 9, pending: 9 });
    expect(seen[1]).not.toHaveProperty("counts");
    expect(seen.map((snapshot) => "outcome" in snapshot)).toEqual([false, false, true]);
  });

  it("takes an unknown status for running until every request is final, and reads the results then", async () => {
    const request_counts = { processing: 0, succeeded: 1, errored: 0, canceled: 0, expired: 1 };
    const done = messageBatch({ processing_status: "settled" as never, request_counts });
    const empty = { ...request_counts, succeeded: 0, expired: 0 };
    const { client } = anthropic([
      json({ ...done, request_counts: undefined }),
      json({ ...done, request_counts: empty }),
      json({ ...done, request_counts: { ...request_counts, processing: 1 } }),
      json(done),
      () => new Response('{"custom_id":"a"}\n{"custom_id":"b"}\n'),
    ]);
    const ended = await client.batches.wait("b");
    expect(ended).toMatchObject({ phase: "ended", outcome: "expired", polls: 4 });
    expect(await all(client.batches.results(ended.raw))).toHaveLength(2);
  });

  it("takes counts that are all zero for none, and expects no number of results then", async () => {
    const { client } = anthropic([
      json(endedBatch({ succeeded: 0 })),
      () => new Response('{"custom_id":"a"}\n'),
    ]);
    const ended = await client.batches.wait("b");
    expect(ended).not.toHaveProperty("counts");
    expect(await all(client.batches.results(ended.raw))).toHaveLength(1);
  });

  it("counts nothing where a count is no number", async () => {
    const request_counts = { processing: null, succeeded: 2, errored: true, canceled: [] } as never;
    const { client } = anthropic([json({ ...endedBatch(), request_counts })]);
    const { counts, outcome } = await client.batches.wait("b");
    const none = { pending: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };
    expect([counts, outcome]).toEqual([{ ...none, total: 2, succeeded: 2 }, "completed"]);
  });

  it.each([
    [{ succeeded: 1 }, "completed"],
    [{ errored: 3 }, "completed"],
    [{ succeeded: 1, expired: 1 }, "expired"],
    [{ succeeded: 1, canceled: 1 }, "canceled"],
    [{ succeeded: 1, expired: 1, canceled: 1 }, "canceled"],
    [{}, "completed"],
  ])("an end with %j is %s, and data", async (counts, outcome) => {
    const { client } = anthropic([json(endedBatch(counts))]);
    expect(await client.batches.wait("b")).toMatchObject({ phase: "ended", outcome });
  });

  it.each([
    ["in_progress", "running"],
    ["canceling", "canceling"],
    ["some_new_status", "running"],
    ["constructor", "running"],
  ])("%s is %s", async (processing_status, phase) => {
    const { client } = anthropic([json(messageBatch({ processing_status })), json(endedBatch())]);
    const [first] = await all(client.batches.watch("b"));
    expect(first?.phase).toBe(phase);
  });

  it("tolerates a 404 on a batch that this client just created", async () => {
    const { client, clock, fetch } = anthropic([running, status(404), status(404), json(endedBatch())]);
    const { id } = await client.batches.create({ requests: batchRequests(1) });
    clock.pass(30_000);
    expect(await client.batches.wait(id)).toMatchObject({ phase: "ended" });
    expect(fetch.calls).toHaveLength(4);
  });

  it("and on one whose handle says that it was just created; a minute later it is believed", async () => {
    for (const [age, tolerated] of [
      [59_000, true],
      [60_000, false],
    ] as const) {
      const { client, clock } = anthropic([status(404), forever(json(endedBatch()))]);
      clock.pass(age);
      const wait = client.batches.wait({
        v: 1,
        provider: "anthropic",
        id: "b",
        createdAt: "2026-11-21T12:00:00Z",
      });
      if (tolerated) expect(await wait).toMatchObject({ phase: "ended" });
      else await rejection(wait, NotFoundError);
    }
  });

  it("believes a 404 on a bare id at once", async () => {
    const { client, fetch } = anthropic([forever(status(404))]);
    await rejection(client.batches.wait("b"), NotFoundError);
    expect(fetch.calls).toHaveLength(1);
  });

  it.each([400, 401, 403])("ends at once on %i", async (code) => {
    const { client, fetch } = anthropic([forever(status(code))]);
    expect(await rejection(client.batches.wait("b"))).toMatchObject({ status: code });
    expect(fetch.calls).toHaveLength(1);
  });

  it("survives a bad minute", async () => {
    const bad = [
      status(500),
      status(500),
      status(500),
      networkError("ECONNRESET"),
      networkError("ENOTFOUND"),
      status(529),
    ];
    const { client } = anthropic([...bad, json(endedBatch())]);
    expect(await client.batches.wait("b")).toMatchObject({ phase: "ended", polls: 3 });
  });

  it("ends at its deadline with handle and last snapshot, and cancels nothing", async () => {
    const { client, fetch } = anthropic([forever(running)]);
    const error = await rejection(
      client.batches.wait(messageBatch(), { timeoutMs: 20_000 }),
      WaitTimeoutError,
    );
    expect(error.handle).toEqual(client.batches.handle(messageBatch()));
    expect(error.last).toMatchObject({ phase: "running" });
    expect(fetch.calls.every(({ method }) => method === "GET")).toBe(true);
  });

  it("by an abort sends nothing afterwards and cancels nothing", async () => {
    const controller = new AbortController();
    const { client, fetch } = anthropic([running, hang(() => controller.abort("enough"))]);
    expect(await rejection(client.batches.wait("b", { signal: controller.signal }))).toBe("enough");
    expect(fetch.calls.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  it("tells onPoll of every snapshot", async () => {
    const onPoll = vi.fn();
    const { client } = anthropic([running, running, json(endedBatch())], { hooks: { onPoll } });
    await client.batches.wait("b");
    expect(onPoll.mock.calls.map(([event]) => event as unknown)).toMatchObject([
      { operation: "retrieveMessageBatch", poll: 1, snapshot: { phase: "running" } },
      { poll: 2 },
      { poll: 3, snapshot: { phase: "ended" } },
    ]);
  });

  it("is possible from another process, by a handle that went through JSON", async () => {
    const first = anthropic([], { workspaceId: "wrkspc_1" });
    const handle = JSON.parse(JSON.stringify(first.client.batches.handle(messageBatch()))) as object;
    expect(handle).toEqual({
      v: 1,
      provider: "anthropic",
      id: "msgbatch_01Fixture",
      account: "wrkspc_1",
      createdAt: "2026-11-21T12:00:00.000000Z",
    });
    const same = anthropic([json(endedBatch())], { workspaceId: "wrkspc_1" });
    expect(await same.client.batches.wait(handle as never)).toMatchObject({ phase: "ended", handle });
    const other = anthropic([], { workspaceId: "wrkspc_2" });
    await rejection(other.client.batches.wait(handle as never), HandleError);
  });
});

describe("submitting", () => {
  const batches = forever(() => Response.json(messageBatch({ id: `b${Math.random()}` })));

  it("sends the body that create would send", async () => {
    const { client, fetch } = anthropic([batches, batches]);
    const requests = batchRequests(3, "ü🙂");
    const [part] = await client.batches.submit(requests).collect();
    await client.batches.create({ requests });
    expect(fetch.calls[0]?.body).toBe(fetch.calls[1]?.body);
    expect(fetch.calls[0]?.headers.get("content-type")).toBe("application/json");
    expect(part).toMatchObject({ index: 0, from: 0, to: 3, handle: { provider: "anthropic" } });
  });

  it("cuts at 100,000 requests", async () => {
    const sizes: number[] = [];
    const count = (body: string | undefined): number => (body?.match(/"custom_id"/g) ?? []).length;
    const { client } = anthropic([
      forever((call) => {
        sizes.push(count(call.body));
        return Response.json(messageBatch({ id: `b${sizes.length}` }));
      }),
    ]);
    function* input() {
      for (let i = 0; i < 100_001; i++)
        yield { custom_id: `r${i}`, params: { model: "m", max_tokens: 1, messages: [] } };
    }
    const parts = await client.batches.submit(input()).collect();
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 100_000],
      [100_000, 100_001],
    ]);
    expect(sizes).toEqual([100_000, 1]);
  });

  it("checks an array whole before the first byte", async () => {
    const { client, fetch } = anthropic();
    const requests = [...batchRequests(3), batchRequest("not allowed")];
    const error = await rejection(client.batches.submit(requests).collect(), ValidationError);
    expect(error.issues).toMatchObject([{ index: 3, path: "requests.3.custom_id", customId: "not allowed" }]);
    expect(fetch.calls).toHaveLength(0);
  });

  it("sends a part again after a 429, from an input that can be read only once", async () => {
    const { client, fetch, clock } = anthropic([status(429, { "retry-after": "3" }), batches]);
    async function* input() {
      yield* batchRequests(2);
    }
    expect(await client.batches.submit(input()).collect()).toHaveLength(1);
    expect(fetch.calls[0]?.body).toBe(fetch.calls[1]?.body);
    expect(clock.sleeps).toEqual([3_000]);
  });

  it("never sends a part again whose outcome is unknown, unless the caller signs for it", async () => {
    const { client, fetch } = anthropic([forever(status(500))]);
    const error = await rejection(client.batches.submit(batchRequests(2)).collect(), SubmissionError);
    expect(error).toMatchObject({ failed: { from: 0, to: 2 }, next: 2 });
    expect(error.failed.cause).toMatchObject({ name: "UnknownOutcomeError", correlation: { size: 2 } });
    expect(fetch.calls).toHaveLength(1);
    const signed = anthropic([status(500), batches]);
    await signed.client.batches.submit(batchRequests(2), { retryUnknown: "may-send-twice" }).collect();
    expect(signed.fetch.calls).toHaveLength(2);
  });

  it("by an abort in flight leaves that part unknown", async () => {
    const controller = new AbortController();
    const { client } = anthropic([hang(() => controller.abort("enough"))]);
    const work = client.batches.submit(batchRequests(2), { signal: controller.signal }).collect();
    const error = await rejection(work, SubmissionError);
    expect(error).toMatchObject({
      next: 2,
      failed: { cause: { name: "UnknownOutcomeError", cause: "enough" } },
    });
  });

  it.each(["null", "{}", "[]"])("takes a part for sent whose answer is no batch: %s", async (text) => {
    const { client } = anthropic([status(200, {}, text)]);
    const error = await rejection(client.batches.submit(batchRequests(2)).collect(), SubmissionError);
    expect(error).toMatchObject({
      next: 2,
      failed: { cause: { name: "ResponseParseError", accepted: true } },
    });
  });

  it.each(["text", 7, null, undefined, {}])("refuses an input that is none: %j", async (input) => {
    const { client } = anthropic();
    await rejection(client.batches.submit(input as never).collect(), ValidationError);
  });

  it("makes batches that may be waited for with the grace of a new one", async () => {
    const { client } = anthropic([running, status(404), json(endedBatch())]);
    const [part] = await client.batches.submit(batchRequests(1)).collect();
    expect(await client.batches.wait(part?.handle.id as string)).toMatchObject({ phase: "ended" });
  });
});
