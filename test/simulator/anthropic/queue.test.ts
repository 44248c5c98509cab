import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, type ErrorBody, Harness, hourMs } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start({ limits: { anthropic: { queuedRequests: 5 } } });
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const asks = (count: number) => Array.from({ length: count }, () => ask());

async function statusOf(count: number): Promise<number> {
  const requests = asks(count).map((params, n) => ({ custom_id: `r-${n}`, params }));
  return (await harness.call("POST", "", { requests })).status;
}

test("a full queue refuses what does not fit, says so without a hint, and still takes what fits", async () => {
  await harness.create(asks(3));
  const requests = asks(3).map((params, n) => ({ custom_id: `r-${n}`, params }));
  const reply = await harness.call<ErrorBody>("POST", "", { requests });
  expect(reply).toMatchObject({
    status: 429,
    body: { type: "error", error: { type: "rate_limit_error", message: expect.stringMatching("at most 5") } },
  });
  expect(reply.headers.has("retry-after")).toBe(false);
  expect(await statusOf(2)).toBe(200);
  expect(await statusOf(1)).toBe(429);
});

test("reads are not limited by the queue", async () => {
  const { id } = await harness.create(asks(5));
  expect((await harness.retrieve(id)).id).toBe(id);
});

test("a batch that ends makes room again, and so does one that is canceled once it has ended", async () => {
  const { id } = await harness.create(asks(5));
  expect(await statusOf(1)).toBe(429);
  await harness.call("POST", `/${id}/cancel`);
  expect(await statusOf(1)).toBe(429);
  await harness.sim.clock.advance(hourMs);
  expect(await statusOf(5)).toBe(200);
  await harness.sim.clock.advance(hourMs);
  expect(await statusOf(5)).toBe(200);
});

test("a batch above the limit never fits", async () => {
  expect(await statusOf(6)).toBe(429);
});
