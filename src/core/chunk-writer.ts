/** The size of a chunk of an upload, in bytes: a chunk per item would drown in overhead. */
export const CHUNK = 32 * 1024;

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8, without encoding it where its length alone gives the answer. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is four bytes for two units; a lone one is replaced by three.
    if (unit > 0x7f) bytes += unit > 0x7ff && !isPairedSurrogate(text, i, unit) ? 2 : 1;
  }
  return bytes;
}

function isPairedSurrogate(text: string, i: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  const high = unit < 0xdc00;
  const other = text.charCodeAt(high ? i + 1 : i - 1);
  return high ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}

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
