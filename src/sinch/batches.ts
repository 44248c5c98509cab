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
import type { Core } from "../core/request/client-core.js";
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
 * Batches of text, binary or media messages. A batch has no status, so `watch` and `wait` read its delivery report.
 * With `until: "sent"`, `succeeded` counts messages at the carrier (Dispatched, Delivered, Unknown); with
 * `"delivered"`, those that arrived.
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
   * Sends a message to 1 to 1000 recipients, billed for each. It is never sent again automatically if it may have been
   * carried out. The API has no idempotency key; `client_reference` is the label by which `reconcile` finds a lost
   * batch.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  send(body: BatchRequest, options?: SinchSendOptions): Promise<Batch> {
    return this.sender.whole(body, options);
  }

  /**
   * Counts the message parts that a send would be charged for. Sends nothing.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async sendDryRun(body: BatchRequest, query?: DryRunQuery, options?: CallOptions): Promise<DryRunResult> {
    const check = (): readonly ValidationIssue[] => [...bodyIssues(body), ...dryRunIssues(query ?? {})];
    const input = { body, ...(query && { query }) };
    return this.#core.http.call("post", `${BATCHES}/dry_run`, input, options, { check });
  }

  /**
   * Lists batches, newest first; without `start_date`, only the last 24 hours. Batches stay listed for 14 days.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: BatchListQuery = {}, options?: CallOptions): Paginated<Batch, BatchList> {
    return listBatches(this.#core, query, options);
  }

  /**
   * Reads a batch. It does not show progress: use `watch` or `deliveryReports.get`.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`, `ValidationError` for an unusable id
   */
  async get(id: string, options?: CallOptions): Promise<Batch> {
    return getBatch(this.#core, id, options);
  }

  /**
   * Changes the given properties of a batch that has not been sent. `null` resets a property, if its type allows it;
   * `send_at: null` starts sending. New recipients are billed, so the call is never repeated after a lost answer.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  async update(id: string, body: BatchUpdate, options?: SendOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => updateIssues(body);
    const input = { ...at(id), body };
    return this.changing(id, this.#core.http.call("post", BATCH, input, options, { check }));
  }

  /**
   * Replaces a batch under the same id, as a cancel and a new send would. Omitted properties are reset. The new body
   * may be sent at once, so the call is never repeated after a lost answer.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` if the answer was lost
   */
  async replace(id: string, body: BatchRequest, options?: SendOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => bodyIssues(body);
    const input = { ...at(id), body };
    return this.changing(id, this.#core.http.call("put", BATCH, input, options, { check }));
  }

  /**
   * Cancels the messages that are not sent yet; others may still arrive. Resolves to only `id` and `canceled` if an
   * earlier attempt, whose answer was lost, has canceled the batch.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async cancel(id: string, options?: CallOptions): Promise<Batch> {
    const deleted = { id, canceled: true };
    return this.changing(id, this.#core.http.call("delete", BATCH, at(id), options, { deleted }));
  }

  /**
   * Reports which recipients have received a batch with `feedback_enabled`. An empty list means all, which batches to
   * groups do not allow.
   * @throws `ValidationError`, `HttpError`, `ConnectionError`, `TimeoutError`
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
   * One result per recipient of a running or ended batch: those in the full delivery report, including group members,
   * and the batch's numbers that are not in it yet.
   * @throws on iteration: `HandleError`, `HttpError`, `ConnectionError`
   */
  override results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<SinchResult> {
    return super.results(ref, options);
  }
}
