/** Reads results from the pages of a list. */
import type { ResultReader, ResultSource } from "./source.js";
import type { Tally } from "./result-tally.js";

export interface PagedResult<T> {
  /** Unique among the results of the batch. */
  readonly key: string;
  /** The id that the caller knows: the recipient. */
  readonly id: string;
  readonly result: T;
}

export type ResultPages<T> = AsyncIterable<readonly PagedResult<T>[]>;

/** `pages` must start from the first page each time it is called. */
export function pagedSource<T>(pages: () => ResultPages<T>): ResultSource<T> {
  return {
    async open(tally) {
      const reader = new PageReader(pages(), tally);
      // Read the first page here: a list that never opened is no broken download.
      await reader.advance();
      return reader;
    },
  };
}

class PageReader<T> implements ResultReader<T> {
  readonly #pages: AsyncIterator<readonly PagedResult<T>[]>;
  readonly #tally: Tally;
  #page: readonly PagedResult<T>[] = [];
  #at = 0;

  constructor(pages: ResultPages<T>, tally: Tally) {
    this.#pages = pages[Symbol.asyncIterator]();
    this.#tally = tally;
  }

  take(): T | undefined {
    for (let next = this.#page[this.#at++]; next !== undefined; next = this.#page[this.#at++]) {
      const isWanted = this.#tally.wants(next.id);
      if (this.#tally.add(next.key) && isWanted) return next.result;
    }
    return undefined;
  }

  async advance(): Promise<boolean> {
    if (this.#at < this.#page.length) return true;
    const next = await this.#pages.next();
    if (next.done === true) return false;
    this.#page = next.value;
    this.#at = 0;
    return true;
  }

  close(): void {
    // A pending page may fail after closing; ignore it.
    this.#pages.return?.()?.catch(() => undefined);
  }
}
