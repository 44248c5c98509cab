/** Errors of a call that got no answer, or none that could be read. */
import type { Correlation, Intent } from "../types/reconcile.js";
import { BatchwireError, type ErrorContext, named } from "./base.js";

/** What is known of the provider's side after an attempt that did not end in a readable 2xx. */
export type AttemptOutcome = "notSent" | "refused" | "unknown" | "accepted";

/** One try on the wire. `error` is the one-line reason when there was no answer. */
export interface Attempt {
  readonly startedAtMs: number;
  readonly outcome: AttemptOutcome;
  readonly status?: number;
  readonly error?: string;
}

/** No answer came, and either provably nothing was carried out or the call was safe to repeat and the tries are spent. */
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

/** `attempt`: one try had no headers, or no further body chunk, in time. `total`: the whole call took too long. */
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

/** What an error adds to provider and operation to be an `Intent`, which `batches.reconcile` takes. */
type IntentFields = {
  readonly [Key in "endedAt" | "account" | "correlation" | "skewMs"]?: Intent[Key] | undefined;
};

export interface UnknownOutcomeFields extends IntentFields {
  readonly attempts: readonly Attempt[];
  readonly startedAt: number;
}

/**
 * A paid call got no final answer: it may or may not have been carried out. The error is an `Intent`, and so is its JSON:
 * `batches.reconcile` finds out what became of the call.
 */
export class UnknownOutcomeError extends BatchwireError implements Intent {
  static {
    named(this, "UnknownOutcomeError", "unknown-outcome");
  }
  declare readonly provider: string;
  declare readonly operation: string;
  declare readonly attempts: readonly Attempt[];
  /** When the first attempt began that may have been carried out, in epoch milliseconds. */
  declare readonly startedAt: number;
  /** When the last attempt ended, in epoch milliseconds. */
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

/** A 2xx whose body cannot be read. `accepted: true` says that the provider carried the call out all the same. */
export class ResponseParseError extends BatchwireError {
  static {
    named(this, "ResponseParseError", "response-parse");
  }
  declare readonly accepted: boolean;
  /** 1-based line of a results file. */
  declare readonly line?: number;
  /** Where that line starts in the body, in bytes. */
  declare readonly byteOffset?: number;
  declare readonly bodyText?: string;
  /** With `accepted: true` the error is an `Intent` too: `batches.reconcile` finds the batch. */
  declare readonly startedAt?: number;
  declare readonly endedAt?: number;
  declare readonly account?: string;
  declare readonly correlation?: Correlation;
  declare readonly skewMs?: number;
  constructor(message: string, fields: ResponseParseFields, context?: ErrorContext) {
    super(message, fields, context);
  }
}
