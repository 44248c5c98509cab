/** Reads the state of many batches from list calls, if that is cheaper than single reads. */
import type { BatchHandle, CallOptions, Paginated } from "../../base/types/index.js";
import { isTransient } from "./failed-poll.js";
import type { Reading } from "./watch-one.js";

/** The list call that shows the state of many batches. */
export interface StatusList<Raw, Report> {
  /**
   * Pages of batches, newest first. `sinceMs`: creation of the oldest wanted batch in epoch ms; -Infinity if unknown.
   */
  readonly pages: (sinceMs: number, options: CallOptions) => AsyncIterable<readonly Raw[]>;
  /** The state that a row shows; undefined if the batch must be read singly. */
  readonly read: (row: Raw, isCanceled: boolean) => Reading<Raw, Report> | undefined;
}

export interface StatusListSetup<Raw, Report> {
  /** Absent if the provider has no such list. */
  readonly list?: StatusList<Raw, Report> | undefined;
  readonly createdAtMs: (of: BatchHandle | Raw) => number;
  /** Failed reads in a row after which the list is no longer used. */
  readonly mostErrors: number;
  readonly signal: AbortSignal | undefined;
}

// The clock that dates a batch may differ from the one that orders the list.
const MARGIN_MS = 60_000;

export class StatusListReader<Raw extends object, Report> {
  readonly #setup: StatusListSetup<Raw, Report>;
  readonly list: StatusList<Raw, Report> | undefined;
  #isGivenUp = false;
  #errors = 0;
  /** Number of pages of the last read. */
  #depth = 0;

  constructor(setup: StatusListSetup<Raw, Report>) {
    this.#setup = setup;
    this.list = setup.list;
  }

  /** Whether reading the list takes fewer calls than reading this many batches singly. */
  pays(batches: number): boolean {
    return this.list !== undefined && !this.#isGivenUp && batches > Math.max(1, this.#depth);
  }

  /**
   * Yields the rows of wanted batches and removes them from the map; the batches left are not in the list. Returns
   * false if the list could not be read this time.
   */
  async *read(
    wanted: Map<string, BatchHandle>,
    options: CallOptions,
  ): AsyncGenerator<{ readonly id: string; readonly row: Raw }, boolean, void> {
    const { createdAtMs } = this.#setup;
    const most = wanted.size;
    let sinceMs = Infinity;
    for (const handle of wanted.values()) sinceMs = Math.min(sinceMs, createdAtMs(handle) - MARGIN_MS);
    const pages = this.list?.pages(sinceMs, options)[Symbol.asyncIterator]();
    try {
      for (this.#depth = 0; pages && wanted.size > 0 && this.#depth < most;) {
        const rows = await this.#next(pages);
        if (rows === "failed") return false;
        if (rows === "ended") break;
        this.#depth++;
        for (const row of rows) {
          const { id = "" } = row as { readonly id?: string };
          if (wanted.delete(id)) yield { id, row };
        }
        const last = rows.at(-1);
        if (last && createdAtMs(last) < sinceMs) break;
      }
    } finally {
      await pages?.return?.();
    }
    return true;
  }

  /** A list that can never be read counts as empty. */
  async #next(pages: AsyncIterator<readonly Raw[]>): Promise<readonly Raw[] | "ended" | "failed"> {
    const { signal, mostErrors } = this.#setup;
    try {
      const page = await pages.next();
      this.#errors = 0;
      return page.done === true ? "ended" : page.value;
    } catch (error) {
      signal?.throwIfAborted();
      if (isTransient(error) && ++this.#errors <= mostErrors) return "failed";
      this.#isGivenUp = true;
      return "ended";
    }
  }
}

/** The items of a list, page by page. */
export async function* pagesOf<Item>(list: Paginated<Item>): AsyncGenerator<readonly Item[]> {
  for await (const { items } of list.pages()) yield items;
}
