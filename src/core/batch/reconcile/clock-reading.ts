/** Converts the time of a lost call to the provider's clock, and decides whether that clock can be trusted. */
import type { Clock } from "../../base/clock.js";
import type { Intent } from "../../base/types/index.js";
import type { ServerClock } from "../../transport/server-clock.js";
import type { TimeWindow } from "./evidence.js";

// A `Date` header has a resolution of one second, and the answer itself takes time.
const MARGIN_MS = 3_000;

interface Reading {
  readonly atMs: number;
  /** The provider's clock minus ours, in ms. */
  readonly skewMs: number;
}

/**
 * `steady`: known and without a jump since the call; it may run faster than ours, as in the simulator. `estimated`: it
 * runs fast, and no answer before the call showed its time, so the time of the call is extrapolated.
 */
export type ClockVerdict = "steady" | "estimated" | "jumped" | "unknown";

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

  /** Call this after each look: records the clock difference that its answers showed. */
  read(): void {
    const { skewMs } = this.#serverClock;
    if (skewMs !== undefined) this.#readings.push({ atMs: this.#clock.monotonic(), skewMs });
  }

  verdict(): ClockVerdict {
    if (this.#readings.length === 0) return "unknown";
    if (Math.abs(this.#setMs) > MARGIN_MS || this.#isCallAskew) return "jumped";
    const drifts = this.#driftsMs();
    const since = this.#driftSinceCallMs();
    if (drifts.every((ms) => Math.abs(ms) <= MARGIN_MS))
      return since === undefined || Math.abs(since) <= MARGIN_MS ? "steady" : "jumped";
    // A clock that always runs fast has not jumped.
    if (this.#rate === undefined || (since !== undefined && since < 0)) return "jumped";
    return since === undefined ? "estimated" : "steady";
  }

  /** Whether more readings are needed: only three can tell a fast clock from one that jumped forward. */
  isUnclear(): boolean {
    const isAhead = (ms: number | undefined): boolean => ms !== undefined && ms > MARGIN_MS;
    return this.#readings.length < 3 && (isAhead(this.#driftSinceCallMs()) || this.#driftsMs().some(isAhead));
  }

  /**
   * The search window on the provider's clock: from the start of the call to the end of its settle time. Wider if the
   * clocks disagree.
   */
  window(settleMs: number): TimeWindow {
    const { startedAt, endedAt = this.#clock.now() } = this.#intent;
    const skews = [this.#intent.skewMs, this.#serverClock.skewMs, this.#reckonedSkewMs()].filter(
      (ms) => ms !== undefined,
    );
    const offsets = (skews.length === 0 ? [0] : skews).flatMap((ms) => [ms, ms + this.#setMs]);
    return {
      fromMs: startedAt + Math.min(...offsets) - MARGIN_MS,
      toMs: endedAt + Math.max(...offsets) + settleMs + MARGIN_MS,
    };
  }

  /** By how many ms our clock was set since the call. */
  get #setMs(): number {
    return this.#serverClock.setSince(this.#intent.startedAt);
  }

  /**
   * Whether the call lies in the future or ended before it began: then a clock was set back, maybe in another process.
   */
  get #isCallAskew(): boolean {
    const { startedAt, endedAt = startedAt } = this.#intent;
    return Math.max(startedAt, endedAt) > this.#clock.now() + MARGIN_MS || endedAt < startedAt - MARGIN_MS;
  }

  #driftsMs(): number[] {
    return this.#readings.slice(1).map(({ skewMs }, i) => skewMs - (this.#readings[i] as Reading).skewMs);
  }

  #driftSinceCallMs(): number | undefined {
    const { skewMs } = this.#intent;
    const [first] = this.#readings;
    return skewMs === undefined || first === undefined ? undefined : first.skewMs - skewMs;
  }

  /** Ms that the provider's clock gains per ms of ours; undefined if the gain is not steady. */
  get #rate(): number | undefined {
    const rates = this.#driftsMs().map(
      (ms, i) => ms / ((this.#readings[i + 1] as Reading).atMs - (this.#readings[i] as Reading).atMs),
    );
    const [least, most] = [Math.min(...rates), Math.max(...rates)];
    return rates.length >= 2 && least > 0.5 && most < 3 * least ? most : undefined;
  }

  /** The extrapolated clock difference at the start of the call, if the gain is steady. Errs on the early side. */
  #reckonedSkewMs(): number | undefined {
    const { skewMs } = this.#serverClock;
    const rate = this.#rate;
    if (this.#intent.skewMs !== undefined || skewMs === undefined || rate === undefined) return undefined;
    return skewMs - 1.5 * rate * (this.#clock.now() - this.#intent.startedAt);
  }
}
