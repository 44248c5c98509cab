/** What a batch, and the count of its messages by status, say of phase, outcome and counts. */
import type {
  FailedMessageStatusCounts,
  MessageBatchResponse,
  MessageListMessageResponse,
  MessageStatusesResponse,
} from "../../generated/ringcentral.js";
import { defined } from "../core/base/defined.js";
import type { Reading } from "../core/batch/wait/poll.js";
import type { BatchCounts } from "../core/base/types/index.js";

type CountKey = Exclude<keyof BatchCounts, "total">;

/** What became of a message, by its status as the count of messages spells it. */
const OUTCOMES = {
  queued: "pending",
  sent: "pending",
  delivered: "succeeded",
  deliveryFailed: "failed",
  sendingFailed: "failed",
} as const satisfies Partial<Record<keyof MessageStatusesResponse, CountKey>>;

type BatchReading = Reading<MessageBatchResponse, MessageStatusesResponse>;

// The carrier gave no receipt, or one that says nothing: the guide warns against counting these as not delivered.
const UNKNOWN_FATE = ["SMS-CAR-104", "SMS-CAR-199"];

/** What became of one message. Statuses of a message begin with a capital letter; the list of them is open. */
export function outcomeOf({ messageStatus, errorCode = "" }: Partial<MessageListMessageResponse>): CountKey {
  const status = String(messageStatus).replace(/^./, (first) => first.toLowerCase());
  const outcome = Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status as keyof typeof OUTCOMES] : "unknown";
  return outcome === "failed" && UNKNOWN_FATE.includes(errorCode) ? "unknown" : outcome;
}

/** Statuses under which messages are still to be made or handed on. Any other that is not `Completed` may mean anything. */
function isAtWork({ status }: Partial<MessageBatchResponse>): boolean {
  return status === "Queued" || status === "Processing";
}

/** Whether the batch itself says that every message was handed on; a status that nobody has told us of says nothing. */
function isHandedOn({ status, processedCount, batchSize }: Partial<MessageBatchResponse>): boolean {
  if (status === "Completed") return true;
  return status === "Sent" && (processedCount ?? 0) >= (batchSize ?? Infinity);
}

/** Whether nothing of the batch is left to be processed, so that only its messages tell what is to come. */
export function isProcessed(batch: Partial<MessageBatchResponse>): boolean {
  const { processedCount, batchSize } = batch;
  if (isHandedOn(batch)) return true;
  return batchSize === undefined ? !isAtWork(batch) : (processedCount ?? 0) >= batchSize;
}

// A large batch takes hours to process, but not without a sign.
const STUCK_MS = 3_600_000;

/** Whether no message is still to appear: all is processed, or nothing has moved for so long that nothing will. */
function hasAppeared(batch: Partial<MessageBatchResponse>, nowMs: number): boolean {
  const { lastModifiedTime, creationTime } = batch;
  return isProcessed(batch) || nowMs - Date.parse(lastModifiedTime ?? creationTime ?? "") > STUCK_MS;
}

/** Whether the word of a batch is not enough, and its messages have to be asked for. */
export function needsMessages(batch: Partial<MessageBatchResponse>, nowMs: number): boolean {
  return hasAppeared(batch, nowMs) || !isAtWork(batch);
}

/**
 * How many messages a wait insists on. `rejected`: how many recipients that the create call turned down may still be counted
 * in `batchSize`, which is unconfirmed.
 */
function expectedOf(batch: Partial<MessageBatchResponse>, rejected: number, nowMs: number): number {
  return (batch.batchSize ?? 0) - (hasAppeared(batch, nowMs) ? rejected : 0);
}

/** Until every message was handed on, as far as the batch itself says it. */
export function progressReading(batch: MessageBatchResponse): BatchReading {
  const { batchSize: total, processedCount } = batch as Partial<MessageBatchResponse>;
  const isKnown = typeof total === "number" && typeof processedCount === "number";
  if (!isKnown) return reading(batch, isHandedOn(batch), undefined);
  const succeeded = Math.min(processedCount, total);
  const counts = { ...NONE, total, pending: total - succeeded, succeeded };
  return reading(batch, isHandedOn(batch), counts, total === 0);
}

/**
 * Until every message was handed on, as its messages say it: what failed before it was sent never reached a carrier.
 * Undefined as long as the report speaks of no message.
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

/** Until every message is final, whatever the batch calls its status. */
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
  const hasAll = batchSize === undefined ? hasAppeared(batch, nowMs) && final > 0 : final >= expected;
  const total = Math.max(open + final, expected);
  const counts = { ...NONE, total, pending: total - final, succeeded, failed: lost - unknown, unknown };
  const wentNowhere = countOf(report?.sendingFailed) === total;
  return { ...reading(batch, open === 0 && hasAll, counts, wentNowhere), report };
}

/** Messages that may still change, and those that may not. */
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

/** Counts that come as texts are numbers all the same. */
function countOf(group: { readonly count?: unknown } | null | undefined): number {
  return Number(group?.count) || 0;
}

function unknownIn(group: FailedMessageStatusCounts | undefined): number {
  return UNKNOWN_FATE.reduce((sum, code) => sum + (Number(group?.errorCodeCounts?.[code]) || 0), 0);
}
