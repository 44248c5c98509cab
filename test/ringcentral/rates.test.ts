import { describe, expect, it } from "vitest";
import { RateLimitError } from "../../src/index.js";
import { rejection } from "../support/rejection.js";
import { json, status, type Step } from "../support/scripted-fetch.js";
import { batch, routed, token, TOKEN, twoMessages } from "./support.js";

const quota = (remaining: number, windowS = 60): Record<string, string> => ({
  "x-rate-limit-group": "light",
  "x-rate-limit-limit": "50",
  "x-rate-limit-remaining": String(remaining),
  "x-rate-limit-window": String(windowS),
});
const ok = (headers: Record<string, string> = {}): Step => json(batch(), { headers });
const limited = (headers: Record<string, string> = {}): Step =>
  status(429, headers, '{"errorCode":"CMN-301","message":"Request rate exceeded"}');

function world(...steps: readonly Step[]) {
  const rest = [...steps];
  return routed((_, path) => (path === TOKEN ? token(1) : (rest.shift() ?? ok())));
}

describe("a 429", () => {
  it("waits for Retry-After, which wins over the window, in both directions", async () => {
    for (const seconds of [7, 45]) {
      const { client, clock } = world(limited({ "retry-after": String(seconds), ...quota(0, 20) }));
      await client.batches.get("a");
      expect(clock.sleeps).toEqual([seconds * 1_000]);
    }
  });

  it("waits 30 seconds without a hint, or the window where that is longer", async () => {
    const bare = world(limited());
    await bare.client.batches.get("a");
    expect(bare.clock.sleeps).toEqual([30_000]);
    const longer = world(limited(quota(0, 60)));
    await longer.client.batches.get("a");
    expect(longer.clock.sleeps).toEqual([60_000]);
    const shorter = world(limited(quota(0, 5)));
    await shorter.client.batches.get("a");
    expect(shorter.clock.sleeps).toEqual([30_000]);
  });

  it("holds back every other call of the client: a request inside the penalty would restart it", async () => {
    const { client, calls, clock } = world(limited({ "retry-after": "40" }));
    const startMs = clock.now();
    clock.hold();
    const first = client.batches.get("a");
    await clock.untilSleeping(1);
    const others = [client.messages.statuses(), client.phoneNumbers.findSender(), client.consents.update([])];
    others.push(client.batches.create(twoMessages));
    const settled = Promise.allSettled([first, ...others]);
    await clock.untilSleeping(4);
    expect(calls).toHaveLength(2);
    await clock.advance(40_000);
    await settled;
    expect(clock.now() - startMs).toBe(40_000);
    expect(calls.length).toBeGreaterThan(4);
  });

  it("lets a paid call be sent again: it was turned away before processing", async () => {
    const { client, calls } = world(limited({ "retry-after": "1" }));
    expect(await client.batches.create(twoMessages)).toEqual(batch());
    expect(calls.filter(({ method, url }) => method === "POST" && url.includes("batches"))).toHaveLength(2);
  });

  it("fails at once where the hint is longer than the caller wants to wait", async () => {
    const { client, clock } = world(limited({ "retry-after": "3600" }));
    const error = await rejection(client.batches.get("a"), RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 3_600_000, errorCode: "CMN-301" });
    expect(clock.sleeps).toEqual([]);
  });
});

describe("X-Rate-Limit-Remaining: 0", () => {
  it("makes the next call wait for the window", async () => {
    const { client, clock } = world(ok(quota(1)), ok(quota(0, 25)), ok(quota(49)));
    await client.batches.get("a");
    await client.batches.get("b");
    expect(clock.sleeps).toEqual([]);
    await client.batches.get("c");
    expect(clock.sleeps).toEqual([25_000]);
  });

  it("counts on an error answer too, and not without a window", async () => {
    const failed = world(status(404, quota(0, 25)));
    await failed.client.batches.get("a").catch(() => undefined);
    await failed.client.batches.get("b");
    expect(failed.clock.sleeps).toEqual([25_000]);
    const { "x-rate-limit-window": _, ...windowless } = quota(0);
    const { client, clock } = world(ok(windowless), ok(quota(0, NaN)), ok(quota(0, -1)));
    for (const id of ["a", "b", "c", "d"]) await client.batches.get(id);
    expect(clock.sleeps).toEqual([]);
  });

  it("is read where a gateway has repeated the headers", async () => {
    const twice = { "x-rate-limit-remaining": "0, 0", "x-rate-limit-window": "25, 25" };
    const { client, clock } = world(ok(twice));
    for (const id of ["a", "b"]) await client.batches.get(id);
    expect(clock.sleeps).toEqual([25_000]);
  });

  it.each([99_999_999, Infinity])("a window of %d s pauses for an hour at most", async (windowS) => {
    const { client, clock } = world(ok(quota(0, windowS)));
    for (const id of ["a", "b"]) await client.batches.get(id);
    expect(clock.sleeps).toEqual([3_600_000]);
  });

  it("a 429 of a login pauses the logins and not the messages", async () => {
    const { client, clock } = routed((_, path) =>
      path === TOKEN ? json(token(1), { headers: { ...quota(0), "x-rate-limit-group": "auth" } }) : batch(),
    );
    await client.batches.get("a");
    await client.batches.get("b");
    expect(clock.sleeps).toEqual([]);
    clock.pass(3_600_000);
    await client.batches.get("c");
    await client.logout();
    expect(clock.sleeps).toEqual([60_000]);
  });
});
