import { Turn } from "../base/turn.js";

type Source<Item> = Iterable<Item> | AsyncIterable<Item>;

/** One pass over the input: a sequence with a position and one item of look-ahead. */
export class Cursor<Item> {
  position: number;
  readonly #source: Source<Item>;
  readonly #array: readonly Item[] | undefined;
  #iterator: Iterator<Item> | AsyncIterator<Item> | undefined;
  /** How many items are to be passed over first: an earlier pass took them. */
  #toSkip: number;
  #ahead: Item | undefined;
  #hasAhead = false;
  #ended = false;

  constructor(source: Source<Item>, position = 0) {
    this.#source = source;
    this.#array = Array.isArray(source) ? (source as readonly Item[]) : undefined;
    this.position = this.#toSkip = position;
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

/**
 * The input, read on from part to part, and ways back where it is an array or can be made anew. Each way back is a pass of
 * its own: a body that was given up may still be reading when the next try begins, and must not take items from it.
 */
export class Items<Item> {
  /** Where the next part begins. */
  cursor: Cursor<Item>;
  readonly #anew: (() => Source<Item>) | undefined;

  constructor(source: Source<Item>, renewed?: () => Source<Item>) {
    this.cursor = new Cursor(source);
    this.#anew = Array.isArray(source) ? (): Source<Item> => source as readonly Item[] : renewed;
  }

  /** Another pass from a position that was passed before; undefined where the input can be read only once. */
  get again(): ((position: number) => Cursor<Item>) | undefined {
    const anew = this.#anew;
    return anew && ((position) => new Cursor(anew(), position));
  }

  get position(): number {
    return this.cursor.position;
  }

  close(): Promise<void> {
    return this.cursor.close();
  }
}

function iteratorOf<Item>(source: Source<Item>): Iterator<Item> | AsyncIterator<Item> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}
