/** Describes message batches for the shared methods: how to send, poll and find them. */
import type {
  BatchRequest,
  MessageBatch,
  MessageBatchCreateParams,
  MessageBatchIndividualResponse,
  paths,
} from "../../generated/anthropic.js";
import { stringAt } from "../core/base/json.js";
import type { CallOptions, ResultStream } from "../core/base/types/index.js";
import type { BatchKind } from "../core/batch/kind.js";
import { pagesOf } from "../core/batch/wait/status-list.js";
import type { Core } from "../core/request/client-core.js";
import { retrieveBatch } from "./calls.js";
import { createIssues, newRequestCheck } from "./checks.js";
import { classifyResult } from "./classify.js";
import { frame } from "./frame.js";
import { MAX_BODY_BYTES, MAX_LIST_LIMIT, MAX_REQUESTS } from "./limits.js";
import { correlationOfAll, idOf, lostMessageBatch } from "./lost.js";
import { messageResults } from "./results.js";
import { listBatches } from "./paging.js";
import { readingOf } from "./status.js";
import { usageOf } from "./usage.js";

type Kind = BatchKind<
  MessageBatch,
  MessageBatchCreateParams,
  SubmitInput,
  BatchRequest,
  never,
  ResultStream<MessageBatchIndividualResponse>
>;

/** Any number of requests; `submit` splits them into batches. */
export type SubmitInput = Iterable<BatchRequest> | AsyncIterable<BatchRequest>;

export function messageBatchKind(core: Core<paths>): Kind {
  return {
    // Most batches end within an hour, small ones within seconds. The vendor's sample polls once a minute.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 60_000, jitter: 0.1 },
    waitTimeoutMs: 26 * 3_600_000,
    createOperation: "createMessageBatch",
    pollOperation: "retrieveMessageBatch",
    createdAt: (batch) => stringAt(batch, "created_at"),
    poll: async ({ handle }, options) => readingOf(await retrieveBatch(core, handle.id, options)),
    statusList: () => ({ pages: (_, options) => listPages(core, options), read: readingOf }),
    whole: (body) => ({
      body,
      check: () => createIssues(body),
      items: { list: body?.requests ?? [], newCheck: newRequestCheck, idOf, path: "requests" },
      correlate: () => correlationOfAll(body?.requests),
      maxBytes: MAX_BODY_BYTES,
    }),
    plan: (items) => ({
      items,
      frame,
      maxItems: MAX_REQUESTS,
      maxBytes: MAX_BODY_BYTES,
      newCheck: newRequestCheck,
      idOf,
      path: "requests",
    }),
    create: ({ wire, correlation, options }) =>
      core.http.call("post", "/v1/messages/batches", {}, options, { wire, correlation }),
    results: messageResults(core),
    meaning: {
      idOf: ({ custom_id: id }) => id,
      idIn: ({ custom_id: id }) => id,
      kindOf: classifyResult,
      usageOf,
    },
    lost: lostMessageBatch(core),
  };
}

function listPages(core: Core<paths>, options: CallOptions): AsyncIterable<readonly MessageBatch[]> {
  return pagesOf(listBatches(core, { limit: MAX_LIST_LIMIT }, options));
}
