import type {
  BatchListResponse,
  MessageBatchCreateRequest,
  MessageBatchResponse,
  MessageCreateRequest,
  MessageStatusesResponse,
  paths,
} from "../../generated/ringcentral.js";
import type {
  BatchRef,
  CallOptions,
  Paginated,
  ResultsOptions,
  SendOptions,
  SmsWaitOptions,
  Submission,
} from "../core/base/types/index.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/client-core.js";
import type { SubmitInput, SubmitOptions } from "./frame.js";
import { getBatch, highVolumeKind, type RingCentralSnapshot } from "./kind.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import type { RingCentralResult } from "./results.js";

/** Batches of text messages from one sender. Messages are sent in the background; a large batch takes hours. */
export class RingCentralBatches extends Batches<
  MessageBatchResponse,
  MessageBatchCreateRequest,
  SubmitInput,
  MessageCreateRequest,
  MessageStatusesResponse,
  SmsWaitOptions<RingCentralSnapshot>,
  AsyncIterable<RingCentralResult>,
  SubmitOptions
> {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    super(core, highVolumeKind(core));
    this.#core = core;
  }

  /**
   * Sends a batch, which is billed per message. It is never sent again automatically if it may have been carried out.
   * Rejected recipients fail neither the call nor the batch: read `rejected` (its `index` counts from 1), which later
   * reads do not repeat.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  create(body: MessageBatchCreateRequest, options?: SendOptions): Promise<MessageBatchResponse> {
    return this.sender.whole(body, options);
  }

  /**
   * Reads a batch. `Completed` means that every message was handed over to the carrier, not that it arrived.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`, `ValidationError` for an unusable id
   */
  get(id: string, options?: CallOptions): Promise<MessageBatchResponse> {
    return getBatch(this.#core, id, options);
  }

  /**
   * Lists the account's batches. Without `dateFrom`, the server lists the 24 hours before `dateTo`, or before now.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(
    query: BatchListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageBatchResponse, BatchListResponse> {
    return listBatches(this.#core, query, options);
  }

  /**
   * As for every provider, plus `maxMessagesPerBatch`: other than 10,000 messages per batch, or `Infinity` for no
   * limit.
   * @throws on iteration: `ValidationError` for an invalid array, before anything is sent; `JournalError`,
   * `ConfigError`; `SubmissionError` for every later failure
   */
  override submit(input: SubmitInput, options: SubmitOptions = {}): Submission<MessageBatchResponse> {
    return super.submit(input, options);
  }

  /**
   * One result per message of a running or ended batch, plus the rejected recipients, if this client sent the batch or
   * `ref` is its create answer. A number that was sent to twice has two results.
   * @throws on iteration: `HandleError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<RingCentralResult> {
    return super.results(ref, options);
  }
}
