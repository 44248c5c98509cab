import type { MessageBatch, MessageBatchesPage, operations, paths } from "../../generated/anthropic.js";
import { isDocument, stringAt } from "../core/base/json.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { paginated } from "../core/lists/paginate.js";
import type { Core } from "../core/request/core.js";
import { listIssues } from "./checks.js";

export type MessageBatchListQuery = NonNullable<operations["listMessageBatches"]["parameters"]["query"]>;

/** Newest first; with `before_id` the walk goes from there towards the newest. */
export function listBatches(
  core: Core<paths>,
  query: MessageBatchListQuery = {},
  options?: CallOptions,
): Paginated<MessageBatch, MessageBatchesPage> {
  const backward = query.before_id !== undefined && query.after_id === undefined;
  const [asked, told] = backward ? (["before_id", "first_id"] as const) : (["after_id", "last_id"] as const);
  return paginated<MessageBatch, MessageBatchesPage>({
    fetchPage: async (cursor) => {
      const turned = cursor === undefined ? query : { ...query, [asked]: cursor };
      const page = await core.http.call("get", "/v1/messages/batches", { query: turned }, options, {
        isComplete: isDocument,
        check: () => listIssues(query),
      });
      const { data = [], has_more: more } = page as Partial<MessageBatchesPage>;
      const next = stringAt(page, told);
      if (more !== true) return { page, items: data };
      return next === undefined
        ? { page, items: data, endReason: `has_more without a ${told}` }
        : { page, items: data, next };
    },
    idOf: (batch) => batch.id,
    isStable: true,
    context: { provider: "anthropic", operation: "listMessageBatches" },
  });
}
