/** What a batch, and the count of its messages by status, say of phase, outcome and counts. */
import type {
  FailedMessageStatusCounts,
  MessageBatchResponse,
  MessageListMessageResponse,
  MessageStatusesResponse,
} from "../../generated/ringcentral.js";
import { defined } from "../core/base/defined.js";
import type { Reading } from "../core/batch/poll.js";
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
  const status = `${messageStatus?.charAt(0).toLowerCase()}${messageStatus?.slice(1)}`;
  const outcome = Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status as keyof typeof OUTCOMES] : "unknown";
  return outcome === "failed" && UNKNOWN_FATE.includes(errorCode) ? "unknown" : outcome;
}

/**
 * Whether every message was handed on. `Sent` is a status that the documents name and do not explain; together with the
 * count it can only mean this. Any other status that we do not know may mean anything.
 */
function isHandedOver({ status, processedCount, batchSize }: MessageBatchResponse): boolean {
  return status === "Completed" || (status === "Sent" && processedCount >= batchSize);
}

/** Until every message was handed on: the batch itself says how far it is. */
export function sentReading(batch: MessageBatchResponse): BatchReading {
  const { batchSize: total, processedCount } = batch as Partial<MessageBatchResponse>;
  const isKnown = typeof total === "number" && typeof processedCount === "number";
  if (!isKnown) return reading(batch, isHandedOver(batch), undefined);
  const succeeded = Math.min(processedCount, total);
  const counts = { ...NONE, total, pending: total - succeeded, succeeded };
  return reading(batch, isHandedOver(batch), counts, total === 0);
}

/**
 * Until every message is final. `rejected`: how many recipients that the create call turned down may still be counted in
 * `batchSize`, which is unconfirmed: a wait must not insist on them.
 */
export function deliveredReading(
  batch: MessageBatchResponse,
  report: MessageStatusesResponse,
  rejected: number,
): BatchReading {
  const found = { ...NONE };
  for (const [status, outcome] of Object.entries(OUTCOMES) as [keyof typeof OUTCOMES, CountKey][])
    found[outcome] += countOf(report?.[status]);
  const { succeeded, failed: lost } = found;
  const unknown = Math.min(lost, unknownIn(report?.deliveryFailed) + unknownIn(report?.sendingFailed));
  const expected = ((batch as Partial<MessageBatchResponse>).batchSize ?? 0) - rejected;
  const total = Math.max(found.pending + succeeded + lost, expected);
  const pending = total - succeeded - lost;
  const counts = { ...NONE, total, pending, succeeded, failed: lost - unknown, unknown };
  const wentNowhere = countOf(report?.sendingFailed) === total;
  return { ...reading(batch, isHandedOver(batch) && pending === 0, counts, wentNowhere), report };
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

function countOf(group: { readonly count?: number } | undefined): number {
  return group?.count ?? 0;
}

function unknownIn(group: FailedMessageStatusCounts | undefined): number {
  return UNKNOWN_FATE.reduce((sum, code) => sum + (group?.errorCodeCounts?.[code] ?? 0), 0);
}
