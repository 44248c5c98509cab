import type { Batch, BatchRequestOutput, ListBatchesResponse, paths } from "../../generated/openai.js";
import type {
  BatchRef,
  BatchSnapshot,
  CallOptions,
  Paginated,
  ResultsOptions,
  ResultStream,
  SendOptions,
  Submission,
  WaitOptions,
} from "../core/base/types/index.js";
import { HttpError } from "../core/base/errors/index.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/client-core.js";
import { batchKind, type CreateBody, isBatch, type KindSetup, retrieveBatch } from "./kind.js";
import type { OpenAISubmitOptions, RequestLine, SubmitInput } from "./lines.js";
import { type BatchListQuery, listBatches } from "./paging.js";

/** Batches: a file of up to 50,000 requests to one endpoint and one model, processed within a day. */
export class OpenAIBatches extends Batches<
  Batch,
  CreateBody,
  SubmitInput,
  RequestLine,
  never,
  WaitOptions<BatchSnapshot<Batch, never>>,
  ResultStream<BatchRequestOutput>,
  OpenAISubmitOptions
> {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>, setup: KindSetup) {
    super(core, batchKind(core, setup));
    this.#core = core;
  }

  /**
   * Creates a batch from an uploaded file. It is billed, and never sent again automatically if it may have been carried
   * out. Faults of the file show later: the batch then ends as `failed` without running.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  create(body: CreateBody, options?: SendOptions): Promise<Batch> {
    return this.sender.whole(body, options);
  }

  /**
   * Reads a batch.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`, `ValidationError` for an unusable id
   */
  retrieve(id: string, options?: CallOptions): Promise<Batch> {
    return retrieveBatch(this.#core, id, options);
  }

  /**
   * Lists the project's batches, newest first.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: BatchListQuery = {}, options?: CallOptions): Paginated<Batch, ListBatchesResponse> {
    return listBatches(this.#core, query, options);
  }

  /**
   * Asks the provider to cancel the batch. It ends later, with the results of the requests already done. An ended batch
   * is returned unchanged.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  cancel(id: string, options?: CallOptions): Promise<Batch> {
    const path = { batch_id: id };
    const extras = { isComplete: isBatch };
    const call = this.#core.http.call("post", "/batches/{batch_id}/cancel", { path }, options, extras);
    const lookAfterConflict = (error: unknown): Promise<Batch> => {
      if (HttpError.is(error) && error.status === 409) return this.retrieve(id, options);
      throw error;
    };
    return this.changing(id, call.catch(lookAfterConflict));
  }

  /**
   * Uploads requests in files of up to 50,000 and 200 MB and creates a batch from each, one at a time, in constant
   * memory. A batch has one endpoint and one model, so a part ends where they change: group the input by them. The file
   * of a refused batch is deleted.
   * @throws on iteration: `ValidationError` for an invalid array, before anything is sent; `JournalError`,
   * `ConfigError`; `SubmissionError` for every later failure
   */
  override submit(input: SubmitInput, options?: OpenAISubmitOptions): Submission<Batch> {
    return super.submit(input, options);
  }

  /**
   * The results of an ended batch from both its files, in any order: match them by `custom_id`. Streams in constant
   * memory, restarts broken downloads and yields each `custom_id` once. Requests that an expired or canceled batch did
   * not run may be missing. `lines()` yields the raw lines instead.
   * @throws on iteration: `ValidationError` if the batch has not ended, `ResponseParseError` for an invalid line,
   * `IncompleteResultsError` for missing or repeated lines, `ConnectionError` if a download cannot be resumed
   * @example
   * for await (const line of client.batches.results(id)) console.log(line.custom_id, classifyResult(line));
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): ResultStream<BatchRequestOutput> {
    return super.results(ref, options);
  }
}
