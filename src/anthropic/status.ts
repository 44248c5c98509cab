/** Reads phase, outcome and counts from a MessageBatch document. */
import type { MessageBatch } from "../../generated/anthropic.js";
import { defined } from "../core/base/defined.js";
import { numberAt } from "../core/base/json.js";
import type { Reading } from "../core/batch/wait/watch-one.js";
import type { BatchCounts, BatchOutcome, BatchPhase } from "../core/base/types/index.js";

const PHASES: ReadonlyMap<string, BatchPhase> = new Map([
  ["in_progress", "running"],
  ["canceling", "canceling"],
  ["ended", "ended"],
]);

/** The state of a batch. */
export function readingOf(batch: MessageBatch): Reading<MessageBatch, never> {
  const counts = countsOf(batch);
  const phase = PHASES.get(batch.processing_status) ?? phaseOfCounts(counts);
  const outcome = phase === "ended" ? outcomeOf(counts) : undefined;
  return defined({ raw: batch, phase, outcome, counts });
}

export function isEnded(batch: MessageBatch): boolean {
  return readingOf(batch).phase === "ended";
}

/** The phase under an unknown status: until the whole batch has ended, all requests count as processing. */
function phaseOfCounts(counts: BatchCounts | undefined): BatchPhase {
  return counts && counts.pending === 0 ? "ended" : "running";
}

function outcomeOf(counts: BatchCounts | undefined): BatchOutcome {
  if (counts && counts.canceled > 0) return "canceled";
  return counts && counts.expired > 0 ? "expired" : "completed";
}

/** The counts; undefined if nothing is counted, because no batch is empty. */
export function countsOf(batch: MessageBatch): BatchCounts | undefined {
  const { request_counts: given } = batch as Partial<MessageBatch>;
  if (typeof given !== "object" || given === null) return undefined;
  const at = (name: keyof typeof given): number => numberAt(given, name) ?? 0;
  const [pending, succeeded, failed] = [at("processing"), at("succeeded"), at("errored")];
  const [canceled, expired] = [at("canceled"), at("expired")];
  const total = pending + succeeded + failed + canceled + expired;
  return total > 0 ? { total, pending, succeeded, failed, canceled, expired, unknown: 0 } : undefined;
}
