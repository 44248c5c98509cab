/** Reads phase, outcome and counts from a batch document, also in the forms of compatible servers. */
import type { Batch } from "../../generated/openai.js";
import { defined } from "../core/base/defined.js";
import { memberAt, numberAt, stringAt } from "../core/base/json.js";
import type { BatchCounts, BatchOutcome, Rejected } from "../core/base/types/index.js";
import type { Reading } from "../core/batch/wait/watch-one.js";

const OUTCOMES: ReadonlyMap<string, BatchOutcome> = new Map([
  ["completed", "completed"],
  ["failed", "failed"],
  ["expired", "expired"],
  ["cancelled", "canceled"],
  ["canceled", "canceled"],
]);

const OPEN: readonly string[] = ["validating", "in_progress", "finalizing", "cancelling", "canceling"];

/** `from`: input position of the first line. */
export function readingOf(batch: Batch, from?: number): Reading<Batch, never> {
  const status = statusOf(batch);
  const outcome = outcomeOf(batch);
  const isStopping = status === "cancelling" || status === "canceling";
  const phase = outcome !== undefined ? "ended" : isStopping ? "canceling" : "running";
  const rejected = outcome === "failed" ? faultsOf(batch, from) : undefined;
  return defined({ raw: batch, phase, outcome, counts: countsOf(batch), rejected } as const);
}

function statusOf(batch: Batch): string {
  return stringAt(batch, "status")?.toLowerCase() ?? "";
}

/** The outcome; undefined until the batch has ended. */
export function outcomeOf(batch: Batch): BatchOutcome | undefined {
  const outcome = OUTCOMES.get(statusOf(batch)) ?? (isWritten(batch) ? "completed" : undefined);
  // Compatible servers also use "failed" if every request failed. Such a batch has run, so it is "completed".
  const hasRun = outcome === "failed" && (numbersOf(batch)?.failed ?? 0) > 0;
  return hasRun ? "completed" : outcome;
}

/** Whether a batch with an unknown status has ended: every request is counted, and the files are there. */
function isWritten(batch: Batch): boolean {
  const { total = 0, completed = 0, failed = 0 } = numbersOf(batch) ?? {};
  return hasFile(batch) && total > 0 && completed + failed >= total && !OPEN.includes(statusOf(batch));
}

function hasFile(batch: Batch): boolean {
  return (stringAt(batch, "output_file_id") ?? stringAt(batch, "error_file_id")) !== undefined;
}

/** The counts; undefined while the input is still being validated, or if nothing is counted although files were written. */
export function countsOf(batch: Batch): BatchCounts | undefined {
  const numbers = numbersOf(batch);
  const status = statusOf(batch);
  const outcome = OUTCOMES.get(status);
  const isEmpty = outcome !== undefined && !hasFile(batch);
  if (numbers === undefined || (numbers.total === 0 && !isEmpty)) return undefined;
  const { total, completed, failed } = numbers;
  const rest = Math.max(0, total - completed - failed);
  const none = { pending: 0, canceled: 0, expired: 0, unknown: 0 };
  const of = outcome === undefined ? "pending" : outcome === "completed" ? "unknown" : outcome;
  const counts = { ...none, total, succeeded: completed, failed };
  return of === "failed" ? { ...counts, failed: failed + rest } : { ...counts, [of]: rest };
}

interface Numbers {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
}

/** Some servers have the counts in the document itself, and some send null. */
function numbersOf(batch: Batch): Numbers | undefined {
  const at = (name: string): number | undefined =>
    numberAt(batch, "request_counts", name) ?? numberAt(batch, name);
  const [total, completed, failed] = [at("total"), at("completed"), at("failed")];
  return total === undefined || completed === undefined
    ? undefined
    : { total, completed, failed: failed ?? 0 };
}

/** The faults of a refused file, with the input positions of its lines if known. */
function faultsOf(batch: Batch, from: number | undefined): readonly Rejected[] | undefined {
  const errors = memberAt(batch, "errors", "data") ?? batch.errors;
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  return errors.map((error: unknown) => {
    const entry = typeof error === "object" && error !== null ? error : { message: String(error) };
    const line = numberAt(entry, "line");
    return line === undefined || from === undefined ? entry : { ...entry, position: from + line - 1 };
  }) as Rejected[];
}
