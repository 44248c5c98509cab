/** Counts calls over a sliding window of time. */
export class RateWindow {
  readonly limit: number;
  readonly #windowMs: number;
  readonly #calls: number[] = [];

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts one call. Returns false, and does not count it, if the limit is reached. */
  take(nowMs: number): boolean {
    while (this.#calls[0] !== undefined && this.#calls[0] <= nowMs - this.#windowMs) this.#calls.shift();
    if (this.#calls.length >= this.limit) return false;
    this.#calls.push(nowMs);
    return true;
  }

  get remaining(): number {
    return this.limit - this.#calls.length;
  }
}
