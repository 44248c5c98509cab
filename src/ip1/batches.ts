import type { Batch, BatchDetails, BatchRequest, paths } from "../../generated/ip1.js";
import { ignoreNotFound } from "../core/base/ignore-not-found.js";
import type {
  BatchRef,
  BatchSnapshot,
  CallOptions,
  Paginated,
  ResultsOptions,
  SmsWaitOptions,
  Submission,
} from "../core/base/types/index.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/client-core.js";
import { documentOr } from "./document.js";
import { getBatch, type Ip1SendOptions, type Ip1SubmitOptions, smsKind } from "./kind.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import type { Recipient, SubmitInput } from "./recipients.js";
import type { Ip1Result } from "./results.js";
import type { SentBatch } from "./sent.js";

export type Ip1WaitOptions = SmsWaitOptions<BatchSnapshot<BatchDetails, never>>;

const BATCH = "/v2/batches/{batchId}";

/** Batches: one text or template for any number of recipients. */
export class Ip1Batches extends Batches<
  BatchDetails,
  BatchRequest,
  SubmitInput,
  Recipient,
  never,
  Ip1WaitOptions,
  AsyncIterable<Ip1Result>,
  Ip1SubmitOptions
> {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>, autoReference: boolean) {
    super(core, smsKind(core, autoReference));
    this.#core = core;
  }

  /**
   * Sends a batch; every message is billed. It is never sent again automatically if it may have been carried out.
   * Any 2xx is accepted. If its body has no id, the id is taken from the `Location` header or by searching the newest
   * batches for the `reference`; if both fail, `id` is missing. A body without `reference` therefore gets a unique one
   * (see `autoReference`); the object passed is not changed.
   * @throws `ValidationError`, `HttpError` (422: most likely the sender is not registered), `ConnectionError`;
   * `UnknownOutcomeError` if the answer was lost, `ResponseParseError` if it is not JSON
   */
  send(body: BatchRequest, options?: Ip1SendOptions): Promise<SentBatch> {
    return this.sender.whole(body, options);
  }

  /**
   * Reads a batch, with its cost so far and the number of messages per status.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`, `ValidationError` for an unusable id
   */
  get(id: string, options?: CallOptions): Promise<BatchDetails> {
    return getBatch(this.#core, id, options);
  }

  /**
   * Lists the account's sent and received batches, without summaries; oldest first unless `order` is `DESC`. The filter
   * `tags` is unconfirmed: check the `tags` of the results.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: BatchListQuery = {}, options?: CallOptions): Paginated<Batch, Batch[]> {
    return listBatches(this.#core, query, options);
  }

  /**
   * Cancels a planned batch; the effect on a batch that is being sent is undocumented. Resolves to the answered
   * document, at least the id. A second cancel that is answered 404 resolves too.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async cancel(id: string, options?: CallOptions): Promise<Batch> {
    const again = this.memory.lastSeenCanceled(id) !== undefined;
    const call = this.#core.http.call("delete", BATCH, { path: { batchId: id } }, options);
    const answer = await (again ? call.catch(ignoreNotFound) : call);
    const batch = { ...documentOr<Batch>(answer, { id }), id };
    this.memory.canceled(id, batch);
    this.memory.changed(id);
    return batch;
  }

  /**
   * Sends to any number of recipients in batches of 1,000, one at a time, in constant memory. Accepts numbers or
   * dictionaries of template values, whole or as (async) iterables. The values of `default` are part of every batch;
   * each batch gets its own reference unless the input has one. Positions count recipients in input order, without
   * `default`.
   * @throws on iteration: `ValidationError` for an invalid array or dictionary, before anything is sent;
   * `JournalError`, `ConfigError`; `SubmissionError` for every later failure
   */
  override submit(input: SubmitInput, options: Ip1SubmitOptions = {}): Submission<BatchDetails> {
    return super.submit(input, options);
  }

  /**
   * One result per message of a running or ended batch. If this client sent the batch, also the recipients without a
   * message: `pending` while the batch runs, then `unknown`, or `canceled` with the batch.
   * @throws on iteration: `HandleError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<Ip1Result> {
    return super.results(ref, options);
  }
}
