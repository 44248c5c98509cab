import type { Batch, BatchDetails, BatchRequest, paths } from "../../generated/ip1.js";
import { Batches } from "../core/batch/batches.js";
import { jsonBody } from "../core/request/json-body.js";
import { type Upload } from "../core/transport/upload.js";
import type { Core } from "../core/request/core.js";
import { stringAt } from "../core/base/json.js";
import { type Correlation } from "../core/base/types/index.js";
import { ResponseParseError } from "../core/base/errors/index.js";
import { ignoreDeleted, ignoreNotFound } from "../core/base/ignore-not-found.js";
import type { BatchKind } from "../core/batch/kind.js";
import { Recent } from "../core/base/recent.js";
import type {
  BatchSnapshot,
  CallOptions,
  Paginated,
  SendOptions,
  SmsWaitOptions,
  Submission,
} from "../core/base/types/index.js";
import { batchIssues, envelopeIssues, recipientChecks } from "./checks.js";
import { SENDS } from "./dialect.js";
import { document, documentOr } from "./document.js";
import { RECIPIENTS_PER_BATCH } from "./limits.js";
import { type BatchListQuery, listBatches } from "./paging.js";
import { cutPlan, type Recipient, type SubmitInput } from "./recipients.js";
import { findSent, firstPageOf, labeled, SEARCH_ROWS } from "./lost.js";
import { newReference, type SentBatch, sentBatch } from "./sent.js";
import { readingOf } from "./status.js";

export interface Ip1SendOptions extends SendOptions {
  /** Give a batch without a `reference` one of its own. Default: the client's option of that name, which is true. */
  readonly autoReference?: boolean;
}

export interface Ip1SubmitOptions extends Ip1SendOptions {
  /** Default 1,000, which is what the provider's older API recommended; no limit is documented (unconfirmed). */
  readonly maxRecipientsPerBatch?: number;
}

export type Ip1WaitOptions = SmsWaitOptions<BatchSnapshot<BatchDetails, never>>;

type Kind = BatchKind<BatchDetails, SubmitInput, Recipient, never>;
type Labeled = Pick<BatchRequest, "reference" | "sender" | "body">;

const BATCHES = "/v2/batches";
const BATCH = "/v2/batches/{batchId}";

/** Batches: one text, or one template, to any number of recipients. */
export class Ip1Batches extends Batches<BatchDetails, SubmitInput, Recipient, never, Ip1WaitOptions> {
  readonly #core: Core<paths>;
  readonly #autoReference: boolean;
  protected readonly kind: Kind;
  /** Batches that this client canceled, as last seen. */
  readonly #canceled = new Recent<Batch>(1_000);

