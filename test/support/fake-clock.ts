import type { Clock } from "../../src/core/base/clock.js";

/**
 * A clock whose sleeps cost no time: each ends on the next turn of the event loop, with `now` moved to its end. Give it
 * to a client with `withClock(options, clock)`. `hold()` makes sleeps wait for `advance(ms)` instead.
 *
 * `sleeps` lists what was asked for, in order; `onSleep` runs as a sleep begins, for instance to abort in the middle of it.
 * `set(byMs)` is what an operator does to the wall clock: no time passes by it, and no sleep ends.
 */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  onSleep: (ms: number) => void = () => undefined;
  /** What `random` returns: 0.5 makes the jitter of a poll vanish and every back-off half its ceiling. */
  chance = 0.5;
  /** Durations are measured by this one, and sleeps end by it. */
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

  /** How many sleeps are under way. */
  get sleeping(): number {
    return this.#waiting.size;
  }

  /** From now on a sleep ends only through `advance`. */
  hold(): this {
    this.#held = true;
    return this;
  }

  /** Takes `hold` back. */
  release(): this {
    this.#held = false;
    return this;
  }

  /** Moves time without ending a sleep early: for what takes time outside a sleep, such as a slow server. */
  pass(ms: number): void {
    this.#elapsedMs += ms;
  }

  /** Sets the wall clock forward or back, as time servers do. */
  set(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** Moves time on and ends every sleep that is then due. Lets the code run that was waiting for it. */
  async advance(ms: number): Promise<void> {
    this.#reach(this.#elapsedMs + ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Resolves as soon as `count` sleeps are under way: for a test that acts in the middle of one. */
  async untilSleeping(count = 1): Promise<void> {
    while (this.#waiting.size < count) await new Promise((resolve) => setImmediate(resolve));
  }

  #reach(ms: number): void {
    this.#elapsedMs = Math.max(this.#elapsedMs, ms);
    for (const { dueMs, wake } of [...this.#waiting]) if (dueMs <= this.#elapsedMs) wake();
  }
}
