/** Lists that fetch their pages while they are read, in bounded memory and without endless loops. */
import { PaginationError, type ErrorContext } from "../base/errors/index.js";
import type { Page, Paginated } from "../base/types/index.js";
import type { ListQuery, NextPage } from "./page-styles.js";
import { Progress } from "./progress.js";

/** One page, as a provider's list understands it. */
export interface ListPage<Item, Wire> {
  readonly page: Wire;
  readonly items: readonly Item[];
  readonly next: NextPage;
}

export interface ListSetup<Item, Wire> {
  /** The query of the first page. */
  readonly query: ListQuery;
  /** Fetches a page; `seen` is the number of items on earlier pages. */
  readonly fetchPage: (query: ListQuery, seen: number) => Promise<ListPage<Item, Wire>>;
  /** Identifies an item. Rows can move between pages during a walk, so repeated ids are left out. */
  readonly idOf: (item: Item) => string | undefined;
  /** Set if the cursor is a row: rows then cannot move between pages, and no item is left out. */
  readonly isStable?: boolean | undefined;
  readonly context: ErrorContext;
}

export function paginated<Item, Wire extends object>(setup: ListSetup<Item, Wire>): Paginated<Item, Wire> {
  const pages = (): AsyncGenerator<Page<Item, Wire>> => walk(setup);
  async function* items(): AsyncGenerator<Item> {
    for await (const page of pages()) yield* page.items;
  }
  return {
    pages,
    [Symbol.asyncIterator]: items,
    async toArray(max = Infinity) {
      const all: Item[] = [];
      if (max <= 0) return all;
      for await (const item of items()) {
        all.push(item);
        if (all.length >= max) break;
      }
      return all;
    },
  };
}

async function* walk<Item, Wire extends object>(
  setup: ListSetup<Item, Wire>,
): AsyncGenerator<Page<Item, Wire>> {
  const progress = new Progress(setup);
  let query = setup.query;
  let seen = 0;
  for (;;) {
    const { page, items, next } = await setup.fetchPage(query, seen);
    seen += items.length;
    yield Object.assign(page, { items: progress.fresh(items) });
    if (next === undefined) return;
    if ("endReason" in next) throw new PaginationError(next.endReason, setup.context);
    const stall = progress.stall(next.query);
    if (stall !== undefined) throw new PaginationError(stall, setup.context);
    query = next.query;
  }
}
