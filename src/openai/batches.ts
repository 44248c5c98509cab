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
import type { Core } from "../core/request/core.js";
import { batchKind, type CreateBody, isBatch, type KindSetup, retrieveBatch } from "./kind.js";
import type { OpenAISubmitOptions, RequestLine, SubmitInput } from "./lines.js";
import { type BatchListQuery, listBatches } from "./paging.js";

/** Batches: a file of up to 50,000 requests to one endpoint and one model, worked through within a day. */
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
   * Creates a batch of a file that was uploaded before. It is billed, and never sent twice by itself. What is wrong with
   * the file shows later: the batch ends as `failed`, and nothing has run.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` when the answer got lost
   */
  create(body: CreateBody, options?: SendOptions): Promise<Batch> {
    return this.sendWhole(body, options);
  }

  /** The batch as it stands. */
  retrieve(id: string, options?: CallOptions): Promise<Batch> {
    return retrieveBatch(this.#core, id, options);
  }

  /** Batches of the project, newest first. */
  list(query: BatchListQuery = {}, options?: CallOptions): Paginated<Batch, ListBatchesResponse> {
    return listBatches(this.#core, query, options);
  }

  /** Asks the provider to stop; the batch ends later, with the results of what was done. One that has ended stays as it is. */
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
   * Uploads any number of requests in files of up to 50,000 and 200 MB, and creates a batch of each, one at a time, in
   * constant memory. A batch has one endpoint and one model: it also ends where these change, so group the input by them.
   *
   * An array is checked whole before the first byte is sent (`ValidationError`); every later failure is a
   * `SubmissionError`. A file whose batch was refused is deleted again.
   */
  override submit(input: SubmitInput, options?: OpenAISubmitOptions): Submission<Batch> {
    return super.submit(input, options);
  }

  /**
   * The results of an ended batch, of both its files, in no particular order: match them by `custom_id`. Streams in
   * constant memory, starts a broken download over, and yields every `custom_id` once. What was not done when a batch
   * expired or was canceled need not be among them. `lines()` gives the bytes of the lines instead.
   *
   * @throws `ValidationError` if the batch has not ended, `ResponseParseError` for a line that is no result,
   * `IncompleteResultsError` if lines are missing or repeated, `ConnectionError` if the download cannot be taken up
   * @example
   * for await (const line of client.batches.results(id)) console.log(line.custom_id, classifyResult(line));
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): ResultStream<BatchRequestOutput> {
    return super.results(ref, options);
  }
}
