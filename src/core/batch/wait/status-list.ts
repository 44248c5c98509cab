/** Reading how many batches stand from the list call, as far as that is cheaper than asking for each. */
import type { BatchHandle, CallOptions, Paginated } from "../../base/types/index.js";
import { isTransient, type Reading } from "./poll.js";

/** The list call that tells how many batches stand. */
export interface StatusList<Raw, Report> {
  /** Pages of batches, the newest first. `sinceMs`: when the oldest batch of interest was created; -Infinity: unknown. */
  readonly pages: (sinceMs: number, options: CallOptions) => AsyncIterable<readonly Raw[]>;
  /** What a row says; undefined where it does not say enough, so that the batch has to be asked for itself. */
  readonly read: (row: Raw, isCanceled: boolean) => Reading<Raw, Report> | undefined;
}

export interface StatusListSetup<Raw, Report> {
  /** Not given: there is none. */
  readonly list?: StatusList<Raw, Report> | undefined;
  readonly createdAtMs: (of: BatchHandle | Raw) => number;
  /** How many readings in a row may fail before it is given up. */
  readonly mostErrors: number;
  readonly signal: AbortSignal | undefined;
}

// The clocks that date a batch and its place in the list need not be the same.
const MARGIN_MS = 60_000;

export class StatusListReader<Raw extends object, Report> {
  readonly #setup: StatusListSetup<Raw, Report>;
  readonly list: StatusList<Raw, Report> | undefined;
  #isGivenUp = false;
  #errors = 0;
  /** How many pages the last reading took. */
  #depth = 0;

  constructor(setup: StatusListSetup<Raw, Report>) {
    this.#setup = setup;
    this.list = setup.list;
  }

  /** Whether reading the list costs fewer calls than asking for so many batches. */
  pays(batches: number): boolean {
    return this.list !== undefined && !this.#isGivenUp && batches > Math.max(1, this.#depth);
  }

  /**
   * Yields the rows of the batches that are wanted and takes these out of the map: what is left then is not in the list.
   * Returns false if the list could not be read, but may be another time.
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

  /** A list that cannot be read for good is as one without rows. */
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
