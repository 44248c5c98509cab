/** What a batch, and the count of its messages by status, say of phase, outcome and counts. */
import type {
  FailedMessageStatusCounts,
  MessageBatchResponse,
  MessageStatusesResponse,
} from "../../generated/ringcentral.js";
import { defined } from "../core/base/defined.js";
import type { Reading } from "../core/batch/poll.js";
import type { BatchCounts } from "../core/base/types/index.js";

type BatchReading = Reading<MessageBatchResponse, MessageStatusesResponse>;

// The carrier gave no receipt, or one that says nothing: the guide warns against counting these as not delivered.
const UNKNOWN_FATE = ["SMS-CAR-104", "SMS-CAR-199"];

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
  const { queued, sent, delivered, deliveryFailed, sendingFailed } = report ?? {};
  const open = countOf(queued) + countOf(sent);
  const succeeded = countOf(delivered);
  const notSent = countOf(sendingFailed);
  const lost = countOf(deliveryFailed) + notSent;
  const unknown = Math.min(lost, unknownIn(deliveryFailed) + unknownIn(sendingFailed));
  const expected = ((batch as Partial<MessageBatchResponse>).batchSize ?? 0) - rejected;
  const total = Math.max(open + succeeded + lost, expected);
  const pending = total - succeeded - lost;
  const counts = { ...NONE, total, pending, succeeded, failed: lost - unknown, unknown };
  return { ...reading(batch, isHandedOver(batch) && pending === 0, counts, notSent === total), report };
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
