/** The list of batches. Cursors are batch ids, and lead to older batches unless the query has `before_id`. */
import type { MessageBatch, MessageBatchesPage, operations } from "../../generated/anthropic.js";
import { hasMember } from "../core/base/json.js";
import { list, type ListCore, type ListSpec } from "../core/lists/list.js";
import { cursorStyle } from "../core/lists/page-styles.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";

export type MessageBatchListQuery = QueryOf<operations["listMessageBatches"]>;

const TOWARDS_OLDER: ListSpec = {
  operation: "listMessageBatches",
  path: "/v1/messages/batches",
  rows: ["data"],
  id: ["id"],
  isStable: true,
  style: cursorStyle({ ask: "after_id", told: ["last_id"], more: "has_more" }),
  check: listIssues,
};
const TOWARDS_NEWER: ListSpec = {
  ...TOWARDS_OLDER,
  style: cursorStyle({ ask: "before_id", told: ["first_id"], more: "has_more" }),
};

/** Newest first; with `before_id`, from there towards the newest. */
export function listBatches(
  core: ListCore,
  query: MessageBatchListQuery = {},
  options?: CallOptions,
): Paginated<MessageBatch, MessageBatchesPage> {
  const isTowardsNewer = hasMember(query, "before_id") && !hasMember(query, "after_id");
  return list(core, isTowardsNewer ? TOWARDS_NEWER : TOWARDS_OLDER, query, options);
}
