/** The paging that all lists of this API share. */
import { type ListSetup, paginated } from "../core/paginate.js";
import type { Paginated } from "../core/types.js";

interface PageQuery {
  readonly page?: number | undefined;
}

interface PageWire {
  readonly count: number;
  readonly page: number;
}

/**
 * Pages are numbered from 0. `page_size` in an answer tells the entries of that answer, so the end is where a page is
 * empty or `count` entries were seen.
 */
export function numberedPages<Query extends PageQuery, Item, Wire extends PageWire>(list: {
  readonly query: Query;
  readonly check: () => void;
  readonly fetch: (query: Query) => Promise<Wire>;
  readonly items: (page: Wire) => readonly Item[] | undefined;
  readonly idOf: (item: Item) => string | undefined;
  readonly operation: string;
}): Paginated<Item, Wire> {
  const { query, items, check, idOf } = list;
  const setup: ListSetup<Item, Wire> = {
    check,
    async fetchPage(cursor, seen) {
      const first = query.page ?? 0;
      const [at = String(first), before] = cursor?.split(" ", 2) ?? [];
      const number = Number(at);
      const page = await list.fetch(cursor === undefined ? query : { ...query, page: number });
      const found = items(page) ?? [];
      const told = (page as Partial<PageWire> | null) ?? {};
      if (found.length === 0) return { page, items: found };
      // Only a walk from the first page on can tell that it has seen all.
      if (first === 0 && told.count !== undefined && seen + found.length >= told.count)
        return { page, items: found };
      if (typeof told.page === "number" && told.page !== number) {
        return {
          page,
          items: found,
          lost: `the server answered page ${told.page} when asked for page ${number}`,
        };
      }
      // Without a count, a server that always gives the same page could only be told by the page itself.
      const mark = told.count === undefined ? encodeURIComponent(JSON.stringify(found[0])) : "";
      if (mark !== "" && mark === before)
        return { page, items: found, lost: "the server gives the same page again" };
      return { page, items: found, next: `${number + 1} ${mark}` };
    },
    idOf,
    context: { provider: "sinch", operation: list.operation },
  };
  return paginated(setup);
}
