import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, dayMs, fated, Harness, hourMs, minuteMs, type ErrorBody } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const asks = (count: number) => Array.from({ length: count }, (_, n) => ask({}, `Question ${n}`));

test("a new batch is in progress and has all its requests in processing", async () => {
  const now = harness.sim.clock.now();
  const batch = await harness.create(asks(3));
  expect(batch).toEqual({
    id: expect.stringMatching(/^msgbatch_\w{24}$/) as unknown,
    type: "message_batch",
    processing_status: "in_progress",
    request_counts: { processing: 3, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as unknown,
    expires_at: expect.any(String) as unknown,
    ended_at: null,
    cancel_initiated_at: null,
    archived_at: null,
    results_url: null,
  });
  expect(Date.parse(batch.created_at)).toBe(now);
  expect(Date.parse(batch.expires_at)).toBe(now + dayMs);
  expect(await harness.retrieve(batch.id)).toEqual(batch);
});

test("it ends after some minutes, and only then the counts move", async () => {
  const { id, created_at } = await harness.create([...asks(5), fated("errored:api_error")]);
  await harness.sim.clock.advance(2 * minuteMs - 1);
  expect(await harness.retrieve(id)).toMatchObject({
    processing_status: "in_progress",
    request_counts: { processing: 6, succeeded: 0, errored: 0 },
    results_url: null,
  });
  await harness.sim.clock.advance(10 * minuteMs);
  const ended = await harness.retrieve(id);
  expect(ended).toMatchObject({
    processing_status: "ended",
    request_counts: { processing: 0, succeeded: 5, errored: 1, canceled: 0, expired: 0 },
    results_url: `${harness.sim.urls.anthropic}/v1/messages/batches/${id}/results`,
  });
  const tookMs = Date.parse(ended.ended_at!) - Date.parse(created_at);
  expect(tookMs).toBeGreaterThan(2 * minuteMs);
  expect(tookMs).toBeLessThan(9 * minuteMs);
});

test("results hold one line for each request, in another order, as JSON Lines", async () => {
  const { id } = await harness.create(asks(50));
  await harness.sim.clock.advance(hourMs);
  const reply = await harness.call("GET", `/${id}/results`);
  expect(reply.headers.get("content-type")).toBe("application/x-jsonl");
  const ids = (await harness.results(id)).map((line) => line.custom_id);
  const inOrder = Array.from({ length: 50 }, (_, n) => `r-${n}`);
  expect(ids).not.toEqual(inOrder);
  expect(ids.toSorted()).toEqual(inOrder.toSorted());
  expect((await harness.call("GET", `/${id}/results`)).text).toBe(reply.text);
});

test("the seed decides, and nothing else does", async () => {
  const textOf = async (seed: number, before: number): Promise<string> => {
    const other = await Harness.start({ seed });
    for (let call = 0; call < before; call++) await other.call("GET", "");
    const { id } = await other.create(asks(20));
    await other.sim.clock.advance(hourMs);
    const { text } = await other.call("GET", `/${id}/results`);
    await other.sim.close();
    return text;
  };
  const first = await textOf(7, 0);
  expect(await textOf(7, 5)).toBe(first);
  expect(await textOf(8, 0)).not.toBe(first);
});

test("there are no results before the end, nor for an unknown batch", async () => {
  const { id } = await harness.create(asks(1));
  const early = await harness.call<ErrorBody>("GET", `/${id}/results`);
  expect(early).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
  const unknown = await harness.call<ErrorBody>("GET", "/msgbatch_none/results");
  expect(unknown).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
});

test("29 days after its creation a batch is archived: it stays, its results go", async () => {
  const { id, created_at } = await harness.create(asks(1));
  await harness.sim.clock.advance(29 * dayMs - 1);
  expect((await harness.retrieve(id)).archived_at).toBeNull();
  expect(await harness.results(id)).toHaveLength(1);
  await harness.sim.clock.advance(1);
  const archived = await harness.retrieve(id);
  expect(Date.parse(archived.archived_at!)).toBe(Date.parse(created_at) + 29 * dayMs);
  expect(archived.request_counts).toMatchObject({ succeeded: 1 });
  const gone = await harness.call<ErrorBody>("GET", `/${id}/results`);
  expect(gone).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
});

test("what cannot be finished within 24 hours expires", async () => {
  const { id, expires_at } = await harness.create([...asks(2), fated("expired"), fated("minutes:1440")]);
  await harness.sim.clock.advance(dayMs - 1);
  expect(await harness.retrieve(id)).toMatchObject({ processing_status: "in_progress" });
  await harness.sim.clock.advance(1);
  expect(await harness.retrieve(id)).toMatchObject({
    processing_status: "ended",
    ended_at: expires_at,
    request_counts: { processing: 0, succeeded: 2, expired: 2 },
  });
});

test("a batch can be made to take long", async () => {
  const { id } = await harness.create([ask(), fated("minutes:90")]);
  await harness.sim.clock.advance(90 * minuteMs - 1);
  expect((await harness.retrieve(id)).processing_status).toBe("in_progress");
  await harness.sim.clock.advance(1);
  expect(await harness.retrieve(id)).toMatchObject({
    processing_status: "ended",
    request_counts: { succeeded: 2 },
  });
});

test("a cancel is carried out later, and leaves a mix", async () => {
  const { id } = await harness.create([...asks(400), fated("expired")]);
  await harness.sim.clock.advance(90_000);
  const canceledAt = harness.sim.clock.now();
  const canceling = await harness.call("POST", `/${id}/cancel`);
  expect(canceling).toMatchObject({
    status: 200,
    body: {
      processing_status: "canceling",
      request_counts: { processing: 401 },
      results_url: null,
      ended_at: null,
    },
  });
  expect(Date.parse(canceling.body.cancel_initiated_at!)).toBe(canceledAt);
  await harness.sim.clock.advance(30_000);
  expect((await harness.call("POST", `/${id}/cancel`)).body).toEqual(canceling.body);
  await harness.sim.clock.advance(2 * minuteMs);
  const { processing_status, request_counts } = await harness.retrieve(id);
  expect(processing_status).toBe("ended");
  expect(request_counts["succeeded"]).toBeGreaterThan(20);
  expect(request_counts["canceled"]).toBeGreaterThan(20);
  expect(request_counts["succeeded"]! + request_counts["canceled"]!).toBe(401);
  const outcomes = (await harness.results(id)).map(({ result }) => result.type);
  expect(outcomes.filter((type) => type === "canceled")).toHaveLength(request_counts["canceled"]!);
  expect(outcomes).toHaveLength(401);
});

test("a cancel right after the create stops everything; one after the end is refused", async () => {
  const { id } = await harness.create(asks(10));
  await harness.call("POST", `/${id}/cancel`);
  await harness.sim.clock.advance(2 * minuteMs);
  expect((await harness.retrieve(id)).request_counts).toMatchObject({ canceled: 10, succeeded: 0 });
  const late = await harness.call<ErrorBody>("POST", `/${id}/cancel`);
  expect(late).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error" } } });
});

test("only an ended batch can be deleted, and then it is gone", async () => {
  const { id } = await harness.create(asks(1));
  const early = await harness.call<ErrorBody>("DELETE", `/${id}`);
  expect(early).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error" } } });
  await harness.sim.clock.advance(hourMs);
  const deleted = await harness.call("DELETE", `/${id}`);
  expect(deleted).toMatchObject({ status: 200, body: { id, type: "message_batch_deleted" } });
  for (const [method, path] of [
    ["GET", ""],
    ["GET", "/results"],
    ["POST", "/cancel"],
    ["DELETE", ""],
  ] as const) {
    expect((await harness.call(method, `/${id}${path}`)).status).toBe(404);
  }
  expect((await harness.call<{ data: unknown[] }>("GET", "")).body.data).toEqual([]);
});

test("time passes by itself at a scale", async () => {
  const { startSimulator } = await import("../../../src/simulator/index.js");
  const sim = await startSimulator({ timeScale: 600_000 });
  const headers = { "x-api-key": sim.options.anthropic.apiKey, "anthropic-version": "2026-10-21" };
  const url = `${sim.urls.anthropic}/v1/messages/batches`;
  const body = JSON.stringify({ requests: [{ custom_id: "a", params: ask() }] });
  const created = await fetch(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
  });
  const { id } = (await created.json()) as { id: string };
  const started = sim.clock.now();
  let status = "in_progress";
  while (status !== "ended") {
    const reply = await fetch(`${url}/${id}`, { headers });
    status = ((await reply.json()) as { processing_status: string }).processing_status;
    expect(sim.clock.now() - started).toBeLessThan(600_000 * 4_000);
  }
  await sim.close();
});
