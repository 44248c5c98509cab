/** Errors of calls without an answer, or with an unreadable one. */
import type { Correlation, Intent } from "../types/reconcile.js";
import { BatchwireError, type ErrorContext, named } from "./base.js";

/**
 * How far a failed attempt got: `notSent`: no byte could be processed; `refused`: the provider rejected it; `unknown`:
 * it may have been carried out; `accepted`: a 2xx whose body cannot be read.
 */
export type AttemptOutcome = "notSent" | "refused" | "unknown" | "accepted";

/** One HTTP attempt. `error` is the reason in one line if no answer came. */
export interface Attempt {
  readonly startedAtMs: number;
  readonly outcome: AttemptOutcome;
  readonly status?: number;
  readonly error?: string;
}

/**
 * No answer came. Either nothing was carried out for certain, or the call was safe to repeat and all attempts are
 * spent.
 */
export class ConnectionError extends BatchwireError {
  static {
    named(this, "ConnectionError", "connection");
  }
  declare readonly attempts: readonly Attempt[];
  constructor(message: string, fields: { readonly attempts: readonly Attempt[] }, context?: ErrorContext) {
    super(message, fields, context);
  }
}

export interface TimeoutFields {
  readonly scope: "attempt" | "total";
  readonly timeoutMs: number;
  readonly attempts?: readonly Attempt[] | undefined;
}

/**
 * `attempt`: one attempt got no headers, or no further body chunk, in `timeoutMs`. `total`: the whole call took too
 * long.
 */
export class TimeoutError extends BatchwireError {
  static {
    named(this, "TimeoutError", "timeout");
  }
  declare readonly scope: "attempt" | "total";
  declare readonly timeoutMs: number;
  declare readonly attempts: readonly Attempt[];
  constructor({ scope, timeoutMs, attempts = [] }: TimeoutFields, context?: ErrorContext) {
    super(`no answer within ${timeoutMs} ms (${scope})`, { scope, timeoutMs, attempts }, context);
  }
}

/** The optional members of `Intent`: an error that has them can be passed to `batches.reconcile`. */
type IntentFields = {
  readonly [Key in "endedAt" | "account" | "correlation" | "skewMs"]?: Intent[Key] | undefined;
};

export interface UnknownOutcomeFields extends IntentFields {
  readonly attempts: readonly Attempt[];
  readonly startedAt: number;
}

/**
 * A paid call got no final answer: it may or may not have been carried out. Pass the error, or its JSON, to
 * `batches.reconcile` to find out.
 */
export class UnknownOutcomeError extends BatchwireError implements Intent {
  static {
    named(this, "UnknownOutcomeError", "unknown-outcome");
  }
  declare readonly provider: string;
  declare readonly operation: string;
  declare readonly attempts: readonly Attempt[];
  /** Start of the first attempt that may have been carried out, in epoch ms. */
  declare readonly startedAt: number;
  /** End of the last attempt, in epoch ms. */
  declare readonly endedAt?: number;
  declare readonly account?: string;
  declare readonly correlation?: Correlation;
  declare readonly skewMs?: number;
  constructor(fields: UnknownOutcomeFields, context: ErrorContext = {}) {
    const what = context.operation ?? "the call";
    super(`${what} got no final answer: it may or may not have been carried out`, fields, context);
  }
}

export interface ResponseParseFields extends IntentFields {
  readonly accepted: boolean;
  readonly line?: number | undefined;
  readonly byteOffset?: number | undefined;
  readonly bodyText?: string | undefined;
  readonly startedAt?: number | undefined;
}

/** A 2xx whose body cannot be read. With `accepted: true` the provider has carried out a paid call nevertheless. */
export class ResponseParseError extends BatchwireError {
  static {
    named(this, "ResponseParseError", "response-parse");
  }
  declare readonly accepted: boolean;
  /** 1-based line number in a results file. */
  declare readonly line?: number;
  /** 0-based offset in bytes at which that line starts in the body. */
  declare readonly byteOffset?: number;
  declare readonly bodyText?: string;
  /** With `accepted: true` the error can be passed to `batches.reconcile`, which finds the batch. */
  declare readonly startedAt?: number;
  declare readonly endedAt?: number;
  declare readonly account?: string;
  declare readonly correlation?: Correlation;
  declare readonly skewMs?: number;
  constructor(message: string, fields: ResponseParseFields, context?: ErrorContext) {
    super(message, fields, context);
  }
}
