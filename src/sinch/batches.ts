import type {
  Batch,
  BatchList,
  BatchRequest,
  BatchUpdate,
  BinaryBatchRequest,
  DeliveryReport,
  DryRunResult,
  MediaBatchRequest,
  operations,
  paths,
  TextBatchRequest,
} from "../../generated/sinch.js";
import { Batches } from "../core/batch/batches.js";
import type { Core } from "../core/request/core.js";
import { hasId, stringAt } from "../core/base/json.js";
import { type Correlation } from "../core/base/types/index.js";
import { NotFoundError, type ValidationIssue } from "../core/base/errors/index.js";
import type { BatchKind, PollInput } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/poll.js";
import { invalid } from "../core/base/validation.js";
import type {
  BatchSnapshot,
  CallOptions,
  Paginated,
  SendOptions,
  SmsWaitOptions,
} from "../core/base/types/index.js";
import {
  bodyIssues,
  contentIssues,
  dryRunIssues,
  feedbackIssues,
  recipientIssues,
  updateIssues,
} from "./checks.js";
import { correlationOf } from "./correlation.js";
import type { DeliveryReports } from "./delivery-reports.js";
import { SENDS } from "./dialect.js";
import { frames } from "./frame.js";
import { MAX_RECIPIENTS } from "./limits.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import { LostBatchFinder } from "./lost.js";
import { readingOf, scheduledReading, startMs } from "./status.js";

export type DryRunQuery = NonNullable<operations["Dry_Run"]["parameters"]["query"]>;

type AnyNumber<Body> = Omit<Body, "to"> & { readonly to: Iterable<string> | AsyncIterable<string> };

/** A send body with any number of recipients. */
export type SubmitInput =
  AnyNumber<TextBatchRequest> | AnyNumber<BinaryBatchRequest> | AnyNumber<MediaBatchRequest>;

type Snapshot = BatchSnapshot<Batch, DeliveryReport>;
type Kind = BatchKind<Batch, SubmitInput, string, DeliveryReport>;

const BATCHES = "/xms/v1/{service_plan_id}/batches";
const BATCH = "/xms/v1/{service_plan_id}/batches/{batch_id}";

// For so long after its start, a batch may be without a report.
const REPORT_LAG_MS = 60_000;

/**
 * Batches of text, binary or picture messages. A batch has no status: `watch` and `wait` read its delivery report, whose
 * counts for `until: "sent"` take as succeeded what the carrier has (Dispatched, Delivered, Unknown) and for
 * `until: "delivered"` what arrived.
 */
export class SmsBatches extends Batches<
  Batch,
  SubmitInput,
  string,
  DeliveryReport,
  SmsWaitOptions<Snapshot>
> {
  readonly #core: Core<paths>;
  readonly #reports: DeliveryReports;
  protected readonly kind: Kind;

  constructor(core: Core<paths>, reports: DeliveryReports, account: () => string | undefined) {
    super(core);
    this.#core = core;
    this.#reports = reports;
    this.kind = this.#kind(account);
  }

  /**
   * Sends a message to 1 to 1000 recipients. Each is charged; it is never sent twice by itself. There is no key against
   * repetition: `client_reference` is a label by which `reconcile` finds a lost batch.
   * Throws `ValidationError`, `HttpError`, `ConnectionError`; `UnknownOutcomeError` when the answer got lost.
   */
  async send(body: BatchRequest, options?: SendOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => bodyIssues(body);
    const correlate = (): Promise<Correlation> => correlationOf(body ?? {}, addressesOf(body));
    return this.sendOne(body, { check, correlate }, options);
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
    return this.#core.http.call("get", BATCH, at(id), options, { isComplete: hasId });
  }

  /**
   * Changes what the body names, as long as the batch has not gone out. `null` puts a property back to its default, where
   * the types allow it; `send_at: null` starts the sending. May add recipients who are charged: like a send, it is never
   * repeated after a lost answer (`UnknownOutcomeError`).
   */
  async update(id: string, body: BatchUpdate, options?: SendOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => updateIssues(body);
    return this.#core.http.call("post", BATCH, { ...at(id), body }, options, { isComplete: hasId, check });
  }

  /** Like a cancel and a new send under the same id. What the body does not name goes back to its default. */
  async replace(id: string, body: BatchRequest, options?: CallOptions): Promise<Batch> {
    const check = (): readonly ValidationIssue[] => bodyIssues(body);
    return this.#core.http.call("put", BATCH, { ...at(id), body }, options, { isComplete: hasId, check });
  }

  /** Stops what has not been sent. Messages already in flight may still arrive. */
  async cancel(id: string, options?: CallOptions): Promise<Batch> {
    return this.#core.http.call("delete", BATCH, at(id), options, { isComplete: hasId });
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
      emptyOk: true,
      check: () => feedbackIssues(recipients),
    });
  }

  #kind(account: () => string | undefined): Kind {
    const { http } = this.#core;
    const search = new LostBatchFinder(
      (query) => this.list(query),
      (id) => this.isOwn(id),
    );
    return {
      // Seconds for a small batch; a large one waits in the queue of its plan.
      schedule: { initialMs: 2_000, factor: 1.5, maxMs: 30_000, jitter: 0.1 },
      createOperation: SENDS.operation,
      pollOperation: "GetBatchMessage",
      account,
      createdAt: (batch) => stringAt(batch, "created_at"),
      poll: (look, options) => this.#read(look, options),
      check: contentIssues,
      plan: (input) => ({
        items: input?.to,
        frame: frames(input ?? {}),
        maxItems: MAX_RECIPIENTS,
        maxBytes: Infinity,
        newCheck: () => recipientIssues,
        path: "to",
      }),
      create: (wire, correlation, options) =>
        http.call("post", BATCHES, {}, options, { wire, correlation, isComplete: hasId }),
      candidates: (lost, window) => search.candidates(lost, window),
      isCertain: (batch, { shared }) => shared === undefined || search.isExact(batch),
    };
  }

  async #read({ handle, until }: PollInput, options: CallOptions): Promise<Reading<Batch, DeliveryReport>> {
    const batch = await this.get(handle.id, options);
    const nowMs = this.#core.serverNow;
    const scheduled = scheduledReading(batch, nowMs());
    if (scheduled) return scheduled;
    const report = await this.#reports.get(handle.id, undefined, options).catch((error: unknown) => {
      // The batch is there, so its report is only not there yet, or never will be: nothing was sent.
      const notYet = batch.canceled === true || nowMs() < startMs(batch) + REPORT_LAG_MS;
      if (NotFoundError.is(error) && notYet) return undefined;
      throw error;
    });
    return readingOf(batch, report, until, nowMs());
  }
}

/** `dry_run` stands where an id would stand, and an update would become a dry run. */
function at(id: string): { readonly path: { readonly batch_id: string } } {
  if (id !== "dry_run") return { path: { batch_id: id } };
  throw invalid("batch_id", "is no id of a batch", { provider: "sinch" });
}

function addressesOf(body: { readonly to?: unknown } | undefined): string[] {
  return Array.isArray(body?.to) ? body.to.filter((entry) => typeof entry === "string") : [];
}
