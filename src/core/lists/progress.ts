/** Whether a walk over the pages of a list advances. Keeps a few bytes a page and a bounded number of ids. */
import { Recent } from "../base/recent.js";
import { IdSet } from "../results/id-set.js";

/** Rows move between neighbouring pages; remembering every id of a list of millions would be a leak. */
const REMEMBERED_IDS = 20_000;

/** So many pages in a row may bring nothing new: a filter can empty some, a server that never ends sends thousands. */
const MAX_PAGES_WITHOUT_NEWS = 25;

export interface RowIdentity<Row> {
  readonly idOf: (row: Row) => string | undefined;
  /** The cursor is a row, so rows cannot move between pages: none counts as seen. */
  readonly isStable?: boolean | undefined;
}

export class Progress<Row> {
  readonly #rows: RowIdentity<Row>;
  readonly #queries = new IdSet();
  readonly #pages = new IdSet();
  readonly #ids = new Recent<true>(REMEMBERED_IDS);
  #pagesWithoutNews = 0;
  #isRepeated = false;

  constructor(rows: RowIdentity<Row>) {
    this.#rows = rows;
  }

  /** The rows of the next page without those that came before, by their ids. */
  fresh(rows: readonly Row[]): Row[] {
    const { idOf, isStable } = this.#rows;
    const ids = rows.map((row) => idOf(row));
    const content = JSON.stringify(rows.map((row, at) => ids[at] ?? row));
    const isKnown = rows.length > 0 && !this.#pages.add(content);
    const fresh = rows.filter((_, at) => isStable === true || this.#isNew(ids[at]));
    this.#pagesWithoutNews = isKnown || fresh.length === 0 ? this.#pagesWithoutNews + 1 : 0;
    // Rows without ids may look alike, and so may pages of them: those only count as pages without news.
    this.#isRepeated = isKnown && !ids.includes(undefined);
    return fresh;
  }

  /** Why the list is not read on with this query; undefined if it may be. */
  stall(query: unknown): string | undefined {
    // A server that ignores what it is paged by sends one page over and over, each time under a new cursor.
    if (!this.#queries.add(JSON.stringify(query)) || this.#isRepeated)
      return "the server announced a page that was read already";
    return this.#pagesWithoutNews >= MAX_PAGES_WITHOUT_NEWS
      ? `the server announced more after ${MAX_PAGES_WITHOUT_NEWS} pages without anything new`
      : undefined;
  }

  #isNew(id: string | undefined): boolean {
    if (id === undefined) return true;
    if (this.#ids.has(id)) return false;
    this.#ids.set(id, true);
    return true;
  }
}
