import { describe, expect, it, vi } from "vitest";
import {
  ConfigError,
  ConnectionError,
  NotFoundError,
  ResponseParseError,
  TimeoutError,
  ValidationError,
  WaitTimeoutError,
} from "../../../../src/core/base/errors/index.js";
import { httpError } from "../../../../src/core/base/errors/http.js";
import { poll, type PollSetup, type Reading } from "../../../../src/core/batch/wait/watch-one.js";
import type { BatchSnapshot, CallOptions, WaitOptions } from "../../../../src/core/base/types/index.js";
import { FakeClock } from "../../../support/fake-clock.js";
import { all, drain, rejection } from "../../../support/rejection.js";

type Raw = { readonly n: number };
type Look = Reading<Raw, never> | Error;

const handle = { v: 1, provider: "anthropic", id: "b1" } as const;
const counts = { total: 2, pending: 2, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };
const running: Reading<Raw, never> = { raw: { n: 1 }, phase: "running", counts };
const ended: Reading<Raw, never> = { raw: { n: 2 }, phase: "ended", outcome: "completed" };
const answered = (status: number, retryAfterMs?: number): Error =>
  httpError(
    { status, headers: new Headers(), body: undefined, bodyText: "", retryAfterMs, attempts: [] },
    {},
  );
const unreachable = (): Error => new ConnectionError("x", { attempts: [] });

interface Run {
  readonly clock: FakeClock;
  /** When each poll happened, in milliseconds after the start. */
  readonly at: number[];
  readonly calls: CallOptions[];
  readonly snapshots: AsyncGenerator<BatchSnapshot<Raw, never>>;
}

/** Polls with these looks in turn; the last one stays. A steady schedule without jitter unless told otherwise. */
function run(
  looks: readonly Look[],
  options: WaitOptions<BatchSnapshot<Raw, never>> = {},
  extra: Partial<PollSetup<Raw, never>> & { clock?: FakeClock } = {},
): Run {
  const clock = extra.clock ?? new FakeClock();
  const began = clock.monotonic();
  const at: number[] = [];
  const calls: CallOptions[] = [];
  const snapshots = poll<Raw, never>({
    handle,
    options,
    clock,
    schedule: { initialMs: 5_000, factor: 2, maxMs: 30_000, jitter: 0.1 },
    graceUntilMs: -Infinity,
    read: async (call) => {
      const look = looks[Math.min(at.length, looks.length - 1)] as Look;
      at.push(clock.monotonic() - began);
      calls.push(call);
      if (look instanceof Error) throw look;
      return look;
    },
    ...extra,
  });
  return { clock, at, calls, snapshots };
}

describe("the gaps between polls", () => {
  it("begin at once, then grow from initialMs by the factor up to the maximum", async () => {
    const { at, snapshots } = run([running, running, running, running, running, running, ended]);
    await all(snapshots);
    expect(at).toEqual([0, 5_000, 15_000, 35_000, 65_000, 95_000, 125_000]);
  });

  it.each([
    [0, 4_500],
    [1, 5_500],
  ])("are spread by the jitter on both sides and no further: %d", async (chance, second) => {
    const clock = new FakeClock();
    clock.chance = chance;
    const { at, snapshots } = run([running, ended], {}, { clock });
    await all(snapshots);
    expect(at).toEqual([0, second]);
  });

  it("follow the caller's schedule, key by key", async () => {
    const { at, snapshots } = run([running, running, running, ended], {
      schedule: { initialMs: 100, maxMs: 150, jitter: undefined },
    });
    await all(snapshots);
    expect(at).toEqual([0, 100, 250, 400]);
  });

  it("are slept by a sleep of the caller's own, where there is one", async () => {
    const gaps: number[] = [];
    const sleep = (ms: number): Promise<void> => Promise.resolve(void gaps.push(ms));
    const { clock, snapshots } = run([running, running, ended], { sleep });
    const began = clock.now();
    await all(snapshots);
    expect([gaps, clock.now() - began]).toEqual([[5_000, 10_000], 0]);
  });

  it("end with an abort, whatever a sleep of the caller's own makes of it", async () => {
    const abort = new AbortController();
    const sleep = (): Promise<void> => {
      abort.abort(new Error("enough"));
      return new Promise(() => undefined);
    };
    const { snapshots } = run([running], { sleep, signal: abort.signal });
    await expect(all(snapshots)).rejects.toThrow("enough");
  });

  it("are lengthened by what a look says of the future, never shortened", async () => {
    const start = new FakeClock().now();
    const later = { ...running, notBeforeMs: start + 60_000 };
    const sooner = { ...running, notBeforeMs: start + 1 };
    const { at, snapshots } = run([later, sooner, ended]);
    expect(await all(snapshots)).not.toContainEqual(
      expect.objectContaining({ notBeforeMs: expect.anything() }),
    );
    expect(at).toEqual([0, 60_000, 70_000]);
  });

  it("are lengthened by the hint of a refusal, never shortened", async () => {
    const { at, snapshots } = run([answered(429, 90_000), answered(503, 1), ended]);
    await all(snapshots);
    expect(at).toEqual([0, 90_000, 100_000]);
  });
});

