/** When results can be had. */
import type { MessageBatch } from "../../generated/anthropic.js";
import { invalid } from "../core/base/validation.js";

const READS = { provider: "anthropic", operation: "retrieveMessageBatchResults" } as const;

// Results have been seen to answer 404 for a moment after the batch had ended.
const FRESH_MS = 60_000;

export function endedBatch(ref: unknown): MessageBatch | undefined;
export function endedBatch(ref: MessageBatch, required: "required"): MessageBatch;
/** The reference itself, if it is a batch document that needs no second look; `required` makes anything else an error. */
export function endedBatch(ref: unknown, required?: "required"): MessageBatch | undefined {
  const batch = ref as Partial<MessageBatch>;
  const isEnded = typeof ref === "object" && ref !== null && batch.processing_status === "ended";
  if (isEnded && batch.request_counts !== undefined) return ref as MessageBatch;
  if (required === undefined) return undefined;
  if (isEnded) return ref as MessageBatch;
  throw invalid("batch", "has not ended: wait for it before reading its results", READS);
}

export function isFreshlyEnded(batch: MessageBatch, nowMs: number): boolean {
  return nowMs - Date.parse(batch.ended_at ?? "") < FRESH_MS;
}
