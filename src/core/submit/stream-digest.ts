// Blocks are hashed one by one, because WebCrypto hashes only what is there as a whole; the size is part of the format.
const BLOCK_BYTES = 256 * 1024;

// Each waits with a copy of its own: a processor that is busy must not make the copy of a whole part.
const MOST_WAITING = 8;

/**
 * SHA-256 of any number of bytes, fed as they come: of all blocks of 256 KiB, then of these hashes. A journal keeps it, so
 * it stays the same in every version of this package. Hashing runs on another thread where the platform has one.
 */
export class StreamDigest {
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #used = 0;
  readonly #hashes: Promise<ArrayBuffer>[] = [];

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.byteLength;) {
      const piece = bytes.subarray(at, at + BLOCK_BYTES - this.#used);
      this.#block.set(piece, this.#used);
      this.#used += piece.byteLength;
      at += piece.byteLength;
      if (this.#used === BLOCK_BYTES) this.#close();
    }
  }

  /** Resolves once only a few blocks wait for their hash. */
  async keepUp(): Promise<void> {
    await this.#hashes.at(-MOST_WAITING);
  }

  /** The digest as hexadecimal digits; `label` goes into it too. Nothing may be written afterwards. */
  async end(label: string): Promise<string> {
    if (this.#used > 0) this.#close();
    const hashes = await Promise.all(this.#hashes);
    const all = await new Blob([label, ...hashes]).arrayBuffer();
    const whole = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
    return Array.from(whole, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  #close(): void {
    // The bytes are copied before the call returns, so the block can be filled again.
    this.#hashes.push(crypto.subtle.digest("SHA-256", this.#block.subarray(0, this.#used)));
    this.#used = 0;
  }
}
