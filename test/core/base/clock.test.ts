import { afterEach, describe, expect, it, vi } from "vitest";
import { clockOf, systemClock, withClock } from "../../../src/core/base/clock.js";
import { FakeClock } from "../../support/fake-clock.js";
import { rejection } from "../../support/rejection.js";
import { countedSignal } from "../../support/counted-signal.js";

afterEach(() => void vi.useRealTimers());

/** The platform's timers, and the time they are measured by. */
function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
}

describe("the system's clock", () => {
  it("sleeps as long as it was asked to, and no timer is left over", async () => {
    fakeTimers();
    const settled = vi.fn();
    void systemClock.sleep(1_000).then(settled);
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("sleeps for longer than a timer can count", async () => {
    fakeTimers();
    const settled = vi.fn();
    const day = 24 * 3_600_000;
    void systemClock.sleep(60 * day).then(settled);
    await vi.advanceTimersByTimeAsync(59 * day);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(day);
    expect(settled).toHaveBeenCalledOnce();
  });

  it("goes by the timer where tests fake it and not what it is measured by", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const settled = vi.fn();
    void systemClock.sleep(30_000).then(settled);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledOnce();
  });

  it("is woken by an abort, with its reason, and leaves neither timer nor listener behind", async () => {
    fakeTimers();
    const { signal, abort, listeners } = countedSignal();
    const sleeping = rejection(systemClock.sleep(3_600_000, signal));
    await Promise.resolve();
    expect(listeners()).toBe(1);
    abort("enough");
    expect(await sleeping).toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    expect(listeners()).toBe(0);
  });

  it("leaves no listener after a sleep that was not disturbed", async () => {
    const { signal, listeners } = countedSignal();
    await systemClock.sleep(1, signal);
    expect(listeners()).toBe(0);
  });

  it("does not begin to sleep when the signal has aborted, not even for no time at all", async () => {
    const reason = new Error("enough");
    expect(await rejection(systemClock.sleep(0, AbortSignal.abort(reason)))).toBe(reason);
    expect(await rejection(systemClock.sleep(5, AbortSignal.abort(reason)))).toBe(reason);
  });

  it("measures durations by a clock that nobody sets", () => {
    vi.useFakeTimers({ now: 1_000, toFake: ["Date", "performance"] });
    const began = systemClock.monotonic();
    vi.advanceTimersByTime(500);
    vi.setSystemTime(-3_600_000);
    expect(systemClock.monotonic() - began).toBe(500);
  });

  it("tells the time of day, and draws from [0, 1)", () => {
    vi.useFakeTimers({ now: 1_000, toFake: ["Date"] });
    expect(systemClock.now()).toBe(1_000);
    const draw = systemClock.random();
    expect(draw >= 0 && draw < 1).toBe(true);
  });
});

describe("a clock for tests", () => {
  it("travels with the options without being one of them", () => {
    const clock = new FakeClock();
    const options = withClock({ retry: false } as const, clock);
    expect(clockOf(options)).toBe(clock);
    expect(clockOf({})).toBe(systemClock);
    expect(Object.keys(options)).toEqual(["retry"]);
  });
});
