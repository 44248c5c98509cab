/** The input as one sequence with a position, one item of look-ahead, and a way back where the input is an array. */
export class Items<Item> {
  readonly #array: readonly Item[] | undefined;
  #iterator: Iterator<Item> | AsyncIterator<Item> | undefined;
  readonly #source: Iterable<Item> | AsyncIterable<Item>;
  #ahead: Item | undefined;
  #hasAhead = false;
  #ended = false;
  position = 0;

  constructor(source: Iterable<Item> | AsyncIterable<Item>) {
    this.#source = source;
    this.#array = Array.isArray(source) ? (source as readonly Item[]) : undefined;
  }

  get canSeek(): boolean {
    return this.#array !== undefined;
  }

  seek(position: number): void {
    this.position = position;
  }

  /** The next item, or undefined at the end; awaits only where the input does. */
  next(): { item: Item } | undefined | Promise<{ item: Item } | undefined> {
    if (this.#array) {
      return this.position < this.#array.length ? { item: this.#array[this.position++] as Item } : undefined;
    }
    if (this.#hasAhead) {
      const item = this.#ahead as Item;
      this.#hasAhead = false;
      this.#ahead = undefined;
      this.position++;
      return { item };
    }
    if (this.#ended) return undefined;
    this.#iterator ??= iteratorOf(this.#source);
    const result = this.#iterator.next();
    // Any thenable: an iterator need not be a generator, nor its promises the platform's.
    return "then" in result
      ? Promise.resolve(result).then((settled) => this.#taken(settled))
      : this.#taken(result);
  }

  #taken(result: IteratorResult<Item>): { item: Item } | undefined {
    if (result.done === true) {
      this.#ended = true;
      return undefined;
    }
    this.position++;
    return { item: result.value };
  }

  /** Puts the item just taken back: it belongs to the next part. */
  back(item: Item): void {
    this.position--;
    if (this.#array) return;
    this.#ahead = item;
    this.#hasAhead = true;
  }

  /** Lets an input that was not read to its end clean up. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#iterator?.return?.();
  }
}

function iteratorOf<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
): Iterator<Item> | AsyncIterator<Item> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}