  constructor(core: Core<paths>, autoReference: boolean) {
    super(core);
    this.#core = core;
    this.#autoReference = autoReference;
    this.kind = this.#kind();
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
  async send(body: BatchRequest, options: Ip1SendOptions = {}): Promise<SentBatch> {
    this.checkLocally(() => batchIssues(body));
    const reference = this.#referenceOf(body, options);
    const labeled = reference === undefined ? body : { ...body, reference };
    const correlation = labelOf(labeled);
    const batch = await this.#post(jsonBody(labeled, SENDS), () => correlation, options, labeled);
    if (batch.id !== undefined) this.remember(batch);
    return batch;
  }

  /** The batch with what it cost so far and how many messages stand at which status. */
  get(id: string, options?: CallOptions): Promise<BatchDetails> {
    return document(this.#core.http.call("get", BATCH, { path: { batchId: id } }, options), "getBatch");
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
    const again = this.#canceled.has(id);
    const answer = await this.#core.http
      .call("delete", BATCH, { path: { batchId: id } }, options, { emptyOk: true })
      .catch(again ? ignoreNotFound : ignoreDeleted);
    const batch = { ...documentOr<Batch>(answer, { id }), id };
    this.#canceled.set(id, batch);
    this.rememberCanceled(id);
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

  #referenceOf(
    body: { readonly reference?: unknown } | undefined,
    options: Ip1SendOptions,
  ): string | undefined {
    const { autoReference = this.#autoReference } = options;
    return autoReference && (body?.reference ?? null) === null ? newReference() : undefined;
  }

  async #post(
    wire: string | Upload,
    correlation: () => Correlation | undefined,
    options: SendOptions,
    sent: Partial<Labeled> | undefined,
  ): Promise<SentBatch> {
    const startedAtMs = this.#core.clock.now();
    const extras = { wire, correlation, emptyOk: true };
    const { data, response } = await this.#core.http.answer("post", BATCHES, {}, options, extras);
    const batch = sentBatch(data, response.headers.get("location"));
    const reference = stringAt(correlation(), "reference");
    if (batch.id !== undefined || reference === undefined) return batch;
    const found = await this.#find({ ...sent, reference }, startedAtMs, options);
    return found === undefined ? batch : { ...batch, ...found };
  }

  #find(sent: Partial<Labeled>, startedAtMs: number, options: SendOptions): Promise<Batch | undefined> {
    const { totalTimeoutMs = this.#core.options.totalTimeoutMs, retryUnknown: _sends, ...call } = options;
    // A label may have been used before: what else is known of the batch has to fit as well.
    const fits = (batch: Batch): boolean =>
      !this.isOwn(batch.id) &&
      (batch.sender ?? sent.sender) === sent.sender &&
      (batch.body ?? sent.body) === sent.body;
    return findSent({
      clock: this.#core.clock,
      skewMs: this.#core.skewMs,
      startedAtMs,
      totalTimeoutMs,
      signal: options.signal,
      candidates: (window, scope) =>
        labeled(firstPageOf(this.#newest({ ...call, ...scope })), sent.reference, window, fits),
      handleOf: (batch) => this.handle(batch),
    });
  }

  #newest(options?: CallOptions): Paginated<Batch, Batch[]> {
    return this.list({ order: "DESC", limit: SEARCH_ROWS }, options);
  }

  #kind(): Kind {
    const { clock, serverNow } = this.#core;
    return {
      // Most messages are with the carrier within seconds, and on the phone within a minute.
      schedule: { initialMs: 2_000, factor: 1.5, maxMs: 30_000, jitter: 0.1 },
      createOperation: SENDS.operation,
      pollOperation: "getBatch",
      account: () => undefined,
      createdAt: (batch) => stringAt(batch, "created"),
      poll: async ({ handle: { id }, until, wasCanceled }, options) => {
        const found = this.get(id, options);
        const batch = wasCanceled ? await found.catch(ignoreNotFound) : await found;
        // A canceled batch may be deleted altogether; what was last seen of it is all there is to show.
        if (batch === undefined)
          return { raw: this.#canceled.get(id) ?? { id }, phase: "ended", outcome: "canceled" };
        if (wasCanceled) this.#canceled.set(id, batch);
        return readingOf(batch, until, wasCanceled, serverNow());
      },
      check: envelopeIssues,
      plan: (input, options) => {
        const { maxRecipientsPerBatch: size = RECIPIENTS_PER_BATCH } = options as Ip1SubmitOptions;
        const reference = (): string | undefined =>
          this.#referenceOf(input, options) ?? input?.reference ?? undefined;
        return cutPlan(input, { size, reference, newCheck: recipientChecks() });
      },
      create: async (upload, correlation, options, input) => {
        const startedAt = clock.now();
        const batch = await this.#post(upload, correlation, options, input);
        if (batch.id !== undefined) return batch;
        const details = { accepted: true, startedAt, correlation: correlation() };
        throw new ResponseParseError("sendBatch was answered, but without an id", details, SENDS);
      },
      candidates: ({ reference }, window) => labeled(this.#newest(), reference, window),
    };
  }
}

function labelOf(body: Partial<Labeled> | undefined): Correlation | undefined {
  const { reference } = body ?? {};
  return typeof reference === "string" ? { reference } : undefined;
}
