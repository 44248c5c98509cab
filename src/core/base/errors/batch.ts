/** Errors of waiting, submitting, listing and reading results. */
import type { BatchHandle, BatchSnapshot } from "../types/batch.js";
import type { SubmittedPart } from "../types/submit.js";
import { BatchwireError, type ErrorContext, named } from "./base.js";

export interface IncompleteResultsFields {
  readonly expected: number;
  readonly received: number;
  /** Number of lines that repeat an earlier id. */
  readonly repeated?: number;
}

/**
 * A results file has fewer, more or repeated lines compared with the batch's counts. `received` counts distinct ids.
 */
export class IncompleteResultsError extends BatchwireError {
  static {
    named(this, "IncompleteResultsError", "incomplete-results");
  }
  declare readonly expected: number;
  declare readonly received: number;
  constructor({ expected, received, repeated = 0 }: IncompleteResultsFields, context?: ErrorContext) {
    const again = repeated > 0 ? `, ${repeated} repeated` : "";
    super(`expected ${expected} results, received ${received}${again}`, { expected, received }, context);
  }
}

export interface WaitTimeoutFields {
  readonly timeoutMs: number;
  readonly handle: BatchHandle;
  readonly last?: BatchSnapshot | undefined;
}

/** The batch did not end before the wait's deadline. It is still running at the provider; wait again with `handle`. */
export class WaitTimeoutError extends BatchwireError {
  static {
    named(this, "WaitTimeoutError", "wait-timeout");
  }
  declare readonly handle: BatchHandle;
  declare readonly last?: BatchSnapshot;
  constructor({ timeoutMs, handle, last }: WaitTimeoutFields, context?: ErrorContext) {
    super(`the batch did not end within ${timeoutMs} ms`, { handle, last }, context);
  }
}

export interface SubmissionFields {
  /** All parts that were sent, including parts that earlier runs of the same journal sent. */
  readonly submitted: readonly SubmittedPart[];
  /** The part that failed: its input positions `[from, to)` and the error. */
  readonly failed: { readonly from: number; readonly to: number; readonly cause: unknown };
  /** The input position at which to continue. */
  readonly next: number;
}

/**
 * A part of a submission failed; `submitted` has the parts that were sent. `next` is where to continue: `failed.from`
 * if the part was refused or not sent, `failed.to` if its outcome is unknown. If `reconcile` then says `absent`,
 * continue at `failed.from`.
 */
export class SubmissionError extends BatchwireError {
  static {
    named(this, "SubmissionError", "submission");
  }
  declare readonly submitted: SubmissionFields["submitted"];
  declare readonly failed: SubmissionFields["failed"];
  declare readonly next: number;
  constructor(fields: SubmissionFields, context?: ErrorContext) {
    const { from, to, cause } = fields.failed;
    const why = BatchwireError.is(cause) ? `: ${cause.message}` : "";
    const message = `inputs ${from} to ${to} failed after ${fields.submitted.length} parts${why}`;
    super(message, fields, { ...context, cause });
  }
}

/**
 * `in-use`: another process holds the journal. `unreadable`: damaged or closed. `foreign`: written for another provider
 * or account. `input-changed`: the input is not the one that the journal began with.
 */
export type JournalFault = "in-use" | "unreadable" | "foreign" | "input-changed";

/** The journal of a submission cannot be used. Nothing was sent. */
export class JournalError extends BatchwireError {
  static {
    named(this, "JournalError", "journal");
  }
  declare readonly reason: JournalFault;
  constructor(message: string, fields: { readonly reason: JournalFault }, context?: ErrorContext) {
    super(message, fields, context);
  }
}

/** A list cannot be read to its end: the server repeats a page or cursor, or the next page is on another origin. */
export class PaginationError extends BatchwireError {
  static {
    named(this, "PaginationError", "pagination");
  }
  constructor(message: string, context?: ErrorContext) {
    super(message, {}, context);
  }
}
