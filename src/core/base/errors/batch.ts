/** Errors of the verbs that deal with whole batches: waiting, submitting, listing, reading results. */
import type { BatchHandle, BatchSnapshot } from "../types/batch.js";
import type { SubmittedPart } from "../types/submit.js";
import { BatchwireError, type ErrorContext, named } from "./base.js";

export interface IncompleteResultsFields {
  readonly expected: number;
  readonly received: number;
  /** Lines whose id had come before. */
  readonly repeated?: number;
}

/** A results file held fewer, more or repeated lines than the batch announced. `received` counts distinct ids. */
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

/** The batch did not end before the deadline of the wait. It goes on at the provider; wait again with `handle`. */
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
  /** All parts that went out, those of earlier runs of a journal included. */
  readonly submitted: readonly SubmittedPart[];
  /** The input positions `[from, to)` of the part that failed, and why. */
  readonly failed: { readonly from: number; readonly to: number; readonly cause: unknown };
  /** The input position to go on at. */
  readonly next: number;
}

/**
 * A part of a submission failed. Everything that went out stands in `submitted`. `next` is where to go on: `failed.from` if
 * that part was refused or not sent, `failed.to` if its outcome is unknown; where `reconcile` then says `absent`, it is
 * `failed.from` after all.
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

/** Why a journal cannot be used: held by another process, damaged or shut, of another provider or account, of other input. */
export type JournalFault = "in-use" | "unreadable" | "foreign" | "input-changed";

/** The journal of a submission cannot be used; nothing was sent. */
export class JournalError extends BatchwireError {
  static {
    named(this, "JournalError", "journal");
  }
  declare readonly reason: JournalFault;
  constructor(message: string, fields: { readonly reason: JournalFault }, context?: ErrorContext) {
    super(message, fields, context);
  }
}

/** The server's paging does not advance, or leads to another origin. */
export class PaginationError extends BatchwireError {
  static {
    named(this, "PaginationError", "pagination");
  }
  constructor(message: string, context?: ErrorContext) {
    super(message, {}, context);
  }
}