describe("a snapshot", () => {
  it("comes for each successful poll, the terminal one last", async () => {
    const { snapshots } = run([running, unreachable(), ended]);
    expect(await all(snapshots)).toEqual([
      { handle, ...running, polls: 1, elapsedMs: 0 },
      { handle, ...ended, polls: 3, elapsedMs: 15_000 },
    ]);
  });

  it.each(["completed", "canceled", "expired", "failed"] as const)(
    "a snapshot of an ended batch is data: %s",
    async (outcome) => {
      const [last] = await all(run([{ ...ended, outcome }]).snapshots);
      expect(last).toMatchObject({ phase: "ended", outcome });
    },
  );

  it("keeps what the create answer rejected", async () => {
    const rejected = [{ to: ["x"], position: 1 }];
    const { snapshots } = run([running, ended], {}, { rejected });
    expect((await all(snapshots)).map((snapshot) => snapshot.rejected)).toEqual([rejected, rejected]);
  });

  it("polls no more when its reader breaks off", async () => {
    const { at, clock, snapshots } = run([running]);
    for await (const _ of snapshots) break;
    expect(at).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });
});

describe("onProgress", () => {
  it("is called for the first snapshot, then only when phase, outcome or counts changed", async () => {
    const onProgress = vi.fn();
    const moved = { ...running, counts: { ...counts, pending: 1, succeeded: 1 } };
    const other = { ...moved, raw: { n: 9 } };
    await all(
      run([running, running, moved, other, { ...other, phase: "canceling" }, ended], { onProgress })
        .snapshots,
    );
    expect(onProgress.mock.calls.map(([snapshot]) => (snapshot as { polls: number }).polls)).toEqual([
      1, 3, 5, 6,
    ]);
  });

  it.each<() => unknown>([
    () => {
      throw new Error("observer");
    },
    () => Promise.reject(new Error("observer")),
  ])("rejects the wait by what it throws, sooner or later", async (onProgress) => {
    const { at, snapshots } = run([running], { onProgress });
    expect(await rejection(all(snapshots))).toEqual(new Error("observer"));
    expect(at).toHaveLength(1);
  });
});

describe("an error", () => {
  it.each([400, 401, 403, 404, 409, 410, 302])(
    "an error of status %i ends the wait at once",
    async (status) => {
      const { at, snapshots } = run([answered(status)]);
      expect(await rejection(all(snapshots))).toMatchObject({ status });
      expect(at).toHaveLength(1);
    },
  );

  it("an error that is the caller's or ours ends the wait at once", async () => {
    for (const error of [new ConfigError("x"), new ValidationError([]), new TypeError("bug")]) {
      const { at, snapshots } = run([error]);
      expect(await rejection(all(snapshots))).toBe(error);
      expect(at).toHaveLength(1);
    }
  });

  it.each([
    answered(500),
    answered(502),
    answered(529),
    answered(429),
    answered(408),
    unreachable(),
    new TimeoutError({ scope: "attempt", timeoutMs: 1 }),
    new ResponseParseError("x", { accepted: false }),
  ])("an error that may pass is survived by the wait: $name $status", async (error) => {
    const looks = [running, ...Array<Error>(10).fill(error), ended];
    expect(await all(run(looks).snapshots)).toHaveLength(2);
  });

  it("of too many errors in a row the last one is thrown; a success starts the count anew", async () => {
    const last = answered(503);
    const { at, snapshots } = run(
      [unreachable(), unreachable(), running, unreachable(), unreachable(), last],
      {
        maxConsecutiveErrors: 2,
      },
    );
    const { items, error } = await drain(snapshots);
    expect(items).toHaveLength(1);
    expect(error).toBe(last);
    expect(at).toHaveLength(6);
  });

  it("a wait that may survive no error ends with the first", async () => {
    const { at, snapshots } = run([unreachable()], { maxConsecutiveErrors: 0 });
    await rejection(all(snapshots), ConnectionError);
    expect(at).toHaveLength(1);
  });
});

