/** A request body that is produced while it is sent. */
export class Upload {
  readonly #open: () => AsyncIterator<Uint8Array>;
  #source: AsyncIterator<Uint8Array> | undefined;
  #done = false;
  /** Set while the connection is being refused: an iterator opened now takes nothing from the source. */
  held = false;

  constructor(open: () => AsyncIterator<Uint8Array>) {
    this.#open = open;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    if (this.held) return nothing;
    return {
      next: () => this.#next(),
      return: async () => {
        await this.#return();
        return DONE;
      },
    };
  }

  /** Ends the source, unless it was read to its end. */
  close(): void {
    if (!this.#done) this.#return().catch(() => undefined);
  }

  async #next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#done) return DONE;
    const chunk = await this.#started().next();
    if (chunk.done !== true) return chunk;
    this.#done = true;
    return DONE;
  }

  async #return(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    await this.#started().return?.();
  }

  #started(): AsyncIterator<Uint8Array> {
    return (this.#source ??= this.#open());
  }
}

const DONE = { done: true, value: undefined } as const;

const nothing: AsyncIterator<Uint8Array, undefined> = {
  next: () => Promise.resolve(DONE),
};
