/** Describes iP.1 batches for the shared methods: how to send, poll and find them. */
import type { BatchDetails, BatchRequest, paths } from "../../generated/ip1.js";
import { ignoreNotFound } from "../core/base/ignore-not-found.js";
import { stringAt } from "../core/base/json.js";
import { labelFor } from "../core/base/label.js";
import type { CallOptions, Correlation, SendOptions } from "../core/base/types/index.js";
import type { BatchKind, CreateRequest, PollInput } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import { pagesOf, type StatusList } from "../core/batch/wait/status-list.js";
import { recipientMeaning } from "../core/batch/recipient-results.js";
import type { Core } from "../core/request/client-core.js";
import type { ItemCheck } from "../core/submit/part.js";
import type { SubmitOptions } from "../core/submit/submit.js";
import { batchIssues, envelopeIssues, recipientChecks, recipientsIn, wholeRecipientCheck } from "./checks.js";
import { SENDS } from "./dialect.js";
import { cutPlan } from "./frame.js";
import { RECIPIENTS_PER_BATCH } from "./limits.js";
import { correlationOfAll, lostBatch } from "./lost.js";
import { listBatches } from "./paging.js";
import { numberOf, numbersIn, type Recipient, type SubmitInput } from "./recipients.js";
import { type Ip1Result, messageResults } from "./results.js";
import { sentBatch } from "./sent.js";
import { readingOf } from "./status.js";

export interface Ip1SendOptions extends SendOptions {
  /**
   * Give a batch without a `reference` a unique one.
   * @default the client's option of that name, which is true
   */
  readonly autoReference?: boolean | undefined;
}

export interface Ip1SubmitOptions extends Ip1SendOptions, SubmitOptions {
  /**
   * Maximum number of recipients per batch. 1,000 is the older API's recommendation; no limit is documented, so
   * `Infinity` is allowed (unconfirmed).
   * @default 1_000
   */
  readonly maxRecipientsPerBatch?: number | undefined;
}

type Kind = BatchKind<BatchDetails, BatchRequest, SubmitInput, Recipient, never, AsyncIterable<Ip1Result>>;

// The largest page in the provider's examples; no maximum is documented.
const LIST_PAGE = 200;

const BATCHES = "/v2/batches";
const BATCH = "/v2/batches/{batchId}";

export function getBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<BatchDetails> {
  return core.http.call("get", BATCH, { path: { batchId: id } }, options);
}

export function smsKind(core: Core<paths>, autoReference: boolean): Kind {
  /** The unique label for a batch without a reference. */
  const labelOf = (body: unknown, options: Ip1SendOptions): string | undefined =>
    labelFor(body, "reference", options.autoReference ?? autoReference);
  return {
    // Most messages reach the carrier within seconds and the phone within a minute.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 30_000, jitter: 0.1 },
    waitTimeoutMs: 8 * 24 * 3_600_000,
    createOperation: SENDS.operation,
    pollOperation: "getBatch",
    createdAt: (batch) => stringAt(batch, "created"),
    poll: (input, options) => pollBatch(core, input, options),
    statusList: (until) => (until === "sent" ? sentList(core) : undefined),
    whole: (given, options) => {
      const label = labelOf(given, options);
      const body = label === undefined ? given : { ...given, reference: label };
      const correlate = (): Correlation => correlationOfAll(given, label);
      const recipients = (): string[] => numbersIn(body ?? {});
      const newCheck = (): ItemCheck<unknown> => wholeRecipientCheck(given);
      const items = { list: recipientsIn(given), newCheck, path: "recipients" };
      return { body, check: () => batchIssues(given), items, correlate, recipients };
    },
    check: envelopeIssues,
    plan: (input, options) => {
      const { maxRecipientsPerBatch: size = RECIPIENTS_PER_BATCH } = options as Ip1SubmitOptions;
      return cutPlan(input, { size, labelFor: () => labelOf(input, options), newCheck: recipientChecks() });
    },
    create: (request) => createBatch(core, request),
    results: messageResults(core),
    recipientOf: numberOf,
    meaning: recipientMeaning(numberOf),
    lost: lostBatch(core),
  };
}

/** The list of batches with their state. Rows have no message summary, so an ended batch is read once more. */
function sentList(core: Core<paths>): StatusList<BatchDetails, never> {
  return {
    pages: (_, options) => pagesOf(listBatches(core, { order: "DESC", limit: LIST_PAGE }, options)),
    read: (row, isCanceled) => {
      const reading = readingOf(row, "sent", isCanceled, core.serverNow());
      return reading.phase === "ended" ? undefined : reading;
    },
  };
}

async function pollBatch(
  core: Core<paths>,
  { handle: { id }, until, canceled }: PollInput<BatchDetails>,
  options: CallOptions,
): Promise<Reading<BatchDetails, never>> {
  const found = getBatch(core, id, options);
  const batch = canceled === undefined ? await found : await found.catch(ignoreNotFound);
  // A canceled batch may have been deleted: report its last known document.
  if (batch === undefined) return { raw: canceled ?? { id }, phase: "ended", outcome: "canceled" };
  return readingOf(batch, until, canceled !== undefined, core.serverNow());
}

/**
 * Creates a batch. Status and body of the answer are undocumented: the id may be in the body, in `Location`, or
 * missing.
 */
async function createBatch(
  core: Core<paths>,
  { wire, correlation, options }: CreateRequest,
): Promise<BatchDetails> {
  const extras = { wire, correlation };
  const { data, response } = await core.http.answer("post", BATCHES, {}, options, extras);
  return sentBatch(data, response.headers.get("location")) as BatchDetails;
}
