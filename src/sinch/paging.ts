/** The paging that all lists of this API share. */
import type { Batch, BatchList, operations, paths } from "../../generated/sinch.js";
import { type ListSetup, paginated } from "../core/lists/paginate.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import type { Core } from "../core/request/core.js";
import { listIssues } from "./checks.js";

interface PageQuery {
  readonly page?: number | undefined;
}

interface PageWire {
  readonly count: number;
}

/**
 * Pages are numbered from 0. `page_size` in an answer tells the entries of that answer, so the end is where a page is
 * empty or `count` entries were seen.
 */
export function numberedPages<Query extends PageQuery, Item, Wire extends PageWire>(list: {
  readonly query: Query;
  readonly fetch: (query: Query) => Promise<Wire>;
  readonly items: (page: Wire) => readonly Item[] | undefined;
  readonly idOf: (item: Item) => string | undefined;
  readonly operation: string;
}): Paginated<Item, Wire> {
  const { query, items, idOf } = list;
  const setup: ListSetup<Item, Wire> = {
    async fetchPage(cursor, seen) {
      const first = query.page ?? 0;
      const number = cursor === undefined ? first : Number(cursor);
      const page = await list.fetch(cursor === undefined ? query : { ...query, page: number });
      const found = items(page) ?? [];
      const { count } = page ?? {};
      // Only a walk from the first page on can tell that it has seen all.
      const isAll = first === 0 && count !== undefined && seen + found.length >= count;
      return found.length === 0 || isAll
        ? { page, items: found }
        : { page, items: found, next: String(number + 1) };
    },
    idOf,
    context: { provider: "sinch", operation: list.operation },
  };
  return paginated(setup);
}

export type BatchListQuery = NonNullable<operations["ListBatches"]["parameters"]["query"]>;

/** Newest first; without `start_date` only those of the last 24 hours. */
export function listBatches(
  core: Core<paths>,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<Batch, BatchList> {
  const { http } = core;
  return numberedPages({
    query,
    fetch: (turned) =>
      http.call("get", "/xms/v1/{service_plan_id}/batches", { query: turned }, options, {
        check: () => listIssues(query),
      }),
    items: (page) => page.batches,
    idOf: ({ id }) => id,
    operation: "ListBatches",
  });
}
