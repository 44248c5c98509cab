/** Reads phase, outcome and counts from a batch document and its message counts. */
import type {
  FailedMessageStatusCounts,
  MessageBatchResponse,
  MessageListMessageResponse,
  MessageStatusesResponse,
} from "../../generated/ringcentral.js";
import { instantMs } from "../core/base/instant.js";
import { defined } from "../core/base/defined.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import type { BatchCounts } from "../core/base/types/index.js";

type CountKey = Exclude<keyof BatchCounts, "total">;

/** Outcomes by status, spelled as in the message counts. */
const OUTCOMES = {
  queued: "pending",
  sent: "pending",
  delivered: "succeeded",
  deliveryFailed: "failed",
  sendingFailed: "failed",
} as const satisfies Partial<Record<keyof MessageStatusesResponse, CountKey>>;

type BatchReading = Reading<MessageBatchResponse, MessageStatusesResponse>;

// The carrier gave no receipt or an empty one; the guide says not to count these as undelivered.
const UNKNOWN_FATE = ["SMS-CAR-104", "SMS-CAR-199"];

/** The outcome of a message. Message statuses begin with a capital letter; new ones may appear. */
export function outcomeOf({ messageStatus, errorCode = "" }: Partial<MessageListMessageResponse>): CountKey {
  const status = String(messageStatus).replace(/^./, (first) => first.toLowerCase());
  const outcome = Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status as keyof typeof OUTCOMES] : "unknown";
  return outcome === "failed" && UNKNOWN_FATE.includes(errorCode) ? "unknown" : outcome;
}

/** Statuses of a batch that is still processing. Any other except `Completed` is ambiguous. */
function isAtWork({ status }: Partial<MessageBatchResponse>): boolean {
  return status === "Queued" || status === "Processing";
}

/** Whether the batch's own status says that every message was handed over. Unknown statuses do not. */
function isHandedOn({ status, processedCount, batchSize }: Partial<MessageBatchResponse>): boolean {
  if (status === "Completed") return true;
  return status === "Sent" && (processedCount ?? 0) >= (batchSize ?? Infinity);
}

/** Whether the batch is processed, so that only its messages can still change. */
export function isProcessed(batch: Partial<MessageBatchResponse>): boolean {
  const { status, processedCount = 0, batchSize } = batch;
  return status === "Completed" || (batchSize === undefined ? !isAtWork(batch) : processedCount >= batchSize);
}

// A large batch takes hours, but its document changes meanwhile.
const STUCK_MS = 3_600_000;

/** Whether all messages exist: the batch is processed, or has not changed for an hour. */
function hasAppeared(batch: Partial<MessageBatchResponse>, nowMs: number): boolean {
  return isProcessed(batch) || isStuck(batch, nowMs);
}

function isStuck({ lastModifiedTime, creationTime }: Partial<MessageBatchResponse>, nowMs: number): boolean {
  return nowMs - instantMs(lastModifiedTime ?? creationTime) > STUCK_MS;
}

/** Whether the batch's own status does not suffice, so that its messages must be read. */
export function needsMessages(batch: Partial<MessageBatchResponse>, nowMs: number): boolean {
  return hasAppeared(batch, nowMs) || !isAtWork(batch);
}

/**
 * How many messages a wait expects. `rejected`: rejected recipients that `batchSize` may still include (unconfirmed).
 */
function expectedOf(batch: Partial<MessageBatchResponse>, rejected: number, nowMs: number): number {
  return (batch.batchSize ?? 0) - (hasAppeared(batch, nowMs) ? rejected : 0);
}

/** The state for `until: "sent"`, by the batch document alone. */
export function progressReading(batch: MessageBatchResponse): BatchReading {
  const { batchSize: total, processedCount } = batch as Partial<MessageBatchResponse>;
  const isKnown = typeof total === "number" && typeof processedCount === "number";
  if (!isKnown) return reading(batch, isHandedOn(batch), undefined);
  const succeeded = Math.min(processedCount, total);
  const counts = { ...NONE, total, pending: total - succeeded, succeeded };
  return reading(batch, isHandedOn(batch), counts, total === 0);
}

/**
 * The state for `until: "sent"`, by the message counts: a message that failed before sending never reached a carrier.
 * Undefined while the counts are empty.
 */
export function sentReading(
  batch: MessageBatchResponse,
  report: MessageStatusesResponse,
  rejected: number,
  nowMs: number,
): BatchReading | undefined {
  const { pending: open, final } = tally(report);
  if (open + final === 0) return undefined;
  const failed = countOf(report.sendingFailed);
  const succeeded = countOf(report.sent) + final - failed;
  const expected = expectedOf(batch, rejected, nowMs);
  const total = Math.max(open + final, expected);
  const counts = { ...NONE, total, pending: total - succeeded - failed, succeeded, failed };
  const areAllFinal = open === 0 && final >= expected;
  return reading(batch, isHandedOn(batch) || areAllFinal, counts, failed === total);
}

/** The state for `until: "delivered"`: ended when every message is final, whatever the batch's status. */
export function deliveredReading(
  batch: MessageBatchResponse,
  report: MessageStatusesResponse,
  rejected: number,
  nowMs: number,
): BatchReading {
  const { pending: open, final } = tally(report);
  const { batchSize } = batch as Partial<MessageBatchResponse>;
  const succeeded = countOf(report?.delivered);
  const lost = final - succeeded;
  const unknown = Math.min(lost, unknownIn(report?.deliveryFailed) + unknownIn(report?.sendingFailed));
  const expected = expectedOf(batch, rejected, nowMs);
  // Another process does not know whether `batchSize` counts the rejected: no message at all may mean that they come late.
  const mayBeAll = final > 0 || batchSize === 0 || (batchSize !== undefined && isStuck(batch, nowMs));
  const hasAll = mayBeAll && (batchSize === undefined ? hasAppeared(batch, nowMs) : final >= expected);
  const total = Math.max(open + final, expected);
  const counts = { ...NONE, total, pending: total - final, succeeded, failed: lost - unknown, unknown };
  const wentNowhere = countOf(report?.sendingFailed) === total;
  return { ...reading(batch, open === 0 && hasAll, counts, wentNowhere), report };
}

/** Numbers of messages that may still change, and of final ones. */
function tally(report: MessageStatusesResponse): { readonly pending: number; readonly final: number } {
  const found = { pending: 0, final: 0 };
  for (const [status, outcome] of Object.entries(OUTCOMES) as [keyof typeof OUTCOMES, CountKey][])
    found[outcome === "pending" ? "pending" : "final"] += countOf(report?.[status]);
  return found;
}

const NONE: BatchCounts = {
  total: 0,
  pending: 0,
  succeeded: 0,
  failed: 0,
  canceled: 0,
  expired: 0,
  unknown: 0,
};

function reading(
  raw: MessageBatchResponse,
  isEnded: boolean,
  counts: BatchCounts | undefined,
  wentNowhere = false,
): BatchReading {
  const phase = isEnded ? "ended" : "running";
  const outcome = isEnded ? (wentNowhere ? "failed" : "completed") : undefined;
  return defined({ raw, phase, outcome, counts });
}

/** The count of a group; some servers send it as text. */
function countOf(group: { readonly count?: unknown } | null | undefined): number {
  return Number(group?.count) || 0;
}

function unknownIn(group: FailedMessageStatusCounts | undefined): number {
  return UNKNOWN_FATE.reduce((sum, code) => sum + (Number(group?.errorCodeCounts?.[code]) || 0), 0);
}
