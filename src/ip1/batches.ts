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
import type { Core } from "../core/request/core.js";
import { documentOr } from "./document.js";
import { getBatch, type Ip1SendOptions, type Ip1SubmitOptions, smsKind } from "./kind.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import type { Recipient, SubmitInput } from "./recipients.js";
import type { Ip1Result } from "./results.js";
import type { SentBatch } from "./sent.js";

export type Ip1WaitOptions = SmsWaitOptions<BatchSnapshot<BatchDetails, never>>;

const BATCH = "/v2/batches/{batchId}";

/** Batches: one text, or one template, to any number of recipients. */
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
   * Sends a batch. Every message is paid for; the call is never repeated by itself unless nothing was carried out.
   *
   * Any 2xx counts as taken. If its body holds no id, the id comes from the `Location` header, or else the newest batches
   * are searched for the `reference`; only if that finds nothing, `id` is missing in the result. A body without a
   * `reference` (absent or null) is therefore sent with a unique one; see `autoReference`. `body` itself is not changed.
   *
   * Throws `ValidationError`, `HttpError` (422: most likely the sender is not registered), `ConnectionError`;
   * `UnknownOutcomeError` when the answer got lost, `ResponseParseError` when it is no JSON.
   */
  send(body: BatchRequest, options?: Ip1SendOptions): Promise<SentBatch> {
    return this.sendWhole(body, options);
  }

  /** The batch with what it cost so far and how many messages stand at which status. */
  get(id: string, options?: CallOptions): Promise<BatchDetails> {
    return getBatch(this.#core, id, options);
  }

  /**
   * Batches of the account, sent and received, without their summaries; oldest first unless `order` is `DESC`.
   * Filtering by `tags` is unconfirmed: check `tags` of what comes back.
   */
  list(query: BatchListQuery = {}, options?: CallOptions): Paginated<Batch, Batch[]> {
    return listBatches(this.#core, query, options);
  }

  /**
   * Cancels a batch that is still planned; what happens to one that is being sent is not documented. Resolves with what
   * the provider said of the batch, at least its id. A 404 to a repetition means that it is gone.
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
   * Sends to any number of recipients, in batches of 1,000, one at a time, in constant memory. Takes numbers or
   * dictionaries of template values, whole or as (async) iterables; the values of `default` go into every batch. Each
   * batch gets a reference of its own unless the input has one.
   *
   * An array or a dictionary is checked whole before the first byte is sent (`ValidationError`); every later failure is
   * a `SubmissionError`. Positions count recipients, in the order of the input, and leave `default` out.
   */
  override submit(input: SubmitInput, options: Ip1SubmitOptions = {}): Submission<BatchDetails> {
    return super.submit(input, options);
  }

  /**
   * What became of each message of a batch, ended or not. Where this client has sent the batch, also of the recipients for
   * whom the provider shows no message: `pending` while the batch goes on, then `unknown`, or `canceled` with it.
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<Ip1Result> {
    return super.results(ref, options);
  }
}
