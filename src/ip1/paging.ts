/** How this API pages its lists, and the list of batches. */
import type { Batch, operations } from "../../generated/ip1.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { list, type ListCore, type ListSpec } from "../core/lists/list.js";
import { linkedOffsets } from "../core/lists/page-styles.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";

/** What every list takes. */
export interface ListQuery {
  /**
   * Rows to skip.
   * @default 0
   */
  readonly start?: number | undefined;
  /**
   * Rows per page. 200 occurs in the provider's examples, an upper bound is not documented.
   * @default 50
   */
  readonly limit?: number | undefined;
  /**
   * `ASC`: oldest first, or by the alphabet.
   * @default "ASC"
   */
  readonly order?: "ASC" | "DESC" | undefined;
}

export type BatchListQuery = QueryOf<operations["listBatches"]>;

/** Lists of bare arrays: the `Link` header leads on, and where there is none, the number of rows does. */
export const LINKED = { rows: [], style: linkedOffsets({ offset: "start" }), check: queryIssues } as const;

const BATCHES: ListSpec = { ...LINKED, operation: "listBatches", path: "/v2/batches", id: ["id"] };

/** Oldest first unless `order` is `DESC`. */
export function listBatches(
  core: ListCore,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<Batch, Batch[]> {
  return list(core, BATCHES, query, options);
}

function queryIssues({ start, limit, order }: ListQuery): readonly ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  if (start !== undefined && !(Number.isInteger(start) && start >= 0))
    issues.push({ path: "start", message: "must be an integer of at least 0" });
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1))
    issues.push({ path: "limit", message: "must be an integer of at least 1" });
  if (order !== undefined && order !== "ASC" && order !== "DESC")
    issues.push({ path: "order", message: 'must be "ASC" or "DESC"' });
  return issues;
}
