import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ask,
  type Batch,
  CHAT,
  dayMs,
  type ErrorBody,
  fated,
  Harness,
  hourMs,
  minuteMs,
  request,
  secondMs,
} from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const requests = (count: number) => Array.from({ length: count }, (_, n) => request(`r-${n}`));
const nowS = (): number => Math.floor(harness.sim.clock.now() / 1_000);

/** Moves on until the batch has a status, and returns it then. */
async function until(id: string, status: string, stepMs: number): Promise<Batch> {
  for (let step = 0; step < 2_000; step++) {
    const batch = await harness.retrieve(id);
    if (batch.status === status) return batch;
    await harness.sim.clock.advance(stepMs);
  }
  throw new Error(`never ${status}`);
}

test("a new batch is validating, counts nothing, and has all its fields", async () => {
  const metadata = { job: "nightly" };
  const batch = await harness.submit(requests(3), { metadata });
  const createdS = nowS();
  expect(batch).toEqual({
    id: expect.stringMatching(/^batch_[0-9a-f]{32}$/) as unknown,
    object: "batch",
    endpoint: CHAT,
    model: null,
    errors: null,
    input_file_id: expect.stringMatching(/^file-/) as unknown,
    completion_window: "24h",
    status: "validating",
    output_file_id: null,
    error_file_id: null,
    created_at: createdS,
    in_progress_at: null,
    expires_at: createdS + 86_400,
    finalizing_at: null,
    completed_at: null,
    failed_at: null,
    expired_at: null,
    cancelling_at: null,
    cancelled_at: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    usage: expect.objectContaining({ total_tokens: 0 }) as unknown,
    metadata,
  });
  expect(await harness.retrieve(batch.id)).toEqual(batch);
});

test("it goes from validating over in_progress and finalizing to completed, and its counts move", async () => {
  const { id, created_at } = await harness.submit([...requests(99), request("bad", ask({ temperature: 9 }))]);
  const running = await until(id, "in_progress", 200);
  expect(running).toMatchObject({
    model: "gpt-5.4-nano",
    request_counts: { total: 100, completed: 0, failed: 0 },
  });
  expect(running.in_progress_at).toBeGreaterThanOrEqual(created_at);
  await harness.sim.clock.advance(minuteMs);
  const counts = (await harness.retrieve(id)).request_counts;
  expect(counts?.completed).toBeGreaterThan(5);
  expect(counts?.completed).toBeLessThan(95);
  const finalizing = await until(id, "finalizing", 500);
  expect(finalizing).toMatchObject({
    output_file_id: null,
    error_file_id: null,
    completed_at: null,
    request_counts: { total: 100, completed: 99, failed: 1 },
  });
  const completed = await until(id, "completed", 500);
  expect(completed).toMatchObject({
    output_file_id: expect.stringMatching(/^file-/) as unknown,
    error_file_id: expect.stringMatching(/^file-/) as unknown,
    finalizing_at: finalizing.finalizing_at,
  });
  expect(completed.completed_at).toBeGreaterThanOrEqual(completed.finalizing_at ?? Infinity);
  expect(completed.usage?.total_tokens).toBeGreaterThan(99);
  await harness.sim.clock.advance(dayMs);
  expect(await harness.retrieve(id)).toEqual(completed);
});

test("a batch without failures has no error file, and one that failed throughout no output file", async () => {
  const good = await harness.submit(requests(2));
  const bad = await harness.submit([request("a", fated("status:500")), request("b", fated("status:429"))]);
  await harness.sim.clock.advance(hourMs);
  expect(await harness.retrieve(good.id)).toMatchObject({ status: "completed", error_file_id: null });
  expect(await harness.retrieve(bad.id)).toMatchObject({
    status: "completed",
    output_file_id: null,
    request_counts: { total: 2, completed: 0, failed: 2 },
  });
});

test("a batch that is not done after 24 hours expires, and keeps what was done", async () => {
  const { id, expires_at } = await harness.submit([...requests(2), request("late", fated("expired"))]);
  await harness.sim.clock.advance(dayMs - secondMs);
  expect((await harness.retrieve(id)).status).toBe("in_progress");
  await harness.sim.clock.advance(secondMs);
  const batch = await harness.retrieve(id);
  expect(batch).toMatchObject({
    status: "expired",
    expired_at: expires_at,
    completed_at: null,
    request_counts: { total: 3, completed: 2, failed: 1 },
  });
  const results = await harness.results(batch);
  expect(results.get("r-0")?.response?.status_code).toBe(200);
  expect(results.get("late")).toMatchObject({ response: null, error: { code: "batch_expired" } });
});

