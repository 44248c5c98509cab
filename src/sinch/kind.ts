/** Describes SMS batches for the shared methods: how to send, poll and find them. */
import type {
  Batch,
  BatchRequest,
  BinaryBatchRequest,
  DeliveryReport,
  MediaBatchRequest,
  paths,
  TextBatchRequest,
} from "../../generated/sinch.js";
import { stringAt } from "../core/base/json.js";
import { addressText, isNumber } from "../core/base/phone-numbers.js";
import { labelFor } from "../core/base/label.js";
import { cachedSegments, type Segments } from "../core/base/segments.js";
import type { CallOptions, Correlation, SendOptions } from "../core/base/types/index.js";
import { invalid } from "../core/base/validation.js";
import type { BatchKind, PollInput } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import { recipientMeaning } from "../core/batch/recipient-results.js";
import type { Core } from "../core/request/client-core.js";
import { bodyIssues, contentIssues, recipientIssues } from "./checks.js";
import { reportOf } from "./delivery-reports.js";
import { SENDS } from "./dialect.js";
import { frames } from "./frame.js";
import { MAX_RECIPIENTS } from "./limits.js";
import { correlationOf, lostBatch } from "./lost.js";
import { rendered } from "./template.js";
import { reportResults, type SinchResult } from "./results.js";
import { readingOf, scheduledReading } from "./status.js";

type AnyNumber<Body> = Omit<Body, "to"> & { readonly to: Iterable<string> | AsyncIterable<string> };

/** A send body with any number of recipients. */
export type SubmitInput =
  AnyNumber<TextBatchRequest> | AnyNumber<BinaryBatchRequest> | AnyNumber<MediaBatchRequest>;

export interface SinchSendOptions extends SendOptions {
  /**
   * Give a batch without a `client_reference` a unique one, by which `reconcile` finds it.
   * @default the client's option of that name, which is true
   */
  readonly autoReference?: boolean | undefined;
}

const BATCHES = "/xms/v1/{service_plan_id}/batches";
const BATCH = "/xms/v1/{service_plan_id}/batches/{batch_id}";

/** The path parameter of a batch. The id "dry_run" is refused, because it would turn an update into a dry run. */
export function at(id: string): { readonly path: { readonly batch_id: string } } {
  if (id !== "dry_run") return { path: { batch_id: id } };
  throw invalid("batch_id", "is no id of a batch", { provider: "sinch" });
}

export function getBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<Batch> {
  return core.http.call("get", BATCH, at(id), options);
}

export function smsKind(
  core: Core<paths>,
  autoReference: boolean,
): BatchKind<Batch, BatchRequest, SubmitInput, string, DeliveryReport, AsyncIterable<SinchResult>> {
  /** The unique label for a batch without a reference. */
  const labelOf = (body: unknown, options: SinchSendOptions): string | undefined =>
    labelFor(body, "client_reference", options.autoReference ?? autoReference);
  return {
    // A small batch takes seconds; a large one waits in its plan's queue.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 30_000, jitter: 0.1 },
    waitTimeoutMs: 8 * 24 * 3_600_000,
    createOperation: SENDS.operation,
    pollOperation: "GetBatchMessage",
    createdAt: (batch) => stringAt(batch, "created_at"),
    poll: (input, options) => pollBatch(core, input, options),
    whole: (given, options) => {
      const label = labelOf(given, options);
      const body = label === undefined ? given : { ...given, client_reference: label };
      const correlate = (): Correlation => correlationOf(body ?? {}, addressesOf(body), label);
      return { body, check: () => bodyIssues(given), correlate, recipients: () => addressesOf(body) };
    },
    check: contentIssues,
    plan: (input, options) => ({
      items: input?.to,
      frame: frames(input ?? {}),
      label: () => labelOf(input, options),
      maxItems: MAX_RECIPIENTS,
      maxBytes: Infinity,
      isFrameVaried: true,
      newCheck: () => recipientIssues,
      message: messagesFor(input),
      path: "to",
    }),
    create: ({ wire, correlation, options }) =>
      core.http.call("post", BATCHES, {}, options, { wire, correlation }),
    results: reportResults(core),
    // The batch may come back without repeated numbers.
    recipientOf: addressText,
    meaning: recipientMeaning((to) => to),
    lost: lostBatch(core),
  };
}

async function pollBatch(
  core: Core<paths>,
  { handle, until }: PollInput<Batch>,
  options: CallOptions,
): Promise<Reading<Batch, DeliveryReport>> {
  const batch = await getBatch(core, handle.id, options);
  const scheduled = scheduledReading(batch, core.serverNow());
  if (scheduled) return scheduled;
  const report = await reportOf(core, batch, undefined, options);
  return readingOf(batch, report, until, core.serverNow());
}

function messagesFor(input: SubmitInput): (recipient: string) => Segments | number | "group" {
  const segments = cachedSegments();
  return (recipient) => {
    if (!isNumber(recipient)) return "group";
    // Media messages are no SMS. Binary messages and those that may be truncated fit into one.
    if (input.type === "mt_media") return 0;
    if (input.type === "mt_binary" || input.truncate_concat === true) return 1;
    return segments(rendered(input.body, input.parameters, recipient));
  };
}

function addressesOf(body: { readonly to?: unknown } | undefined): string[] {
  // Unlike `map`, `Array.from` does not skip holes.
  return Array.isArray(body?.to) ? Array.from(body.to, addressText) : [];
}
