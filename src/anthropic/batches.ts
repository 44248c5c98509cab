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
import type { Core } from "../core/request/core.js";
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
   * Creates a batch. It starts at once and is billed per request; it is never sent twice by itself.
   * Throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` when the answer got lost.
   */
  create(body: MessageBatchCreateParams, options?: SendOptions): Promise<MessageBatch> {
    return this.sendWhole(body, options);
  }

  /** The batch as it stands. All requests count as `processing` until the whole batch has ended. */
  retrieve(id: string, options?: CallOptions): Promise<MessageBatch> {
    return retrieveBatch(this.#core, id, options);
  }

  /** Batches of the workspace, newest first; with `before_id` the walk goes from there towards the newest. */
  list(
    query: MessageBatchListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageBatch, MessageBatchesPage> {
    return listBatches(this.#core, query, options);
  }

  /** Asks the provider to stop; the batch ends later, with the results of what was already done. */
  cancel(id: string, options?: CallOptions): Promise<MessageBatch> {
    const path = { message_batch_id: id };
    return this.changing(id, this.#core.http.call("post", `${BATCH}/cancel`, { path }, options));
  }

  /** Deletes an ended batch and its results. A 404 to a repetition means that it is gone. */
  delete(id: string, options?: CallOptions): Promise<DeletedMessageBatch> {
    const deleted: DeletedMessageBatch = { id, type: "message_batch_deleted" };
    return this.#core.http.call("delete", BATCH, { path: { message_batch_id: id } }, options, { deleted });
  }

  /**
   * The results of an ended batch, one per request, in no particular order: match them by `custom_id`. Streams in
   * constant memory, resumes a broken download, and yields every `custom_id` once.
   * `lines()` gives the bytes of the lines instead, for whoever only passes them on.
   *
   * @throws `ValidationError` if the batch has not ended, `ResponseParseError` for a line that is no result,
   * `IncompleteResultsError` if lines are missing or repeated, `ConnectionError` if the download cannot be taken up
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
