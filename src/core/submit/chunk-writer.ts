import { byteLength, CHUNK } from "../base/bytes.js";

const encoder = new TextEncoder();

/** Gathers texts into chunks. Not a generator: delegating to one for every item costs more than writing the item. */
export class ChunkWriter {
  readonly #full: Uint8Array[] = [];
  #chunk = new Uint8Array(CHUNK);
  #used = 0;
  /** Bytes written so far. */
  total = 0;

  fits(text: string, room: number): boolean {
    // At most three bytes a unit: only near the limit does the exact number matter.
    return text.length * 3 <= room || byteLength(text) <= room;
  }

  write(text: string): void {
    for (let rest = text; rest.length > 0;) {
      const { read, written } = encoder.encodeInto(rest, this.#chunk.subarray(this.#used));
      this.#used += written;
      this.total += written;
      rest = read === rest.length ? "" : rest.slice(read);
      if (rest.length > 0) this.#full.push(this.rest());
    }
  }

  /** A chunk that is full, oldest first. */
  take(): Uint8Array | undefined {
    return this.#full.shift();
  }

  /** What was written since the last full chunk. */
  rest(): Uint8Array {
    const chunk = this.#chunk.subarray(0, this.#used);
    this.#chunk = new Uint8Array(CHUNK);
    this.#used = 0;
    return chunk;
  }
}
