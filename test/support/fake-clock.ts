import type { Clock } from "../../src/core/base/clock.js";

/**
 * A clock whose sleeps cost no time: each ends on the next turn of the event loop, with `now` moved to its end. Give it
 * to a client with `withClock(options, clock)`. `hold()` makes sleeps wait for `advance(ms)` instead.
 *
 * `sleeps` lists the durations in order. `onSleep` runs when a sleep begins, for instance to abort it. `set(byMs)` changes
 * the wall clock as an operator would: no time passes, and no sleep ends.
 */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  onSleep: (ms: number) => void = () => undefined;
  /** The value of `random`. With 0.5 polls have no jitter, and every back-off is half its maximum. */
  chance = 0.5;
  /** Monotonic time, by which durations are measured and sleeps end. */
  #elapsedMs = 0;
  /** The wall clock minus the time elapsed. */
  #offsetMs: number;
  #held = false;
  readonly #waiting = new Set<{ readonly dueMs: number; readonly wake: () => void }>();

  constructor(now: number | string = "2026-11-21T12:00:00Z") {
    this.#offsetMs = typeof now === "number" ? now : Date.parse(now);
  }

  readonly now = (): number => this.#offsetMs + this.#elapsedMs;

  readonly monotonic = (): number => this.#elapsedMs;

  readonly random = (): number => this.chance;

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.onSleep(ms);
    const dueMs = this.#elapsedMs + ms;
    await new Promise<void>((resolve, reject) => {
      const entry = { dueMs, wake: () => settle(resolve) };
      const settle = (done: () => void): void => {
        this.#waiting.delete(entry);
        signal?.removeEventListener("abort", onAbort);
        done();
      };
      const onAbort = (): void => settle(() => reject(signal?.reason));
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.add(entry);
      if (!this.#held) setImmediate(() => this.#waiting.has(entry) && this.#reach(dueMs));
    });
  }

  /** Number of running sleeps. */
  get sleeping(): number {
    return this.#waiting.size;
  }

  /** From now on only `advance` ends sleeps. */
  hold(): this {
    this.#held = true;
    return this;
  }

  /** Undoes `hold`. */
  release(): this {
    this.#held = false;
    return this;
  }

  /** Moves time without ending sleeps, as work outside a sleep does, such as a slow server. */
  pass(ms: number): void {
    this.#elapsedMs += ms;
  }

  /** Sets the wall clock forward or back, as time servers do. */
  set(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** Moves time, ends the sleeps that are due, and lets the waiting code run. */
  async advance(ms: number): Promise<void> {
    this.#reach(this.#elapsedMs + ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Resolves when `count` sleeps are running, for a test that acts during one. */
  async untilSleeping(count = 1): Promise<void> {
    while (this.#waiting.size < count) await new Promise((resolve) => setImmediate(resolve));
  }

  #reach(ms: number): void {
    this.#elapsedMs = Math.max(this.#elapsedMs, ms);
    for (const { dueMs, wake } of [...this.#waiting]) if (dueMs <= this.#elapsedMs) wake();
  }
}
