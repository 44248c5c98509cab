/** A request body that is produced while it is sent. */
export class Upload {
  readonly #open: () => AsyncIterator<Uint8Array>;
  #source: AsyncIterator<Uint8Array> | undefined;
  #done = false;
  /** While the connection that the body would go over is given up: what is opened then takes nothing from the source. */
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

  /** Tells the source that nobody will read on, unless it is used up. */
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
