import type {
  Batch,
  BatchList,
  BatchRequest,
  BatchUpdate,
  DeliveryReport,
  DryRunResult,
  operations,
  paths,
} from "../../generated/sinch.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type {
  BatchRef,
  BatchSnapshot,
  CallOptions,
  Paginated,
  QueryOf,
  ResultsOptions,
  SendOptions,
  SmsWaitOptions,
} from "../core/base/types/index.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/core.js";
import { bodyIssues, dryRunIssues, feedbackIssues, updateIssues } from "./checks.js";
import type { SubmitOptions } from "../core/submit/submit.js";
import { at, getBatch, type SinchSendOptions, smsKind, type SubmitInput } from "./kind.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import type { SinchResult } from "./results.js";

export type DryRunQuery = QueryOf<operations["Dry_Run"]>;

type Snapshot = BatchSnapshot<Batch, DeliveryReport>;

const BATCHES = "/xms/v1/{service_plan_id}/batches";
const BATCH = "/xms/v1/{service_plan_id}/batches/{batch_id}";

/**
 * Batches of text, binary or picture messages. A batch has no status: `watch` and `wait` read its delivery report, whose
 * counts for `until: "sent"` take as succeeded what the carrier has (Dispatched, Delivered, Unknown) and for
 * `until: "delivered"` what arrived.
 */
export class SmsBatches extends Batches<
  Batch,
  BatchRequest,
  SubmitInput,
  string,
  DeliveryReport,
  SmsWaitOptions<Snapshot>,
  AsyncIterable<SinchResult>,
  SinchSendOptions & SubmitOptions
> {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>, autoReference: boolean) {
    super(core, smsKind(core, autoReference));
    this.#core = core;
  }

  /**
   * Sends a message to 1 to 1000 recipients. Each is charged; it is never sent twice by itself. There is no key against
   * repetition: `client_reference` is a label by which `reconcile` finds a lost batch.
   * Throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` when the answer got lost.
   */
  send(body: BatchRequest, options?: SinchSendOptions): Promise<Batch> {
    return this.sendWhole(body, options);
  }

  /** How many parts a send would be charged for. Sends nothing. */
  async sendDryRun(body: BatchRequest, query?: DryRunQuery, options?: CallOptions): Promise<DryRunResult> {
    const check = (): readonly ValidationIssue[] => [...bodyIssues(body), ...dryRunIssues(query ?? {})];
    const input = { body, ...(query && { query }) };
    return this.#core.http.call("post", `${BATCHES}/dry_run`, input, options, { check });
  }

  /** Newest first. Without `start_date` only those of the last 24 hours; batches stay listable for 14 days. */
  list(query: BatchListQuery = {}, options?: CallOptions): Paginated<Batch, BatchList> {
    return listBatches(this.#core, query, options);
  }

  /** The batch as it stands. It says nothing of its progress: `watch` it, or read `deliveryReports.get`. */
  async get(id: string, options?: CallOptions): Promise<Batch> {
    return getBatch(this.#core, id, options);
  }

  /**
   * Changes what the body names, as long as the batch has not gone out. `null` puts a property back to its default, where
   * the types allow it; `send_at: null` starts the sending. May add recipients who are charged: like a send, it is never
   * repeated after a lost answer (`UnknownOutcomeError`).
   */
  async update(id: string, body: BatchUpdate, options?: SendOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => updateIssues(body);
    const input = { ...at(id), body };
    return this.changing(id, this.#core.http.call("post", BATCH, input, options, { check }));
  }

  /**
   * Like a cancel and a new send under the same id. What the body does not name goes back to its default. It is never
   * repeated after a lost answer (`UnknownOutcomeError`): by then the new body may be on its way.
   */
  async replace(id: string, body: BatchRequest, options?: SendOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => bodyIssues(body);
    const input = { ...at(id), body };
    return this.changing(id, this.#core.http.call("put", BATCH, input, options, { check }));
  }

  /**
   * Stops what has not been sent. Messages already in flight may still arrive. A 404 to a repetition means that nothing is
   * left to stop: it then resolves to no more than `id` and `canceled`.
   */
  async cancel(id: string, options?: CallOptions): Promise<Batch> {
    const deleted = { id, canceled: true };
    return this.changing(id, this.#core.http.call("delete", BATCH, at(id), options, { deleted }));
  }

  /**
   * Tells the provider who demonstrably got the message of a batch with `feedback_enabled`. No recipients: everybody, which
   * batches to groups do not take.
   */
  async sendDeliveryFeedback(
    id: string,
    recipients: readonly string[],
    options?: CallOptions,
  ): Promise<void> {
    const body = { recipients: recipients as string[] };
    await this.#core.http.call("post", `${BATCH}/delivery_feedback`, { ...at(id), body }, options, {
      check: () => feedbackIssues(recipients),
    });
  }

  /**
   * What became of the message to each recipient of a batch, ended or not: who the full delivery report names, members of
   * groups included, and the numbers of the batch that it does not name yet.
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<SinchResult> {
    return super.results(ref, options);
  }
}
