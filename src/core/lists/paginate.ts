/** Lists that fetch page after page as they are read, in bounded memory, and never go round in circles. */
import { PaginationError, type ErrorContext } from "../base/errors/index.js";
import { Recent } from "../base/recent.js";
import type { Page, Paginated } from "../base/types/index.js";

/** What a provider's list makes of one page. */
export interface ListPage<Item, Wire> {
  readonly page: Wire;
  readonly items: readonly Item[];
  /** What to ask for next; undefined after the last page. */
  readonly next?: string | undefined;
  /** The server announced more, but said nothing by which to ask for it. */
  readonly endReason?: string | undefined;
}

export interface ListSetup<Item, Wire> {
  /** `seen` counts the items of the pages before. */
  readonly fetchPage: (cursor: string | undefined, seen: number) => Promise<ListPage<Item, Wire>>;
  /** Rows can move between pages while they are read: an id that came already is left out. */
  readonly idOf?: (item: Item) => string | undefined;
  /** The cursor is a row, so no row moves past it: all are handed on as they came. */
  readonly isStable?: boolean;
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
  const cursors = new Set<string>();
  // Rows move between neighbouring pages; remembering every id of a list of millions would be a leak.
  const ids = new Recent<true>(20_000);
  let cursor: string | undefined;
  let seen = 0;
  let before: string | undefined;
  do {
    const { page, items, next, endReason } = await setup.fetchPage(cursor, seen);
    seen += items.length;
    // A server that ignores what it is paged by sends one page over and over, each time under a cursor of its own.
    const content = contentOf(items, setup.idOf);
    const isRepeated = content !== undefined && content === before;
    before = content;
    const fresh = items.filter((item) => setup.isStable === true || isFresh(setup.idOf?.(item), ids));
    yield Object.assign(page, { items: fresh });
    if (endReason !== undefined) throw new PaginationError(endReason, setup.context);
    if (next !== undefined && (isRepeated || cursors.has(next))) {
      throw new PaginationError("the server announced a page that was read already", setup.context);
    }
    if (next !== undefined) cursors.add(next);
    cursor = next;
  } while (cursor !== undefined);
}

/** Which rows a page holds, in which order; undefined for an empty page, or where rows have no id. */
function contentOf<Item>(items: readonly Item[], idOf: ListSetup<Item, never>["idOf"]): string | undefined {
  const ids = items.map((item) => idOf?.(item));
  return ids.length > 0 && !ids.includes(undefined) ? JSON.stringify(ids) : undefined;
}

function isFresh(id: string | undefined, seen: Recent<true>): boolean {
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.set(id, true);
  return true;
}
