/** The clocks behind a search for a lost batch: where in the provider's time the call lies, and whether that can be known. */
import type { Clock } from "../base/clock.js";
import type { Intent } from "../base/types/index.js";
import type { ServerClock } from "../transport/server-clock.js";
import type { TimeWindow } from "./evidence.js";

// A `Date` header has a resolution of one second, and an answer is some time under way.
const MARGIN_MS = 3_000;

interface Reading {
  readonly atMs: number;
  /** How far the provider's clock is ahead of ours. */
  readonly skewMs: number;
}

/** `steady`: known, and without a jump since the call; it may run faster than ours, as a simulator's does. */
export type ClockVerdict = "steady" | "jumped" | "unknown";

export class ClockReading {
  readonly #intent: Intent;
  readonly #clock: Clock;
  readonly #serverClock: ServerClock;
  readonly #readings: Reading[] = [];

  constructor(intent: Intent, clock: Clock, serverClock: ServerClock) {
    this.#intent = intent;
    this.#clock = clock;
    this.#serverClock = serverClock;
  }

  /** To be called after each look: takes down what its answers said. */
  read(): void {
    const { skewMs } = this.#serverClock;
    if (skewMs !== undefined) this.#readings.push({ atMs: this.#clock.monotonic(), skewMs });
  }

  verdict(): ClockVerdict {
    if (this.#readings.length === 0) return "unknown";
    if (Math.abs(this.#setMs) > MARGIN_MS) return "jumped";
    const drifts = this.#driftsMs();
    const since = this.#driftSinceCallMs();
    if (drifts.every((ms) => Math.abs(ms) <= MARGIN_MS))
      return since === undefined || Math.abs(since) <= MARGIN_MS ? "steady" : "jumped";
    // A clock that runs fast all the time does not jump. When the call began is known by its own word, or not at all.
    return this.#isFast(drifts) && since !== undefined && since >= 0 ? "steady" : "jumped";
  }

  /** It takes three readings to tell a clock that runs fast from one that jumped forward. */
  isUnclear(): boolean {
    const isAhead = (ms: number | undefined): boolean => ms !== undefined && ms > MARGIN_MS;
    return this.#readings.length < 3 && (isAhead(this.#driftSinceCallMs()) || this.#driftsMs().some(isAhead));
  }

  /** From the start of the call to the end of its settling, by the provider's clock; wide where the clocks do not agree. */
  window(settleMs: number): TimeWindow {
    const { startedAt, endedAt = this.#clock.now() } = this.#intent;
    const skews = [this.#intent.skewMs, this.#serverClock.skewMs].filter((ms) => ms !== undefined);
    const offsets = (skews.length === 0 ? [0] : skews).flatMap((ms) => [ms, ms + this.#setMs]);
    return {
      fromMs: startedAt + Math.min(...offsets) - MARGIN_MS,
      toMs: endedAt + Math.max(...offsets) + settleMs + MARGIN_MS,
    };
  }

  /** How far our own clock was set since the call. */
  get #setMs(): number {
    return this.#serverClock.setSince(this.#intent.startedAt);
  }

  #driftsMs(): number[] {
    return this.#readings.slice(1).map(({ skewMs }, i) => skewMs - (this.#readings[i] as Reading).skewMs);
  }

  #driftSinceCallMs(): number | undefined {
    const { skewMs } = this.#intent;
    const [first] = this.#readings;
    return skewMs === undefined || first === undefined ? undefined : first.skewMs - skewMs;
  }

  #isFast(drifts: readonly number[]): boolean {
    const rates = drifts.map(
      (ms, i) => ms / ((this.#readings[i + 1] as Reading).atMs - (this.#readings[i] as Reading).atMs),
    );
    return rates.length >= 2 && Math.min(...rates) > 0.5 && Math.max(...rates) < 3 * Math.min(...rates);
  }
}
