import type { Clock } from "../base/clock.js";
import { BoundedMap } from "../base/bounded-map.js";
import { dateMs } from "./http-date.js";

/** Estimates the provider's clock from `Date` headers and detects jumps of the local clock. */
export class ServerClock {
  readonly #clock: Clock;
  /** Wall clock minus monotonic clock, and the skew as it was known then, in ms, by the start time of each paid call. */
  readonly #calls = new BoundedMap<{ readonly offsetMs: number; readonly skewMs: number | undefined }>(1_000);
  /** The last `Date` header. Answers of the same second have the same one, and parsing it costs more than comparing. */
  #date: { readonly text: string | null; readonly ms: number | undefined } = { text: null, ms: undefined };
  /** The provider's clock minus the local monotonic clock in ms. */
  #aheadMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The provider's clock minus the local wall clock in ms; undefined until an answer has a `Date` header. */
  get skewMs(): number | undefined {
    return this.#aheadMs === undefined ? undefined : Math.round(this.#aheadMs - this.#offsetMs());
  }

  /** Call this with the headers of every answer. */
  observe(headers: Headers): void {
    const text = headers.get("date");
    if (text !== this.#date.text) this.#date = { text, ms: dateMs(headers) };
    const { ms } = this.#date;
    if (ms !== undefined) this.#aheadMs = ms - this.#clock.monotonic();
  }

  /**
   * Call this when an attempt of a paid call starts. Returns its start in epoch ms, made unique: `reconcile` tells
   * calls apart by it.
   */
  begin(): number {
    let startedAtMs = this.#clock.now();
    while (this.#calls.has(String(startedAtMs))) startedAtMs++;
    this.#calls.set(String(startedAtMs), { offsetMs: this.#offsetMs(), skewMs: this.skewMs });
    return startedAtMs;
  }

  /**
   * The skew when that call started. Other calls may have shown a later one since, which would put the call after the
   * batch that it created if the provider's clock runs fast.
   */
  skewAt(startedAtMs: number): number | undefined {
    const call = this.#calls.get(String(startedAtMs));
    return call === undefined ? this.skewMs : call.skewMs;
  }

  /** By how many ms the wall clock was set since that call; 0 if this client did not make the call. */
  setSince(startedAtMs: number): number {
    const then = this.#calls.get(String(startedAtMs))?.offsetMs;
    return then === undefined ? 0 : this.#offsetMs() - then;
  }

  #offsetMs(): number {
    return this.#clock.now() - this.#clock.monotonic();
  }
}
