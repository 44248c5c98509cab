import { describe, expect, it } from "vitest";
import { Limiter } from "../../../src/core/transport/limiter.js";
import { FakeClock } from "../../support/fake-clock.js";
import { rejection } from "../../support/rejection.js";

const refusal = (leftMs: number): Error => new Error(`left ${leftMs}`);

describe("Limiter", () => {
  it("lets a group through that nobody paused", async () => {
    const clock = new FakeClock();
    await new Limiter(clock).ready("a", 60_000);
    expect(clock.sleeps).toEqual([]);
  });

  it("holds every call of the paused group until its time, and no other group", async () => {
    const clock = new FakeClock();
    const limiter = new Limiter(clock);
    limiter.pause("a", 5_000, refusal);
    clock.pass(1_000);
    await Promise.all([limiter.ready("a", 60_000), limiter.ready("a", 60_000), limiter.ready("b", 60_000)]);
    expect(clock.sleeps).toEqual([4_000, 4_000]);
    expect(limiter.isPaused("a")).toBe(false);
  });

  it("is never shortened by a later, smaller pause", async () => {
    const clock = new FakeClock();
    const limiter = new Limiter(clock);
    limiter.pause("a", 5_000, refusal);
    limiter.pause("a", 10, refusal);
    await limiter.ready("a", 60_000);
    expect(clock.sleeps).toEqual([5_000]);
  });

  it("waits on when the pause grew meanwhile", async () => {
    const clock = new FakeClock();
    const limiter = new Limiter(clock);
    limiter.pause("a", 1_000, refusal);
    clock.onSleep = () => {
      clock.onSleep = () => undefined;
      limiter.pause("a", 3_000, refusal);
    };
    await limiter.ready("a", 60_000);
    expect(clock.sleeps).toEqual([1_000, 2_000]);
  });

  it("fails at once with the refusal when the pause is longer than the caller would wait", async () => {
    const clock = new FakeClock();
    const limiter = new Limiter(clock);
    limiter.pause("a", 61_000, refusal);
    expect(await rejection(limiter.ready("a", 60_000))).toEqual(new Error("left 61000"));
    clock.pass(1_000);
    await limiter.ready("a", 60_000);
    expect(clock.sleeps).toEqual([60_000]);
  });

  it("waits out a spent quota however long it takes: there is no refusal to report", async () => {
    const clock = new FakeClock();
    const limiter = new Limiter(clock);
    limiter.pause("a", 61_000);
    await limiter.ready("a", 60_000);
    expect(clock.sleeps).toEqual([61_000]);
  });

  it.each([-3_600_000, 3_600_000])(
    "is measured by time that passes, not by a clock set by %i ms",
    async (byMs) => {
      const clock = new FakeClock();
      const limiter = new Limiter(clock);
      limiter.pause("a", 5_000, refusal);
      clock.set(byMs);
      clock.pass(1_000);
      expect(limiter.isPaused("a")).toBe(true);
      await limiter.ready("a", 60_000);
      expect(clock.sleeps).toEqual([4_000]);
      expect(limiter.isPaused("a")).toBe(false);
    },
  );

  it("holds a part of a group with the whole, and not the whole with a part", async () => {
    const clock = new FakeClock();
    const limiter = new Limiter(clock);
    limiter.pause("a/create", 5_000, refusal);
    expect([limiter.isPaused("a"), limiter.isPaused("a/create")]).toEqual([false, true]);
    limiter.pause("a", 8_000, refusal);
    await limiter.ready("a/create", 60_000);
    expect(clock.sleeps).toEqual([8_000]);
    limiter.pause("a", 1_000, refusal);
    limiter.pause("a/create", 3_000, refusal);
    await Promise.all([limiter.ready("a", 60_000), limiter.ready("a/create", 60_000)]);
    expect(clock.sleeps).toEqual([8_000, 1_000, 3_000]);
  });

  it("gives way to an abort", async () => {
    const clock = new FakeClock().hold();
    const limiter = new Limiter(clock);
    const controller = new AbortController();
    limiter.pause("a", 1_000, refusal);
    const waiting = rejection(limiter.ready("a", 60_000, controller.signal));
    await clock.untilSleeping();
    controller.abort("enough");
    expect(await waiting).toBe("enough");
    expect(clock.sleeping).toBe(0);
  });
});
