import type {
  BatchRequest,
  DeletedMessageBatch,
  MessageBatch,
  MessageBatchCreateParams,
  MessageBatchesPage,
  MessageBatchIndividualResponse,
  paths,
} from "../../generated/anthropic.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/client-core.js";
import type {
  BatchRef,
  BatchSnapshot,
  CallOptions,
  Paginated,
  ResultsOptions,
  ResultStream,
  SendOptions,
  WaitOptions,
} from "../core/base/types/index.js";
import { retrieveBatch } from "./calls.js";
import { messageBatchKind, type SubmitInput } from "./kind.js";
import { listBatches, type MessageBatchListQuery } from "./paging.js";

const BATCH = "/v1/messages/batches/{message_batch_id}";

/** Message batches: up to 100,000 requests each, processed within 24 hours, results kept for 29 days after creation. */
export class MessageBatches extends Batches<
  MessageBatch,
  MessageBatchCreateParams,
  SubmitInput,
  BatchRequest,
  never,
  WaitOptions<BatchSnapshot<MessageBatch, never>>,
  ResultStream<MessageBatchIndividualResponse>
> {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    super(core, messageBatchKind(core));
    this.#core = core;
  }

  /**
   * Creates a batch, which starts at once and is billed per request. It is never sent again automatically if it may
   * have been carried out.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  create(body: MessageBatchCreateParams, options?: SendOptions): Promise<MessageBatch> {
    return this.sender.whole(body, options);
  }

  /**
   * Reads a batch. Its `request_counts` stay at `processing` until the whole batch has ended.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`, `ValidationError` for an unusable id
   */
  retrieve(id: string, options?: CallOptions): Promise<MessageBatch> {
    return retrieveBatch(this.#core, id, options);
  }

  /**
   * Lists the workspace's batches, newest first; with `before_id`, from there towards the newest.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(
    query: MessageBatchListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageBatch, MessageBatchesPage> {
    return listBatches(this.#core, query, options);
  }

  /**
   * Asks the provider to cancel the batch. It ends later, with the results of the requests already done.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  cancel(id: string, options?: CallOptions): Promise<MessageBatch> {
    const path = { message_batch_id: id };
    return this.changing(id, this.#core.http.call("post", `${BATCH}/cancel`, { path }, options));
  }

  /**
   * Deletes an ended batch and its results. Resolves also if an earlier attempt, whose answer was lost, has deleted it.
   * @throws `HttpError` (400: the batch has not ended), `ConnectionError`, `TimeoutError`
   */
  delete(id: string, options?: CallOptions): Promise<DeletedMessageBatch> {
    const deleted: DeletedMessageBatch = { id, type: "message_batch_deleted" };
    return this.#core.http.call("delete", BATCH, { path: { message_batch_id: id } }, options, { deleted });
  }

  /**
   * The results of an ended batch, one per request, in any order: match them by `custom_id`. Streams in constant
   * memory, resumes broken downloads and yields each `custom_id` once. `lines()` yields the raw lines instead.
   * @throws on iteration: `ValidationError` if the batch has not ended, `ResponseParseError` for an invalid line,
   * `IncompleteResultsError` for missing or repeated lines, `ConnectionError` if a download cannot be resumed
   * @example
   * for await (const line of client.batches.results(id)) console.log(line.custom_id, classifyResult(line));
   */
  override results(
    ref: BatchRef,
    options?: ResultsOptions & CallOptions,
  ): ResultStream<MessageBatchIndividualResponse> {
    return super.results(ref, options);
  }
}
