/** The paging of this API, and the list of batches. */
import type { BatchListResponse, MessageBatchResponse, operations } from "../../generated/ringcentral.js";
import { list, type ListCore, type ListSpec } from "../core/lists/list.js";
import { cursorStyle } from "../core/lists/page-styles.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";

export type BatchListQuery = QueryOf<operations["listA2PBatches"]>;

/**
 * Paging by tokens. Each request repeats the filters, because it is unconfirmed that the token alone suffices. Some
 * answers have neither `records` nor `paging`.
 */
export const TOKENS = {
  rows: ["records"],
  mayLackRows: true,
  style: cursorStyle({ ask: "pageToken", told: ["paging", "nextPageToken"] }),
} as const;

const BATCHES: ListSpec = {
  ...TOKENS,
  operation: "listA2PBatches",
  path: "/restapi/v1.0/account/{accountId}/a2p-sms/batches",
  id: ["id"],
  check: listIssues,
};

/** Without `dateFrom`, the server lists the 24 hours before `dateTo`, or before now. */
export function listBatches(
  core: ListCore,
  query: BatchListQuery = {},
  options?: CallOptions,
): Paginated<MessageBatchResponse, BatchListResponse> {
  return list(core, BATCHES, query, options);
}
