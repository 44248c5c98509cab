import { withClock } from "../../src/core/base/clock.js";
import type { Simulator } from "../../src/simulator/index.js";

/** Options of a client whose clock is that of the simulator: its sleeps advance it. */
export function inTimeOf<Options extends object>(sim: Simulator, options: Options): Options {
  const clock = {
    now: () => sim.clock.now(),
    random: () => 0.5,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      await sim.clock.advance(ms);
      signal?.throwIfAborted();
    },
  };
  return withClock(options, clock);
}

/** 0, 1, 2 and so on. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