describe("a 404", () => {
  const grace = (ms: number): { clock: FakeClock; graceUntilMs: number } => {
    const clock = new FakeClock();
    return { clock, graceUntilMs: clock.monotonic() + ms };
  };

  it("a 404 of a batch just created means not yet: it is asked again soon, however often", async () => {
    const looks = [...Array<Error>(20).fill(answered(404)), running, ended];
    const { at, snapshots } = run(looks, { maxConsecutiveErrors: 0 }, grace(60_000));
    expect(await all(snapshots)).toHaveLength(2);
    expect(Math.max(...at.slice(1, 21).map((ms, i) => ms - (at[i] as number)))).toBeLessThanOrEqual(2_000);
  });

  it("is believed when the grace is over", async () => {
    const { at, snapshots } = run([answered(404)], {}, grace(60_000));
    await rejection(all(snapshots), NotFoundError);
    expect(at.at(-1)).toBeGreaterThanOrEqual(60_000);
    expect(at.at(-1)).toBeLessThan(65_000);
  });

  it("between two good polls is a bad minute, like a 5xx", async () => {
    const { snapshots } = run([running, answered(404), running, ended]);
    expect((await all(snapshots)).map(({ phase }) => phase)).toEqual(["running", "running", "ended"]);
    const gone = run([running, answered(404)], { maxConsecutiveErrors: 3 });
    await rejection(all(gone.snapshots), NotFoundError);
    expect(gone.at).toHaveLength(5);
  });

  it("has the same grace when the clock is set meanwhile", async () => {
    for (const byMs of [-86_400_000, 86_400_000]) {
      const given = grace(60_000);
      given.clock.onSleep = () => given.clock.set(byMs);
      const { at, snapshots } = run([answered(404)], {}, given);
      await rejection(all(snapshots), NotFoundError);
      expect(at.at(-1)).toBeGreaterThanOrEqual(60_000);
      expect(at.at(-1)).toBeLessThan(65_000);
    }
  });
});

describe("the deadline", () => {
  it("has a last poll just before it, and then an error with the last snapshot", async () => {
    const { at, clock, snapshots } = run([running], { timeoutMs: 50_000 });
    const { items, error } = await drain(snapshots);
    expect(at).toEqual([0, 5_000, 15_000, 35_000, 48_000]);
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({ handle, last: items.at(-1), provider: "anthropic", code: "wait-timeout" });
    expect(clock.now() - Date.parse("2026-11-21T12:00:00Z")).toBe(50_000);
  });

  it("is met by a batch that ends in the last poll", async () => {
    const { snapshots } = run([running, ended], { timeoutMs: 4_000 });
    expect(await all(snapshots)).toMatchObject([{ polls: 1 }, { phase: "ended", elapsedMs: 3_600 }]);
  });

  it("bounds each read by the time that is left", async () => {
    const { calls, snapshots } = run([running], { timeoutMs: 10_000 });
    await drain(snapshots);
    expect(calls.map(({ totalTimeoutMs }) => totalTimeoutMs)).toEqual([10_000, 5_000, 1_000]);
  });

  it("a deadline that passes in the middle of a read is a WaitTimeoutError", async () => {
    const clock = new FakeClock();
    const { snapshots } = run(
      [running],
      { timeoutMs: 10_000 },
      {
        clock,
        read: () => {
          clock.pass(10_000);
          return Promise.reject(new TimeoutError({ scope: "total", timeoutMs: 10_000 }));
        },
      },
    );
    const error = await rejection(all(snapshots), WaitTimeoutError);
    expect(error.last).toBeUndefined();
  });

  it("is not outlived by a hint", async () => {
    const { at, clock, snapshots } = run([answered(429, 600_000)], { timeoutMs: 50_000 });
    await rejection(all(snapshots), WaitTimeoutError);
    expect(at).toEqual([0]);
    expect(clock.sleeps).toEqual([50_000]);
  });
});

