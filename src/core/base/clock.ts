/** Time and chance in one place, so that tests can bring their own. */
import { LONGEST_TIMER_MS, whenAborted } from "./abort.js";

export interface Clock {
  /** Epoch milliseconds: what is compared with timestamps. It jumps when somebody sets the clock. */
  now(): number;
  /** Milliseconds since some moment in the past: what measures durations. It never jumps. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts, leaving no timer and no listener behind. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Evenly spread over [0, 1). */
  random(): number;
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
      // Timers may ring a hair early. If more is missing, it is not the timer that is wrong: tests fake it alone.
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

// Not part of the public options: a symbol keeps it out of their type, and out of reach of a misspelt key.
const CLOCK = Symbol("batchwire.clock");

/** A clock of a test; one that nobody sets measures durations too. */
type TestClock = Omit<Clock, "monotonic"> & Partial<Pick<Clock, "monotonic">>;

/** Client options that carry another clock, for tests. */
export function withClock<T extends object>(options: T, clock: TestClock): T {
  return { ...options, [CLOCK]: "monotonic" in clock ? clock : { ...clock, monotonic: clock.now } };
}

export function clockOf(options: object): Clock {
  return (options as { [CLOCK]?: Clock })[CLOCK] ?? systemClock;
}
