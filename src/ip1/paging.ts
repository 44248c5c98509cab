/** The paging of this API, and the list of batches. */
import type { Batch, operations } from "../../generated/ip1.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { list, type ListCore, type ListSpec } from "../core/lists/list.js";
import { linkedOffsets } from "../core/lists/page-styles.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { isIntegerWithin } from "../core/base/validation.js";

/** The query of every list. */
export interface ListQuery {
  /**
   * Number of rows to skip.
   * @default 0
   */
  readonly start?: number | undefined;
  /**
   * Rows per page. The provider's examples use up to 200; a maximum is undocumented.
   * @default 50
   */
  readonly limit?: number | undefined;
  /**
   * `ASC`: oldest first, or alphabetical.
   * @default "ASC"
   */
  readonly order?: "ASC" | "DESC" | undefined;
}

export type BatchListQuery = QueryOf<operations["listBatches"]>;

/** Lists that are bare arrays. The `Link` header leads on; without it, the number of rows does. */
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
  if (start !== undefined && !isIntegerWithin(start, 0))
    issues.push({ path: "start", message: "must be an integer of at least 0" });
  if (limit !== undefined && !isIntegerWithin(limit, 1))
    issues.push({ path: "limit", message: "must be an integer of at least 1" });
  if (order !== undefined && order !== "ASC" && order !== "DESC")
    issues.push({ path: "order", message: 'must be "ASC" or "DESC"' });
  return issues;
}
