import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AbortScope, raceAbort } from "../../../src/core/base/abort.js";
import { systemClock } from "../../../src/core/base/clock.js";
import { countedSignal } from "../../support/counted-signal.js";
import { rejection } from "../../support/rejection.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

describe("AbortScope", () => {
  it("ends with the parent, by the parent's reason", () => {
    const { signal, abort } = countedSignal();
    const scope = new AbortScope(signal);
    expect(scope.signal.aborted).toBe(false);
    abort("enough");
    expect(scope.signal.reason).toBe("enough");
  });

  it("has ended from the start when the parent has", () => {
    expect(new AbortScope(AbortSignal.abort("before")).signal.reason).toBe("before");
  });

  it("ends with a parent that is a scope, one child after the other, until it is closed", () => {
    const parent = new AbortScope();
    const [first, second] = [new AbortScope(parent), new AbortScope(parent)];
    // The first one is closed late, when its place is taken.
    first.close();
    parent.abort("enough");
    expect([first.reason, second.reason]).toEqual([undefined, "enough"]);
    expect(new AbortScope(parent).reason).toBe("enough");
  });

  it("tells whoever asks, by its state or by a signal that was asked for before or after", () => {
    const scope = new AbortScope();
    const heard: unknown[] = [];
    scope.onAbort = (reason) => void heard.push(reason);
    const early = scope.signal;
    scope.throwIfAborted();
    scope.abort("first");
    scope.abort("second");
    expect([scope.aborted, scope.reason, early.reason, heard[0]]).toEqual([true, "first", "first", "first"]);
    expect(() => scope.throwIfAborted()).toThrow("first");

    const late = new AbortScope();
    late.abort("first");
    expect([late.signal.aborted, late.signal.reason]).toEqual([true, "first"]);
    expect(late.signal).toBe(late.signal);
  });

  it("leaves no listener and no timer behind once closed, and is then deaf to both", () => {
    const { signal, abort, listeners } = countedSignal();
    const scope = new AbortScope(signal);
    scope.expireAfter(1_000, () => "late");
    expect(listeners()).toBe(1);
    scope.close();
    expect(listeners()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    abort("enough");
    scope.touch();
    vi.advanceTimersByTime(10_000);
    expect(scope.signal.aborted).toBe(false);
  });

  it("expires after a time without a touch, not after a time in all", () => {
    const scope = new AbortScope();
    scope.expireAfter(1_000, () => "late");
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(900);
      scope.touch();
    }
    expect(scope.signal.aborted).toBe(false);
    vi.advanceTimersByTime(998);
    expect(scope.signal.aborted).toBe(false);
    vi.advanceTimersByTime(3);
    expect(scope.signal.reason).toBe("late");
  });

  it("expires by its timer where tests fake it and not what it is measured by", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const scope = new AbortScope();
    scope.expireAfter(60_000, () => "late");
    vi.advanceTimersByTime(59_999);
    expect(scope.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(scope.signal.reason).toBe("late");
  });

  it("can wait for longer than a timer can count, or for ever", () => {
    const day = 24 * 3_600_000;
    const long = new AbortScope();
    long.expireAfter(60 * day, () => "late");
    const endless = new AbortScope();
    endless.expireAfter(Infinity, () => "late");
    vi.advanceTimersByTime(59 * day);
    expect(long.signal.aborted).toBe(false);
    vi.advanceTimersByTime(day);
    expect(long.signal.aborted).toBe(true);
    expect(endless.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("raceAbort", () => {
  it("settles as the work does, and leaves no listener", async () => {
    const { signal, listeners } = countedSignal();
    expect(await raceAbort(Promise.resolve(7), signal)).toBe(7);
    expect(await rejection(raceAbort(Promise.reject(new Error("no")), signal))).toEqual(new Error("no"));
    expect(listeners()).toBe(0);
  });

  it("rejects with the reason while the work goes on", async () => {
    const { signal, abort, listeners } = countedSignal();
    const racing = rejection(raceAbort(new Promise(() => undefined), signal));
    abort("enough");
    expect(await racing).toBe("enough");
    expect(listeners()).toBe(0);
  });

  it("prefers an abort that has happened already", async () => {
    expect(await rejection(raceAbort(Promise.resolve(7), AbortSignal.abort("before")))).toBe("before");
  });

  it("takes a scope in place of a signal", async () => {
    const scope = new AbortScope();
    const racing = rejection(raceAbort(new Promise(() => undefined), scope));
    scope.abort("enough");
    expect(await racing).toBe("enough");
    expect(await raceAbort(Promise.resolve(7), new AbortScope())).toBe(7);
  });

  it("needs no signal", async () => {
    expect(await raceAbort(Promise.resolve(7), undefined)).toBe(7);
  });
});

describe("a signal that serves many calls at once", () => {
  it("has one listener, and none when they are done: from the eleventh on Node would warn of a leak", async () => {
    const counted = countedSignal();
    const scopes = Array.from({ length: 100 }, () => new AbortScope(counted.signal));
    const sleeps = scopes.map(() => systemClock.sleep(1, counted.signal));
    const races = scopes.map(() => raceAbort(Promise.resolve(), counted.signal));
    expect(counted.listeners()).toBe(1);
    vi.runAllTimers();
    await Promise.all([...sleeps, ...races]);
    for (const scope of scopes) scope.close();
    expect([counted.listeners(), counted.most()]).toEqual([0, 1]);
  });

  it("wakes them all, but for those that have gone", () => {
    const counted = countedSignal();
    const [first, gone, last] = [0, 1, 2].map(() => new AbortScope(counted.signal)) as [
      AbortScope,
      AbortScope,
      AbortScope,
    ];
    gone.close();
    counted.abort("enough");
    expect([first, gone, last].map(({ signal }) => signal.aborted)).toEqual([true, false, true]);
    expect(last.signal.reason).toBe("enough");
  });
});
