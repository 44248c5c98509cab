/** What core has to know of iP.1 batches to send, poll and find them. */
import type { Batch, BatchDetails, BatchRequest, paths } from "../../generated/ip1.js";
import { ignoreNotFound } from "../core/base/ignore-not-found.js";
import { stringAt } from "../core/base/json.js";
import type { CallOptions, Correlation, Paginated, SendOptions } from "../core/base/types/index.js";
import type { BatchKind, CreateRequest, PollInput } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/poll.js";
import type { Core } from "../core/request/core.js";
import { batchIssues, envelopeIssues, recipientChecks } from "./checks.js";
import { SENDS } from "./dialect.js";
import { document } from "./document.js";
import { RECIPIENTS_PER_BATCH } from "./limits.js";
import { findSent, firstPageOf, labeled, SEARCH_ROWS } from "./lost.js";
import { listBatches } from "./paging.js";
import { cutPlan, numberOf, numbersIn, type Recipient, type SubmitInput } from "./recipients.js";
import { type Ip1Result, messageResults } from "./results.js";
import { newReference, sentBatch } from "./sent.js";
import { readingOf } from "./status.js";

export interface Ip1SendOptions extends SendOptions {
  /** Give a batch without a `reference` one of its own. Default: the client's option of that name, which is true. */
  readonly autoReference?: boolean;
}

export interface Ip1SubmitOptions extends Ip1SendOptions {
  /** Default 1,000, which is what the provider's older API recommended; no limit is documented (unconfirmed). */
  readonly maxRecipientsPerBatch?: number;
}

type Kind = BatchKind<BatchDetails, BatchRequest, SubmitInput, Recipient, never, AsyncIterable<Ip1Result>>;
type Labeled = Pick<BatchRequest, "reference" | "sender" | "body">;

const BATCHES = "/v2/batches";
const BATCH = "/v2/batches/{batchId}";

export function getBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<BatchDetails> {
  return document(core.http.call("get", BATCH, { path: { batchId: id } }, options), "getBatch");
}

export function smsKind(core: Core<paths>, autoReference: boolean): Kind {
  const referenceOf = (
    body: { readonly reference?: unknown } | undefined,
    options: Ip1SendOptions,
  ): string | undefined =>
    (options.autoReference ?? autoReference) && (body?.reference ?? null) === null
      ? newReference()
      : undefined;
  return {
    // Most messages are with the carrier within seconds, and on the phone within a minute.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 30_000, jitter: 0.1 },
    createOperation: SENDS.operation,
    pollOperation: "getBatch",
    account: () => undefined,
    createdAt: (batch) => stringAt(batch, "created"),
    poll: (input, options) => pollBatch(core, input, options),
    whole: (given, options) => {
      const reference = referenceOf(given, options);
      const body = reference === undefined ? given : { ...given, reference };
      const recipients = (): string[] => numbersIn(body ?? {});
      return { body, check: () => batchIssues(given), correlate: () => labelOf(body), recipients };
    },
    check: envelopeIssues,
    plan: (input, options) => {
      const { maxRecipientsPerBatch: size = RECIPIENTS_PER_BATCH } = options as Ip1SubmitOptions;
      const reference = (): string | undefined =>
        referenceOf(input, options) ?? input?.reference ?? undefined;
      return cutPlan(input, { size, reference, newCheck: recipientChecks() });
    },
    create: (request) => createBatch(core, request),
    results: messageResults(core),
    recipientOf: numberOf,
    candidates: ({ reference }, window) => labeled(newest(core), reference, window),
  };
}

async function pollBatch(
  core: Core<paths>,
  { handle: { id }, until, canceled }: PollInput<BatchDetails>,
  options: CallOptions,
): Promise<Reading<BatchDetails, never>> {
  const found = getBatch(core, id, options);
  const batch = canceled === undefined ? await found : await found.catch(ignoreNotFound);
  // A canceled batch may be deleted altogether; what was last seen of it is all there is to show.
  if (batch === undefined) return { raw: canceled ?? { id }, phase: "ended", outcome: "canceled" };
  return readingOf(batch, until, canceled !== undefined, core.serverNow());
}

/** Neither status nor body of the answer is documented: without an id in it, the batch is looked for by its label. */
async function createBatch(
  core: Core<paths>,
  request: CreateRequest<BatchRequest | SubmitInput>,
): Promise<BatchDetails> {
  const { wire, correlation, options } = request;
  const startedAtMs = core.clock.now();
  const extras = { wire, correlation, emptyOk: true };
  const { data, response } = await core.http.answer("post", BATCHES, {}, options, extras);
  const batch = sentBatch(data, response.headers.get("location"));
  const reference = stringAt(correlation(), "reference");
  if (batch.id !== undefined || reference === undefined) return batch as BatchDetails;
  const found = await findCreated(core, request, reference, startedAtMs);
  return (found === undefined ? batch : { ...batch, ...found }) as BatchDetails;
}

function findCreated(
  core: Core<paths>,
  { options, input, isKnown }: CreateRequest<BatchRequest | SubmitInput>,
  reference: string,
  startedAtMs: number,
): Promise<Batch | undefined> {
  const { totalTimeoutMs = core.options.totalTimeoutMs, retryUnknown: _sends, ...call } = options;
  // A label may have been used before: what else is known of the batch has to fit as well.
  const sent: Partial<Labeled> = input ?? {};
  const fits = (batch: Batch): boolean =>
    !isKnown(batch.id) &&
    (batch.sender ?? sent.sender) === sent.sender &&
    (batch.body ?? sent.body) === sent.body;
  return findSent({
    clock: core.clock,
    skewMs: core.skewMs,
    startedAtMs,
    totalTimeoutMs,
    signal: options.signal,
    candidates: (window, scope) =>
      labeled(firstPageOf(newest(core, { ...call, ...scope })), reference, window, fits),
  });
}

function newest(core: Core<paths>, options?: SendOptions): Paginated<Batch, Batch[]> {
  return listBatches(core, { order: "DESC", limit: SEARCH_ROWS }, options);
}

function labelOf(body: Partial<Labeled> | undefined): Correlation | undefined {
  const { reference } = body ?? {};
  return typeof reference === "string" ? { reference } : undefined;
}
