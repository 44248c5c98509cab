/** An async iterator written by hand: per value, an async generator would cost as much as parsing the value. */

/** The operations of an iterator between two values. */
export interface Steps<T> {
  /** Returns the next buffered value; undefined if more must be fetched. */
  take(): T | undefined;
  /** Fetches more. False at the end. */
  advance(): Promise<boolean>;
  /** Frees all resources. May be called while `advance` runs. */
  close(): void;
}

/**
 * Returns buffered values at once. Overlapping calls of `next` are queued; an abort takes effect between two values.
 */
export class SerialIterator<T> implements AsyncIterator<T, undefined> {
  readonly #steps: Steps<T>;
  readonly #signal: AbortSignal | undefined;
  #pending: Promise<void> | undefined;
  #done = false;

  constructor(steps: Steps<T>, signal: AbortSignal | undefined) {
    this.#steps = steps;
    this.#signal = signal;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#pending === undefined && !this.#done) {
      try {
        this.#signal?.throwIfAborted();
        const value = this.#steps.take();
        if (value !== undefined) return Promise.resolve({ done: false, value });
      } catch (error) {
        this.#finish();
        return Promise.reject(error);
      }
    }
    return this.#queued();
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  // Attach the cleanup first, so that it runs before the caller's continuation.
  #queued(): Promise<IteratorResult<T, undefined>> {
    const turn = this.#pending ? this.#pending.then(() => this.#step()) : this.#step();
    const clear = (): void => {
      if (this.#pending === settled) this.#pending = undefined;
    };
    const settled = turn.then(clear, clear);
    this.#pending = settled;
    return turn;
  }

  async #step(): Promise<IteratorResult<T, undefined>> {
    try {
      while (!this.#done) {
        const value = this.#steps.take();
        if (value !== undefined) return { done: false, value };
        if (!(await this.#steps.advance())) this.#finish();
      }
    } catch (error) {
      this.#finish();
      throw error;
    }
    return { done: true, value: undefined };
  }

  #finish(): void {
    this.#done = true;
    this.#steps.close();
  }
}
