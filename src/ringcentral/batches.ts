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
import type { Core } from "../core/request/core.js";
import type { SubmitInput, SubmitOptions } from "./frame.js";
import { getBatch, highVolumeKind, type RingCentralSnapshot } from "./kind.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import type { RingCentralResult } from "./results.js";

/** Batches of text messages from one sender. The messages go out in the background; a large batch takes hours. */
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
   * Sends a batch. It is billed per message and never sent twice by itself. A recipient that the provider turns down
   * fails neither the call nor the batch: look into `rejected`, which no later read repeats; its `index` counts from 1.
   * Throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` when the answer got lost.
   */
  create(body: MessageBatchCreateRequest, options?: SendOptions): Promise<MessageBatchResponse> {
    return this.sendWhole(body, options);
  }

  /** The batch as it stands. `Completed` says that every message was handed on, not that it arrived. */
  get(id: string, options?: CallOptions): Promise<MessageBatchResponse> {
    return getBatch(this.#core, id, options);
  }

  /** Batches of the account. Without `dateFrom` the server lists those of the 24 hours before `dateTo`, or now. */
  list(
    query: BatchListQuery = {},
    options?: CallOptions,
  ): Paginated<MessageBatchResponse, BatchListResponse> {
    return listBatches(this.#core, query, options);
  }

  /** As for every provider; `maxMessagesPerBatch` changes or removes (`Infinity`) the split at 10,000 messages. */
  override submit(input: SubmitInput, options: SubmitOptions = {}): Submission<MessageBatchResponse> {
    return super.submit(input, options);
  }

  /**
   * What became of each message of a batch, ended or not, and of each recipient that was turned down where this client has
   * sent the batch or `ref` is its document. A number that was sent to twice has two results.
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<RingCentralResult> {
    return super.results(ref, options);
  }
}
