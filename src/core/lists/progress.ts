/** Detects a walk over pages that does not advance. Stores a few bytes per page and a bounded number of ids. */
import { BoundedMap } from "../base/bounded-map.js";
import { IdSet } from "../base/id-set.js";

/** Limit of remembered ids: rows only move between neighbouring pages, and millions of ids would fill the memory. */
const REMEMBERED_IDS = 20_000;

/** Allowed pages in a row without new rows: a filter can empty a few pages, an endless list sends thousands. */
const MAX_PAGES_WITHOUT_NEWS = 25;

export interface RowIdentity<Row> {
  readonly idOf: (row: Row) => string | undefined;
  /** Set if the cursor is a row: rows then cannot move between pages, and none is a duplicate. */
  readonly isStable?: boolean | undefined;
}

export class Progress<Row> {
  readonly #rows: RowIdentity<Row>;
  readonly #queries = new IdSet();
  readonly #pages = new IdSet();
  readonly #ids = new BoundedMap<true>(REMEMBERED_IDS);
  #pagesWithoutNews = 0;
  #isRepeated = false;
  /** The last page that held only rows of other pages when it first came. */
  #movedEnd: string | undefined;

  constructor(rows: RowIdentity<Row>) {
    this.#rows = rows;
  }

  /** Returns the rows of a page that were not seen before, by id. */
  fresh(rows: readonly Row[]): Row[] {
    const { idOf, isStable } = this.#rows;
    const ids = rows.map((row) => idOf(row));
    const content = JSON.stringify(rows.map((row, at) => ids[at] ?? row));
    const isKnown = rows.length > 0 && !this.#pages.add(content);
    const fresh = rows.filter((_, at) => isStable === true || this.#isNew(ids[at]));
    // While rows are added in front, the end of a list moves along and comes again: it ends sooner or later.
    if (!isKnown && fresh.length === 0) this.#movedEnd = content;
    this.#pagesWithoutNews = isKnown || fresh.length === 0 ? this.#pagesWithoutNews + 1 : 0;
    // Pages of rows without ids may look alike by chance: they only count as pages without news.
    this.#isRepeated = isKnown && content !== this.#movedEnd && !ids.includes(undefined);
    return fresh;
  }

  /** Why the walk must not continue with this query; undefined if it may. */
  stall(query: unknown): string | undefined {
    // A server that ignores the paging parameter repeats one page, each time with a new cursor.
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
