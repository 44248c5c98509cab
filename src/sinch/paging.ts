/** The paging of this API, and the list of batches. */
import type { Batch, BatchList, operations } from "../../generated/sinch.js";
import { list, type ListCore, type ListSpec } from "../core/lists/list.js";
import { countedPages } from "../core/lists/page-styles.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { USUAL_PAGE_SIZE } from "./limits.js";

export type BatchListQuery = QueryOf<operations["ListBatches"]>;

/**
 * Paging by numbers. `count` is the total; `page_size` in an answer is the number of entries on that page, so it does
 * not show the end.
 */
export const COUNTED = countedPages({
  ask: "page",
  first: 0,
  total: "count",
  size: "page_size",
  usualSize: USUAL_PAGE_SIZE,
});

const BATCHES: ListSpec = {
  operation: "ListBatches",
  path: "/xms/v1/{service_plan_id}/batches",
  rows: ["batches"],
  id: ["id"],
  style: COUNTED,
  check: (query) => listIssues(query),
};

/** Newest first; without `start_date`, only the last 24 hours. */
export function listBatches(
  core: ListCore,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<Batch, BatchList> {
  return list(core, BATCHES, query, options);
}