test("a cancel ends in minutes with what was done by then; the files come with the end", async () => {
  const { id } = await harness.submit(requests(100));
  await until(id, "in_progress", 200);
  await harness.sim.clock.advance(minuteMs);
  const reply = await harness.call("POST", `/batches/${id}/cancel`);
  expect(reply).toMatchObject({
    status: 200,
    body: { status: "cancelling", cancelling_at: nowS(), cancelled_at: null, output_file_id: null },
  });
  const again = await harness.call("POST", `/batches/${id}/cancel`);
  expect(again).toMatchObject({ status: 200, body: { status: "cancelling" } });
  await harness.sim.clock.advance(10 * minuteMs);
  const batch = await harness.retrieve(id);
  expect(batch).toMatchObject({ status: "cancelled", completed_at: null, request_counts: { total: 100 } });
  const results = await harness.results(batch);
  expect(results.size).toBe(100);
  const cancelled = [...results.values()].filter(({ error }) => error?.code === "batch_cancelled");
  expect(cancelled).toHaveLength(batch.request_counts?.failed ?? -1);
  expect(cancelled.length).toBeGreaterThan(0);
  expect(cancelled.length).toBeLessThan(100);
  expect((await harness.call("POST", `/batches/${id}/cancel`)).body).toEqual(batch);
});

test("a batch that is cancelled while it is validated runs nothing", async () => {
  const { id } = await harness.submit(requests(2));
  await harness.call("POST", `/batches/${id}/cancel`);
  await harness.sim.clock.advance(hourMs);
  expect(await harness.retrieve(id)).toMatchObject({
    status: "cancelled",
    in_progress_at: null,
    output_file_id: null,
    request_counts: { completed: 0, failed: 2 },
  });
});

test("completed, failed and expired batches cannot be canceled: 409", async () => {
  const completed = await harness.submit(requests(1));
  const failed = await harness.create("file-none");
  const expired = await harness.submit([request("late", fated("expired"))]);
  await harness.sim.clock.advance(dayMs);
  for (const [{ id }, status] of [
    [completed, "completed"],
    [failed, "failed"],
    [expired, "expired"],
  ] as const) {
    const reply = await harness.call<ErrorBody>("POST", `/batches/${id}/cancel`);
    expect(reply).toMatchObject({ status: 409, body: { error: { code: null, param: null } } });
    expect((await harness.retrieve(id)).status).toBe(status);
  }
});

test("files of results are gone after 30 days, or when the batch says; the batch stays", async () => {
  const usual = await harness.submit(requests(1));
  const soon = await harness.submit(requests(1), {
    output_expires_after: { anchor: "created_at", seconds: 7_200 },
  });
  await harness.sim.clock.advance(hourMs);
  const fileOf = async ({ id }: Batch) => {
    const { output_file_id: fileId } = await harness.retrieve(id);
    return harness.call<{ created_at: number; expires_at: number | null }>("GET", `/files/${fileId}`);
  };
  const { body } = await fileOf(soon);
  expect(body).toMatchObject({ purpose: "batch_output", expires_at: body.created_at + 7_200 });
  expect((await fileOf(usual)).body.expires_at).toBe(null);
  await harness.sim.clock.advance(2 * hourMs);
  expect((await fileOf(soon)).status).toBe(404);
  expect((await fileOf(usual)).status).toBe(200);
  await harness.sim.clock.advance(30 * dayMs);
  expect((await fileOf(usual)).status).toBe(404);
  expect((await harness.retrieve(usual.id)).status).toBe("completed");
});

test("deleting the input file of a batch does not stop it, and one file serves several batches", async () => {
  const { body: file } = await harness.upload(requests(2));
  const [first, second] = [await harness.create(file.id), await harness.create(file.id)];
  await harness.call("DELETE", `/files/${file.id}`);
  await harness.sim.clock.advance(hourMs);
  for (const { id } of [first, second]) {
    expect(await harness.retrieve(id)).toMatchObject({
      status: "completed",
      request_counts: { completed: 2 },
    });
  }
});

test("what happens depends on the seed and on nothing else", async () => {
  const story = async (seed: number): Promise<unknown> => {
    const other = await Harness.start({ seed });
    const { id } = await other.submit(requests(5));
    await other.sim.clock.advance(hourMs);
    const lines = await other.lines((await other.retrieve(id)).output_file_id);
    await other.sim.close();
    // Ids of batches begin with the time, which is the real one.
    return [id.slice(14), ...lines.map((line) => [line.id, line.custom_id])];
  };
  const first = await story(7);
  expect(await story(7)).toEqual(first);
  expect(await story(8)).not.toEqual(first);
});
