/** Lists that fetch page after page as they are read, in bounded memory, and never go round in circles. */
import { PaginationError, type ErrorContext } from "../base/errors/index.js";
import type { Page, Paginated } from "../base/types/index.js";
import type { ListQuery, NextPage } from "./page-styles.js";
import { Progress } from "./progress.js";

/** What a provider's list makes of one page. */
export interface ListPage<Item, Wire> {
  readonly page: Wire;
  readonly items: readonly Item[];
  readonly next: NextPage;
}

export interface ListSetup<Item, Wire> {
  /** What the first page is asked for. */
  readonly query: ListQuery;
  /** `seen` counts the items of the pages before. */
  readonly fetchPage: (query: ListQuery, seen: number) => Promise<ListPage<Item, Wire>>;
  /** Rows can move between pages while they are read: an id that came already is left out. */
  readonly idOf: (item: Item) => string | undefined;
  /** The cursor is a row, so rows cannot move between pages: none is left out. */
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
