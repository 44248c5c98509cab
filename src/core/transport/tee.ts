/**
 * Splits one body for two readers. Node's fetch tees every streamed body and never reads one half; a standard tee would
 * keep the whole upload in memory for it. Tools that trace or mock requests do read both halves.
 */
import { DONE } from "./chunks.js";

type Chunks = AsyncIterator<Uint8Array, undefined>;

/** Bytes kept for a reader that has not started yet, so that it may start slightly later than the other. */
const MOST_KEPT = 1024 * 1024;

/**
 * Each reader gets all chunks at its own pace. A reader that starts after chunks were dropped gets a second pass
 * (`again`) once the first has ended; without a second pass, its read fails.
 */
export function tee(source: Chunks, again: () => Chunks | undefined): readonly [Chunks, Chunks] {
  const shared = new SharedChunks(source, again);
  return [shared.reader(), shared.reader()];
}

class SharedChunks {
  readonly #source: Chunks;
  readonly #again: () => Chunks | undefined;
  readonly #readers: Reader[] = [];
  #pull: Promise<void> | undefined;
  #end: "open" | "reached" | { readonly error: unknown } = "open";

  constructor(source: Chunks, again: () => Chunks | undefined) {
    this.#source = source;
    this.#again = again;
  }

  reader(): Chunks {
    const reader = new Reader(this);
    this.#readers.push(reader);
    return reader;
  }

  /** Passes one more chunk to all readers. False at the end. */
  async pull(): Promise<boolean> {
    if (this.#end === "open") await (this.#pull ??= this.#next().finally(() => (this.#pull = undefined)));
    if (typeof this.#end === "object") throw this.#end.error;
    return this.#end === "open";
  }

  async #next(): Promise<void> {
    try {
      const chunk = await this.#source.next();
      if (chunk.done === true) this.#end = "reached";
      else for (const reader of this.#readers) reader.keep(chunk.value);
    } catch (error) {
      this.#end = { error };
    }
  }

  /** Opens a second pass over the body for a reader that started too late. */
  restart(): Chunks {
    const chunks = this.#end === "reached" ? this.#again() : undefined;
    if (chunks) return chunks;
    throw new TypeError("the copy of a streamed body was read too late: its chunks are gone");
  }

  /** Ends the source when no reader is active: the half that Node keeps never starts. */
  async close(): Promise<void> {
    if (this.#readers.every(({ isReading }) => !isReading)) await this.#source.return?.();
  }
}

class Reader implements Chunks {
  readonly #shared: SharedChunks;
  #kept: Uint8Array[] = [];
  #size = 0;
  #begun = false;
  #closed = false;
  #isLate = false;
  #own: Chunks | undefined;

  constructor(shared: SharedChunks) {
    this.#shared = shared;
  }

  get isReading(): boolean {
    return this.#begun && !this.#closed;
  }

  keep(chunk: Uint8Array): void {
    if (this.#closed || this.#isLate) return;
    this.#kept.push(chunk);
    this.#size += chunk.byteLength;
    if (this.#begun || this.#size <= MOST_KEPT) return;
    this.#isLate = true;
    this.#kept = [];
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#begun = true;
    if (this.#isLate) return (this.#own ??= this.#shared.restart()).next();
    for (;;) {
      const value = this.#kept.shift();
      if (value) return { done: false, value };
      if (this.#closed || (!(await this.#shared.pull()) && this.#kept.length === 0)) return DONE;
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#closed = true;
    this.#kept = [];
    await (this.#own ? this.#own.return?.() : this.#shared.close());
    return DONE;
  }
}
