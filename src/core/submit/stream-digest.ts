// WebCrypto cannot hash incrementally, so blocks are hashed one by one. The block size is part of the stored format.
const BLOCK_BYTES = 256 * 1024;

// Each pending hash holds a copy of its block. The limit keeps a busy machine from copying a whole part.
const MOST_WAITING = 8;

/**
 * A streaming digest: SHA-256 over the SHA-256 hashes of all 256 KiB blocks. Journals store it, so it must never
 * change. The platform may hash on another thread.
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

  /** Waits until only a few blocks are still being hashed. */
  async keepUp(): Promise<void> {
    await this.#hashes.at(-MOST_WAITING);
  }

  /** Returns the digest in hexadecimal; `label` is hashed too. Do not write afterwards. */
  async end(label: string): Promise<string> {
    if (this.#used > 0) this.#close();
    const hashes = await Promise.all(this.#hashes);
    const all = await new Blob([label, ...hashes]).arrayBuffer();
    const whole = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
    return Array.from(whole, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  #close(): void {
    // WebCrypto copies the bytes before `digest` returns, so the block can be reused.
    this.#hashes.push(crypto.subtle.digest("SHA-256", this.#block.subarray(0, this.#used)));
    this.#used = 0;
  }
}
