import type { Clock } from "../base/clock.js";
import { Recent } from "../base/recent.js";

/** What is known of the provider's clock, from the `Date` headers of its answers, and of jumps of our own. */
export class ServerClock {
  readonly #clock: Clock;
  /** By the start of a paid call: how far our wall clock then was ahead of the monotonic one. */
  readonly #offsets = new Recent<number>(1_000);
  /** How far the provider's clock is ahead of our monotonic one, which nobody sets. */
  #aheadMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How far the provider's clock is ahead of ours, by its latest answer; undefined as long as no answer had a `Date`. */
  get skewMs(): number | undefined {
    return this.#aheadMs === undefined ? undefined : Math.round(this.#aheadMs - this.#offsetMs());
  }

  /** To be called with the headers of every answer. */
  observe(headers: Headers): void {
    const dateMs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(dateMs)) this.#aheadMs = dateMs - this.#clock.monotonic();
  }

  /**
   * To be called as an attempt of a paid call starts. Returns when that is: two calls of one millisecond are told apart, as
   * each is to be found by itself.
   */
  begin(): number {
    let startedAtMs = this.#clock.now();
    while (this.#offsets.has(String(startedAtMs))) startedAtMs++;
    this.#offsets.set(String(startedAtMs), this.#offsetMs());
    return startedAtMs;
  }

  /** How far our wall clock was set since the call that started then; 0 if this client did not make the call. */
  setSince(startedAtMs: number): number {
    const then = this.#offsets.get(String(startedAtMs));
    return then === undefined ? 0 : this.#offsetMs() - then;
  }

  #offsetMs(): number {
    return this.#clock.now() - this.#clock.monotonic();
  }
}
