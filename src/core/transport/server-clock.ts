import type { Clock } from "../base/clock.js";
import { Recent } from "../base/recent.js";

/** What is known of the provider's clock, from the `Date` headers of its answers, and of jumps of our own. */
export class ServerClock {
  readonly #clock: Clock;
  /** By the start of a paid call: how far our wall clock then was ahead of the monotonic one. */
  readonly #offsets = new Recent<number>(1_000);
  #skewMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How far the provider's clock is ahead of ours, by its latest answer; undefined as long as no answer had a `Date`. */
  get skewMs(): number | undefined {
    return this.#skewMs;
  }

  /** To be called with the headers of every answer. */
  observe(headers: Headers): void {
    const dateMs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(dateMs)) this.#skewMs = dateMs - this.#clock.now();
  }

  /** To be called as an attempt of a paid call starts. */
  mark(startedAtMs: number): void {
    this.#offsets.set(String(startedAtMs), this.#offsetMs());
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
