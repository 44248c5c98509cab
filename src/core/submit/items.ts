import { Turn } from "../base/turn.js";

type Source<Item> = Iterable<Item> | AsyncIterable<Item>;

/**
 * The input as one sequence with a position, one item of look-ahead, and a way back where the input is an array or can be
 * made anew.
 */
export class Items<Item> {
  readonly #array: readonly Item[] | undefined;
  #iterator: Iterator<Item> | AsyncIterator<Item> | undefined;
  #source: Source<Item>;
  readonly #renewed: (() => Source<Item>) | undefined;
  /** How many items are to be passed over first: they were taken before. */
  #toSkip = 0;
  #ahead: Item | undefined;
  #hasAhead = false;
  #ended = false;
  position = 0;

  constructor(source: Source<Item>, renewed?: () => Source<Item>) {
    this.#source = source;
    this.#renewed = renewed;
    this.#array = Array.isArray(source) ? (source as readonly Item[]) : undefined;
  }

  get canSeek(): boolean {
    return this.#array !== undefined || this.#renewed !== undefined;
  }

  seek(position: number): void {
    this.position = position;
    if (this.#array || !this.#renewed) return;
    this.close().catch(() => undefined);
    this.#source = this.#renewed();
    [this.#iterator, this.#ahead, this.#hasAhead, this.#ended] = [undefined, undefined, false, false];
    this.#toSkip = position;
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
    if (this.#toSkip > 0) return this.#skip();
    this.#iterator ??= iteratorOf(this.#source);
    const result = this.#iterator.next();
    // Any thenable: an iterator need not be a generator, nor its promises the platform's.
    return "then" in result
      ? Promise.resolve(result).then((settled) => this.#taken(settled))
      : this.#taken(result);
  }

  async #skip(): Promise<{ item: Item } | undefined> {
    const iterator = (this.#iterator ??= iteratorOf(this.#source));
    const turn = new Turn();
    for (; this.#toSkip > 0; this.#toSkip--) {
      if ((await iterator.next()).done === true)
        throw new Error("the input, made anew, is shorter than it was");
      if (turn.isOver()) await turn.next();
    }
    return this.next();
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

function iteratorOf<Item>(source: Source<Item>): Iterator<Item> | AsyncIterator<Item> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}
