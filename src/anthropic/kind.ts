/** What core has to know of message batches to send, poll and find them. */
import type {
  BatchRequest,
  MessageBatch,
  MessageBatchCreateParams,
  MessageBatchIndividualResponse,
  paths,
} from "../../generated/anthropic.js";
import { hasId, stringAt } from "../core/base/json.js";
import type { CallOptions, ResultStream } from "../core/base/types/index.js";
import type { BatchKind } from "../core/batch/kind.js";
import type { TimeWindow } from "../core/batch/reconcile.js";
import type { Core } from "../core/request/core.js";
import { createIssues, newRequestCheck } from "./checks.js";
import { MAX_BODY_BYTES, MAX_REQUESTS } from "./limits.js";
import { listBatches } from "./paging.js";
import { messageResults } from "./results.js";
import { countsOf, readingOf } from "./status.js";

type Kind = BatchKind<
  MessageBatch,
  MessageBatchCreateParams,
  SubmitInput,
  BatchRequest,
  never,
  ResultStream<MessageBatchIndividualResponse>
>;

/** Requests of any number: `submit` cuts them into batches. */
export type SubmitInput = Iterable<BatchRequest> | AsyncIterable<BatchRequest>;

export function retrieveBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<MessageBatch> {
  const path = { message_batch_id: id };
  return core.http.call("get", "/v1/messages/batches/{message_batch_id}", { path }, options, {
    isComplete: hasId,
  });
}

export function messageBatchKind(core: Core<paths>, workspaceId: string | undefined): Kind {
  return {
    // Most batches end within the hour, small ones within seconds; the vendor's own sample looks once a minute.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 60_000, jitter: 0.1 },
    createOperation: "createMessageBatch",
    pollOperation: "retrieveMessageBatch",
    account: () => workspaceId,
    createdAt: (batch) => stringAt(batch, "created_at"),
    poll: async ({ handle }, options) => readingOf(await retrieveBatch(core, handle.id, options)),
    whole: (body) => ({
      body,
      check: () => createIssues(body),
      correlate: () => ({ size: body?.requests?.length ?? 0 }),
      maxBytes: MAX_BODY_BYTES,
    }),
    plan: (items) => ({
      items,
      frame: () => ({
        head: '{"requests":[',
        item: (request) => JSON.stringify(request),
        tail: () => "]}",
        correlation: (size) => ({ size }),
      }),
      maxItems: MAX_REQUESTS,
      maxBytes: MAX_BODY_BYTES,
      newCheck: newRequestCheck,
      path: "requests",
    }),
    create: ({ wire, correlation, options }) =>
      core.http.call("post", "/v1/messages/batches", {}, options, { wire, correlation, isComplete: hasId }),
    results: messageResults(core),
    candidates: ({ size }, window) => createdWithin(core, window, Number(size)),
  };
}

/** The API gives no way to find a batch but its time and its size. */
async function* createdWithin(
  core: Core<paths>,
  window: TimeWindow,
  size: number,
): AsyncGenerator<MessageBatch> {
  for await (const batch of listBatches(core, { limit: 100 })) {
    const createdAtMs = Date.parse(batch.created_at);
    if (createdAtMs < window.fromMs) return;
    if (createdAtMs <= window.toMs && countsOf(batch)?.total === size) yield batch;
  }
}
