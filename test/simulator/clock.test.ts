import { expect, test } from "vitest";
import { VirtualClock } from "../../src/simulator/clock.js";

function rethrow(error: unknown): never {
  throw error;
}

test("a manual clock starts at real time and stands still", async () => {
  const before = Date.now();
  const clock = new VirtualClock("manual", rethrow);
  const start = clock.now();
  expect(start).toBeGreaterThanOrEqual(before);
  expect(start).toBeLessThanOrEqual(Date.now());
  await new Promise((later) => setTimeout(later, 15));
  expect(clock.now()).toBe(start);
  await clock.advance(1_000);
  expect(clock.now()).toBe(start + 1_000);
});

test("advance runs what falls due in order, each at its own time, and waits for it", async () => {
  const clock = new VirtualClock("manual", rethrow);
  const start = clock.now();
  const seen: [string, number][] = [];
  const note = (name: string) => async () => {
    seen.push([name, clock.now() - start]);
    await new Promise((later) => setTimeout(later, 5));
    seen.push([`${name} done`, clock.now() - start]);
  };
  clock.schedule(start + 300, note("c"));
  clock.schedule(start + 100, note("a"));
  clock.schedule(start + 100, note("b"));
  clock.schedule(start + 301, note("late"));
  await clock.advance(300);
  expect(seen).toEqual([
    ["a", 100],
    ["a done", 100],
    ["b", 100],
    ["b done", 100],
    ["c", 300],
    ["c done", 300],
  ]);
  await clock.advance(1);
  expect(seen.at(-1)).toEqual(["late done", 301]);
});

test("a task may schedule the next one within the same advance, or call one off", async () => {
  const clock = new VirtualClock("manual", rethrow);
  const start = clock.now();
  const ticks: number[] = [];
  const tick = (): void => {
    ticks.push(clock.now() - start);
    clock.schedule(clock.now() + 10, tick);
  };
  clock.schedule(start + 10, tick);
  const callOff = clock.schedule(start + 25, () => void ticks.push(NaN));
  clock.schedule(start + 15, callOff);
  await clock.advance(45);
  expect(ticks).toEqual([10, 20, 30, 40]);
});

test("concurrent advances add up", async () => {
  const clock = new VirtualClock("manual", rethrow);
  const start = clock.now();
  const slow = (): Promise<void> => new Promise((later) => setTimeout(later, 10));
  clock.schedule(start + 50, slow);
  await Promise.all([clock.advance(100), clock.advance(100)]);
  expect(clock.now()).toBe(start + 200);
});

test("advance rejects with what a task throws, and goes on afterwards", async () => {
  const clock = new VirtualClock("manual", rethrow);
  clock.schedule(clock.now() + 5, () => {
    throw new Error("task failed");
  });
  await expect(clock.advance(10)).rejects.toThrow("task failed");
  await expect(clock.advance(10)).resolves.toBeUndefined();
  await expect(clock.advance(-1)).rejects.toThrow(RangeError);
});

test("a scaled clock runs by itself and may be advanced as well", async () => {
  const errors: unknown[] = [];
  const clock = new VirtualClock(100_000, (error) => errors.push(error));
  const start = clock.now();
  const rang = new Promise<number>((resolve) => clock.schedule(start + 2_000, () => resolve(clock.now())));
  clock.schedule(start + 1_000, () => {
    throw new Error("in the background");
  });
  expect(await rang).toBeGreaterThanOrEqual(start + 2_000);
  expect(errors).toEqual([new Error("in the background")]);
  const before = clock.now();
  await clock.advance(86_400_000);
  expect(clock.now()).toBeGreaterThanOrEqual(before + 86_400_000);
  clock.stop();
});

test("a stopped clock runs nothing more", async () => {
  const clock = new VirtualClock(1_000_000, rethrow);
  let rang = false;
  clock.schedule(clock.now() + 5_000, () => {
    rang = true;
  });
  clock.stop();
  await new Promise((later) => setTimeout(later, 20));
  expect(rang).toBe(false);
});
