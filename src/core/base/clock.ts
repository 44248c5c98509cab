/** Time and randomness behind one interface, so that tests can replace both. */
import { LONGEST_TIMER_MS, whenAborted } from "./abort.js";

export interface Clock {
  /** Epoch milliseconds, to compare with timestamps. Jumps when the system clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary moment, to measure durations. Never jumps. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts, leaving no timer and no listener behind. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Evenly distributed over [0, 1). */
  random(): number;
}

/** One moment on both clocks. */
export interface Instant {
  readonly atMs: number;
  readonly monotonicMs: number;
}

const TIMER_TOLERANCE_MS = 5;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    const until = performance.now() + ms;
    signal?.throwIfAborted();
    for (let left = ms; left > 0;) {
      const step = Math.min(Math.ceil(left), LONGEST_TIMER_MS);
      await nap(step, signal);
      const missing = until - performance.now();
      // Timers can fire early by a few ms: sleep the rest. A larger gap means that a test fakes `setTimeout` but not
      // `performance.now`: trust the timer.
      left = step < left ? left - step : missing < TIMER_TOLERANCE_MS ? missing : 0;
    }
  },
};

function nap(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unlink?.();
      resolve();
    }, ms);
    const unlink =
      signal &&
      whenAborted(signal, () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
  });
}

// A symbol keeps the test clock out of the public option types, and no misspelt option can set it.
const CLOCK = Symbol("batchwire.clock");

/** The clock of a test. Without `monotonic`, `now` measures durations too. */
type TestClock = Omit<Clock, "monotonic"> & Partial<Pick<Clock, "monotonic">>;

/** Client options with another clock, for tests. */
export function withClock<T extends object>(options: T, clock: TestClock): T {
  return { ...options, [CLOCK]: "monotonic" in clock ? clock : { ...clock, monotonic: clock.now } };
}

export function clockOf(options: object): Clock {
  return (options as { [CLOCK]?: Clock })[CLOCK] ?? systemClock;
}
