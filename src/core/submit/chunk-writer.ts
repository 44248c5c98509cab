import { byteLength, CHUNK } from "../base/bytes.js";

const encoder = new TextEncoder();

/** Collects texts into chunks. Not a generator, because delegating to one per item costs more than writing the item. */
export class ChunkWriter {
  readonly #full: Uint8Array[] = [];
  #chunk = new Uint8Array(CHUNK);
  #used = 0;
  /** Number of bytes written so far. */
  total = 0;

  fits(text: string, room: number): boolean {
    // A UTF-16 unit takes at most three bytes: count exactly only near the limit.
    return text.length * 3 <= room || byteLength(text) <= room;
  }

  write(text: string): void {
    for (let rest = text; rest.length > 0;) {
      const { read, written } = encoder.encodeInto(rest, this.#chunk.subarray(this.#used));
      this.#used += written;
      this.total += written;
      rest = read === rest.length ? "" : rest.slice(read);
      if (rest.length > 0) this.#full.push(this.#rest());
    }
  }

  /** Removes and returns the oldest full chunk. */
  take(): Uint8Array | undefined {
    return this.#full.shift();
  }

  /** Removes and returns all remaining chunks. Do not write afterwards. */
  end(): Uint8Array[] {
    const last = this.#rest();
    return [...this.#full, ...(last.byteLength > 0 ? [last] : [])];
  }

  /** Removes and returns the bytes after the last full chunk. */
  #rest(): Uint8Array {
    const chunk = this.#chunk.subarray(0, this.#used);
    this.#chunk = new Uint8Array(CHUNK);
    this.#used = 0;
    return chunk;
  }
}
