import { EventLoopTurn } from "../base/event-loop-turn.js";

type Source<Item> = Iterable<Item> | AsyncIterable<Item>;

/** One pass over the input, with a position and one item of look-ahead. */
export class Cursor<Item> {
  position: number;
  readonly #source: Source<Item>;
  readonly #array: readonly Item[] | undefined;
  #iterator: Iterator<Item> | AsyncIterator<Item> | undefined;
  /** Items still to skip, because an earlier pass has taken them. */
  #toSkip: number;
  #ahead: Item | undefined;
  #hasAhead = false;
  #ended = false;

  constructor(source: Source<Item>, position = 0) {
    this.#source = source;
    this.#array = Array.isArray(source) ? (source as readonly Item[]) : undefined;
    this.position = this.#toSkip = position;
  }

  /** Returns the next item, or undefined at the end. Asynchronous only if the input is. */
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
    // Check for `then`: custom iterators may return thenables that are no promises.
    return "then" in result
      ? Promise.resolve(result).then((settled) => this.#taken(settled))
      : this.#taken(result);
  }

  async #skip(): Promise<{ item: Item } | undefined> {
    const iterator = (this.#iterator ??= iteratorOf(this.#source));
    const turn = new EventLoopTurn();
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

  /** Puts the last item back, because it belongs to the next part. */
  back(item: Item): void {
    this.position--;
    if (this.#array) return;
    this.#ahead = item;
    this.#hasAhead = true;
  }

  /** Calls `return` on an input that was not read to its end, so that it can clean up. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#iterator?.return?.();
  }
}

/**
 * The input across all parts. If it can be read again, every retry gets a cursor of its own: an abandoned body may
 * still be reading, and must not take items from the retry.
 */
export class Items<Item> {
  /** Cursor at the start of the next part. */
  cursor: Cursor<Item>;
  /** The input from its start; undefined if it can be read only once. */
  readonly anew: (() => Source<Item>) | undefined;

  constructor(source: Source<Item>, renewed?: () => Source<Item>) {
    this.cursor = new Cursor(source);
    this.anew = Array.isArray(source) ? (): Source<Item> => source as readonly Item[] : renewed;
  }

  /** Opens a new pass from an earlier position. Only for an input that can be read again. */
  again(position: number): Cursor<Item> {
    return new Cursor((this.anew as () => Source<Item>)(), position);
  }

  /** The submission continues with this pass. The pass before it is closed, so that its input can clean up. */
  continueWith(cursor: Cursor<Item>): void {
    if (this.cursor !== cursor) this.cursor.close().catch(() => undefined);
    this.cursor = cursor;
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
