/** What core has to know of SMS batches to send, poll and find them. */
import type {
  Batch,
  BatchRequest,
  BinaryBatchRequest,
  DeliveryReport,
  MediaBatchRequest,
  paths,
  TextBatchRequest,
} from "../../generated/sinch.js";
import { hasId, stringAt } from "../core/base/json.js";
import type { CallOptions } from "../core/base/types/index.js";
import { invalid } from "../core/base/validation.js";
import type { BatchKind, PollInput } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/poll.js";
import type { Core } from "../core/request/core.js";
import { bodyIssues, contentIssues, recipientIssues } from "./checks.js";
import { correlationOf } from "./correlation.js";
import { reportOf } from "./delivery-reports.js";
import { SENDS } from "./dialect.js";
import { frames } from "./frame.js";
import { MAX_RECIPIENTS } from "./limits.js";
import { LostBatchFinder } from "./lost.js";
import { listBatches } from "./paging.js";
import { reportResults, type SinchResult } from "./results.js";
import { readingOf, scheduledReading } from "./status.js";

type AnyNumber<Body> = Omit<Body, "to"> & { readonly to: Iterable<string> | AsyncIterable<string> };

/** A send body with any number of recipients. */
export type SubmitInput =
  AnyNumber<TextBatchRequest> | AnyNumber<BinaryBatchRequest> | AnyNumber<MediaBatchRequest>;

const BATCHES = "/xms/v1/{service_plan_id}/batches";
const BATCH = "/xms/v1/{service_plan_id}/batches/{batch_id}";

/** `dry_run` stands where an id would stand, and an update would become a dry run. */
export function at(id: string): { readonly path: { readonly batch_id: string } } {
  if (id !== "dry_run") return { path: { batch_id: id } };
  throw invalid("batch_id", "is no id of a batch", { provider: "sinch" });
}

export function getBatch(core: Core<paths>, id: string, options?: CallOptions): Promise<Batch> {
  return core.http.call("get", BATCH, at(id), options, { isComplete: hasId });
}

export function smsKind(
  core: Core<paths>,
  account: () => string | undefined,
): BatchKind<Batch, BatchRequest, SubmitInput, string, DeliveryReport, AsyncIterable<SinchResult>> {
  const finder = new LostBatchFinder((query) => listBatches(core, query));
  return {
    // Seconds for a small batch; a large one waits in the queue of its plan.
    schedule: { initialMs: 2_000, factor: 1.5, maxMs: 30_000, jitter: 0.1 },
    createOperation: SENDS.operation,
    pollOperation: "GetBatchMessage",
    account,
    createdAt: (batch) => stringAt(batch, "created_at"),
    poll: (input, options) => pollBatch(core, input, options),
    whole: (body) => ({
      body,
      check: () => bodyIssues(body),
      correlate: () => correlationOf(body ?? {}, addressesOf(body)),
    }),
    check: contentIssues,
    plan: (input) => ({
      items: input?.to,
      frame: frames(input ?? {}),
      maxItems: MAX_RECIPIENTS,
      maxBytes: Infinity,
      newCheck: () => recipientIssues,
      path: "to",
    }),
    create: ({ wire, correlation, options }) =>
      core.http.call("post", BATCHES, {}, options, { wire, correlation, isComplete: hasId }),
    results: reportResults(core),
    candidates: (lost, window, isKnown) => finder.candidates(lost, window, isKnown),
    isCertain: (batch, { shared }) => shared === undefined || finder.isExact(batch),
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

function addressesOf(body: { readonly to?: unknown } | undefined): string[] {
  return Array.isArray(body?.to) ? body.to.filter((entry) => typeof entry === "string") : [];
}