describe("an abort", () => {
  it("wakes a sleep at once, with its reason, and nothing is asked afterwards", async () => {
    const controller = new AbortController();
    const clock = new FakeClock().hold();
    const { at, snapshots } = run([running], { signal: controller.signal }, { clock });
    const waiting = rejection(all(snapshots));
    await clock.untilSleeping();
    controller.abort("enough");
    expect(await waiting).toBe("enough");
    expect(at).toHaveLength(1);
    expect(clock.sleeping).toBe(0);
  });

  it("a wait that is aborted before its start asks nothing at all", async () => {
    const { at, snapshots } = run([running], { signal: AbortSignal.abort("before") });
    expect(await rejection(all(snapshots))).toBe("before");
    expect(at).toHaveLength(0);
  });

  it("an abort in the middle of a read wins over what the read says", async () => {
    const controller = new AbortController();
    const read = (): Promise<never> => {
      controller.abort("enough");
      return Promise.reject(unreachable());
    };
    expect(await rejection(all(run([], { signal: controller.signal }, { read }).snapshots))).toBe("enough");
  });
});

describe("a gateway's page", () => {
  it.each([401, 403, 404])("with a %i is no word of the provider: the wait survives it", async (status) => {
    const { snapshots } = run([answered(status), ended], {}, { isOwn: () => false });
    expect(await all(snapshots)).toMatchObject([{ phase: "ended" }]);
    const own = run([answered(status), ended], {}, { isOwn: () => true });
    await expect(all(own.snapshots)).rejects.toMatchObject({ status });
  });
});

describe("a redirect", () => {
  it("between two good polls is a network that wants a sign-in: the wait survives it", async () => {
    const { snapshots } = run([running, answered(302), running, ended]);
    expect((await all(snapshots)).at(-1)).toMatchObject({ phase: "ended", polls: 4 });
    const first = run([answered(302), ended]);
    await expect(all(first.snapshots)).rejects.toMatchObject({ status: 302 });
  });
});

describe("a deadline that nobody named", () => {
  const hour = 3_600_000;

  it("is that of the provider, and counts from the first poll", async () => {
    const { clock, snapshots } = run([running], {}, { defaultTimeoutMs: 5 * hour });
    const began = clock.monotonic();
    const error = await rejection(all(snapshots), WaitTimeoutError);
    expect(clock.monotonic() - began).toBe(5 * hour);
    expect(error.message).toContain(String(5 * hour));
  });

  it("moves along with a start that lies ahead; one that was named stays where it is", async () => {
    const scene = (options: WaitOptions<BatchSnapshot<Raw, never>>) => {
      const clock = new FakeClock();
      const scheduled = { ...running, phase: "scheduled", notBeforeMs: clock.now() + 10 * hour } as const;
      const { snapshots } = run([scheduled], options, { clock, defaultTimeoutMs: 5 * hour });
      return { clock, snapshots, began: clock.monotonic() };
    };
    const unnamed = scene({});
    await rejection(all(unnamed.snapshots), WaitTimeoutError);
    expect(unnamed.clock.monotonic() - unnamed.began).toBe(15 * hour);
    const named = scene({ timeoutMs: 5 * hour });
    await rejection(all(named.snapshots), WaitTimeoutError);
    expect(named.clock.monotonic() - named.began).toBe(5 * hour);
  });

  it("can be refused", async () => {
    const looks = [...Array<Look>(400).fill(running), ended];
    const { snapshots } = run(looks, { timeoutMs: Infinity }, { defaultTimeoutMs: hour });
    expect((await all(snapshots)).at(-1)).toMatchObject({ phase: "ended" });
  });
});

describe("a sleep", () => {
  it("is never longer than an hour, whatever the schedule and the server say", async () => {
    const { clock, snapshots } = run([{ ...running, notBeforeMs: 1e15 }, answered(503, 1e12), ended]);
    await all(snapshots);
    expect(clock.sleeps).toEqual([3_600_000, 3_600_000]);
  });

  it("goes by the monotonic clock: a wall clock that is set neither ends nor lengthens the wait", async () => {
    const clock = new FakeClock();
    clock.onSleep = () => clock.set(-86_400_000);
    const { snapshots } = run([running, running, ended], { timeoutMs: 60_000 }, { clock });
    expect((await all(snapshots)).at(-1)).toMatchObject({ phase: "ended", elapsedMs: 15_000 });
  });

  it("ends at once when this client changes the batch, also during the look before it", async () => {
    let change = (): void => undefined;
    const listeners = new Set<() => void>();
    const clock = new FakeClock().hold();
    const { at, snapshots } = run(
      [running, ended],
      {},
      {
        clock,
        onChanged: (listener) => {
          change = listener;
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    );
    const work = all(snapshots);
    await clock.untilSleeping();
    change();
    expect(await work).toMatchObject([{ phase: "running" }, { phase: "ended" }]);
    expect(at).toEqual([0, 0]);
    expect(listeners.size).toBe(0);
  });
});
