/** Batches that failed validation: accepted, but not run. */
import type { Batch } from "../../generated/openai.js";
import { RateLimitError, ValidationError, type ValidationIssue } from "../core/base/errors/index.js";
import { stringAt } from "../core/base/json.js";
import type { Rejected } from "../core/base/types/index.js";
import type { Refusal } from "../core/batch/kind.js";
import type { Reading } from "../core/batch/wait/watch-one.js";

const CREATES = { provider: "openai", operation: "createBatch" } as const;

/** Error code of a full queue: too much is enqueued for the model. The same file works once another batch has ended. */
const QUEUE_IS_FULL = "token_limit_exceeded";

export function refusalOf(reading: Reading<Batch>): Refusal | undefined {
  const { outcome, raw, rejected: faults = [] } = reading;
  if (outcome !== "failed") return undefined;
  const isFull = faults.length > 0 && faults.every((fault) => stringAt(fault, "code") === QUEUE_IS_FULL);
  if (!isFull) return { cause: new ValidationError(issuesOf(faults), CREATES) };
  // A 429, as other providers answer for a full queue, so that callers handle only one error.
  const answer = { status: 429, headers: new Headers(), body: raw.errors, bodyText: "", attempts: [] };
  const cause = new RateLimitError({ ...answer, errorCode: QUEUE_IS_FULL }, CREATES);
  return { cause, uploaded: stringAt(raw, "input_file_id") };
}

function issuesOf(faults: readonly Rejected[]): readonly ValidationIssue[] {
  if (faults.length === 0) return [{ path: "requests", message: "were refused by the provider" }];
  return faults.map((fault) => {
    const { position: index } = fault;
    const message = stringAt(fault, "message") ?? stringAt(fault, "code") ?? "was refused by the provider";
    return index === undefined
      ? { path: "requests", message }
      : { path: `requests.${index}`, index, message };
  });
}
