/**
 * Every error this package throws. Messages are one line and hold no header, body, credential or phone number;
 * what a program wants to branch on stands in typed fields.
 */
import { defined } from "./defined.js";
import type { BatchHandle, BatchSnapshot, ProviderName, SubmittedPart } from "./types.js";

/** One literal per class, for `switch` statements and for logs. */
export type ErrorCode =
  | "config"
  | "validation"
  | "http"
  | "authentication"
  | "permission"
  | "not-found"
  | "payload-too-large"
  | "rate-limit"
  | "connection"
  | "timeout"
  | "unknown-outcome"
  | "response-parse"
  | "incomplete-results"
  | "wait-timeout"
  | "handle"
  | "submission"
  | "pagination"
  | "signature";

/** What is known of an attempt that did not end in a readable 2xx. */
export type AttemptOutcome = "notSent" | "refused" | "unknown" | "accepted";

/** One try on the wire. `error` is the one-line reason when there was no answer. */
export interface Attempt {
  readonly startedAtMs: number;
  readonly outcome: AttemptOutcome;
  readonly status?: number;
  readonly error?: string;
}

/** One thing that is wrong with an input. `path` is dotted, as in `requests.3.params.max_tokens`. */
export interface ValidationIssue {
  readonly path: string;
  readonly index?: number;
  readonly customId?: string;
  readonly message: string;
}

export interface ErrorContext {
  readonly provider?: ProviderName;
  readonly operation?: string;
  readonly cause?: unknown;
}

// A registered symbol, so that an error made by another copy of this package is still recognised.
const KINDS = Symbol.for("batchwire.error.kinds");

// Class names do not survive minification, so each class states its own; `name` goes on the prototype to stay out of dumps.
function named(constructor: { prototype: object }, name: string): void {
  const inherited = ((constructor.prototype as Record<symbol, unknown>)[KINDS] as string[] | undefined) ?? [];
  Object.defineProperty(constructor.prototype, "name", { value: name, configurable: true, writable: true });
  Object.defineProperty(constructor.prototype, KINDS, { value: [...inherited, name] });
}

/** The parent of all errors of this package. */
export class BatchwireError extends Error {
  static {
    named(this, "BatchwireError");
  }
  readonly code: ErrorCode;
  readonly provider?: ProviderName;
  readonly operation?: string;

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}) {
    super(message.replace(/\s+/g, " "), "cause" in context ? { cause: context.cause } : undefined);
    this.code = code;
    this.provider = context.provider;
    this.operation = context.operation;
  }

  /** `HttpError.is(x)` also holds for its subclasses and for errors from another installed copy of the package. */
  static is<T extends abstract new (...args: never[]) => object>(
    this: T,
    value: unknown,
  ): value is InstanceType<T> {
    const prototype = this.prototype as { name: string };
    const kinds =
      typeof value === "object" && value !== null ? (value as Record<symbol, unknown>)[KINDS] : undefined;
    return Array.isArray(kinds) && kinds.includes(prototype.name);
  }

  /** A plain object for logs: all public fields, no stack, causes by name and message. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return plain(defined({ name, message, ...(this as object), cause })) as Record<string, unknown>;
  }
}

function plain(value: unknown): unknown {
  if (BatchwireError.is(value)) return value.toJSON();
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof Headers) return Object.fromEntries(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** An option is missing or contradicts another. Thrown before anything is sent. */
export class ConfigError extends BatchwireError {
  static {
    named(this, "ConfigError");
  }
  constructor(message: string, context?: ErrorContext) {
    super("config", message, context);
  }
}

/** Local checks refused the input; nothing was sent. */
export class ValidationError extends BatchwireError {
  static {
    named(this, "ValidationError");
  }
  readonly issues: readonly ValidationIssue[];
  constructor(issues: readonly ValidationIssue[], context?: ErrorContext) {
    const [first] = issues;
    const who = first?.customId === undefined ? "" : ` (custom_id ${JSON.stringify(first.customId)})`;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
    const message = first ? `${first.path}: ${first.message}${who}${more}` : "invalid input";
    super("validation", message, context);
    this.issues = issues;
  }
}

export interface HttpErrorDetails {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly bodyText: string;
  readonly errorCode?: string | undefined;
  readonly errorType?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly attempts: readonly Attempt[];
  /** One clause of ours appended to the message, for an answer that needs explaining. */
  readonly hint?: string | undefined;
}

/** The provider answered, but not with a 2xx. Nothing was carried out, unless the call was safe to repeat. */
export class HttpError extends BatchwireError {
  static {
    named(this, "HttpError");
  }
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON body, or undefined where the body was no JSON. */
  readonly body: unknown;
  readonly bodyText: string;
  readonly errorCode?: string;
  readonly errorType?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly attempts: readonly Attempt[];

  constructor(details: HttpErrorDetails, context: ErrorContext = {}, code: ErrorCode = "http") {
    const { hint, status, errorCode, errorType } = details;
    const label = errorCode ?? errorType ?? "";
    const words = [context.operation ?? "request", "answered", status];
    // A label that is no plain word may be anything: it stays in its field.
    if (/^[\w.:-]{1,64}$/.test(label)) words.push(label);
    super(code, words.join(" ") + (hint === undefined ? "" : `: ${hint}`), context);
    this.status = details.status;
    this.headers = details.headers;
    this.body = details.body;
    this.bodyText = details.bodyText;
    this.errorCode = details.errorCode;
    this.errorType = details.errorType;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.attempts = details.attempts;
  }
}

/** 401: the credential was not accepted. */
export class AuthenticationError extends HttpError {
  static {
    named(this, "AuthenticationError");
  }
}
/** 403: the credential is good, but not for this. */
export class PermissionError extends HttpError {
  static {
    named(this, "PermissionError");
  }
}
/** 404: no such path or id. */
export class NotFoundError extends HttpError {
  static {
    named(this, "NotFoundError");
  }
}
/** 413: the body was too large for the provider or a gateway before it. */
export class PayloadTooLargeError extends HttpError {
  static {
    named(this, "PayloadTooLargeError");
  }
}
/** 429: over a rate or spend limit. `retryAfterMs` holds the server's hint where it gave one. */
export class RateLimitError extends HttpError {
  static {
    named(this, "RateLimitError");
  }
}

/** No answer came, and either provably nothing was carried out or the call was safe to repeat and the tries are spent. */
export class ConnectionError extends BatchwireError {
  static {
    named(this, "ConnectionError");
  }
  readonly attempts: readonly Attempt[];
  constructor(message: string, attempts: readonly Attempt[], context?: ErrorContext) {
    super("connection", message, context);
    this.attempts = attempts;
  }
}

/** `attempt`: one try had no headers, or no further body chunk, in time. `total`: the whole call took too long. */
export class TimeoutError extends BatchwireError {
  static {
    named(this, "TimeoutError");
  }
  readonly scope: "attempt" | "total";
  readonly attempts: readonly Attempt[];
  constructor(
    scope: "attempt" | "total",
    timeoutMs: number,
    attempts: readonly Attempt[] = [],
    context?: ErrorContext,
  ) {
    super("timeout", `no answer within ${timeoutMs} ms (${scope})`, context);
    this.scope = scope;
    this.attempts = attempts;
  }
}

/**
 * What was sent, in so far as it helps to find it again: labels and digests, never recipients or texts.
 * Plain JSON, so it survives being stored.
 */
export type Correlation = Readonly<Record<string, string | number>>;

export interface UnknownOutcomeDetails {
  readonly attempts: readonly Attempt[];
  readonly startedAt: number;
  readonly correlation?: Correlation | undefined;
}

/** A paid call got no final answer: it may or may not have been carried out. `batches.reconcile` finds out. */
export class UnknownOutcomeError extends BatchwireError {
  static {
    named(this, "UnknownOutcomeError");
  }
  readonly attempts: readonly Attempt[];
  /** When the attempt began that may have been carried out, in epoch milliseconds. */
  readonly startedAt: number;
  readonly correlation?: Correlation;
  constructor(details: UnknownOutcomeDetails, context: ErrorContext = {}) {
    const what = context.operation ?? "the call";
    const message = `${what} got no final answer: it may or may not have been carried out`;
    super("unknown-outcome", message, context);
    this.attempts = details.attempts;
    this.startedAt = details.startedAt;
    this.correlation = details.correlation;
  }
}

export interface ParseDetails {
  readonly accepted: boolean;
  readonly line?: number | undefined;
  readonly byteOffset?: number | undefined;
  readonly bodyText?: string | undefined;
  readonly startedAt?: number | undefined;
  readonly correlation?: Correlation | undefined;
}

/** A 2xx whose body cannot be read. `accepted: true` says that the provider carried the call out all the same. */
export class ResponseParseError extends BatchwireError {
  static {
    named(this, "ResponseParseError");
  }
  readonly accepted: boolean;
  /** 1-based line of a results file. */
  readonly line?: number;
  /** Where that line starts in the body, in bytes. */
  readonly byteOffset?: number;
  readonly bodyText?: string;
  /** With `accepted: true`: what `batches.reconcile` needs to find the batch. */
  readonly startedAt?: number;
  readonly correlation?: Correlation;
  constructor(message: string, details: ParseDetails, context?: ErrorContext) {
    super("response-parse", message, context);
    this.accepted = details.accepted;
    this.line = details.line;
    this.byteOffset = details.byteOffset;
    this.bodyText = details.bodyText;
    this.startedAt = details.startedAt;
    this.correlation = details.correlation;
  }
}

/** A results file held fewer, more or repeated lines than the batch announced. `received` counts distinct ids. */
export class IncompleteResultsError extends BatchwireError {
  static {
    named(this, "IncompleteResultsError");
  }
  readonly expected: number;
  readonly received: number;
  constructor(expected: number, received: number, repeated: number, context?: ErrorContext) {
    const again = repeated > 0 ? `, ${repeated} repeated` : "";
    const message = `expected ${expected} results, received ${received}${again}`;
    super("incomplete-results", message, context);
    this.expected = expected;
    this.received = received;
  }
}

/** The batch did not end before the deadline of the wait. It goes on at the provider; wait again with `handle`. */
export class WaitTimeoutError extends BatchwireError {
  static {
    named(this, "WaitTimeoutError");
  }
  readonly handle: BatchHandle;
  readonly last?: BatchSnapshot;
  constructor(
    timeoutMs: number,
    handle: BatchHandle,
    last: BatchSnapshot | undefined,
    context?: ErrorContext,
  ) {
    super("wait-timeout", `the batch did not end within ${timeoutMs} ms`, context);
    this.handle = handle;
    this.last = last;
  }
}

/** A handle of another provider, account or version, or something that is no reference to a batch at all. */
export class HandleError extends BatchwireError {
  static {
    named(this, "HandleError");
  }
  constructor(message: string, context?: ErrorContext) {
    super("handle", message, context);
  }
}

/** A part of a submission failed. Everything that went out stands in `submitted`; go on at input position `next`. */
export class SubmissionError extends BatchwireError {
  static {
    named(this, "SubmissionError");
  }
  readonly submitted: readonly SubmittedPart[];
  readonly failed: { readonly from: number; readonly to: number; readonly cause: unknown };
  readonly next: number;
  constructor(
    submitted: readonly SubmittedPart[],
    failed: { from: number; to: number; cause: unknown },
    next: number,
    context?: ErrorContext,
  ) {
    const { from, to, cause } = failed;
    const why = BatchwireError.is(cause) ? `: ${cause.message}` : "";
    const message = `inputs ${from} to ${to} failed after ${submitted.length} parts${why}`;
    super("submission", message, { ...context, cause });
    this.submitted = submitted;
    this.failed = failed;
    this.next = next;
  }
}

/** The server's paging does not advance, or leads to another origin. */
export class PaginationError extends BatchwireError {
  static {
    named(this, "PaginationError");
  }
  constructor(message: string, context?: ErrorContext) {
    super("pagination", message, context);
  }
}

/** A webhook request that must not be trusted. */
export class SignatureError extends BatchwireError {
  static {
    named(this, "SignatureError");
  }
  readonly reason: "missing-header" | "algorithm" | "stale" | "mismatch";
  constructor(reason: SignatureError["reason"], message: string, context?: ErrorContext) {
    super("signature", message, context);
    this.reason = reason;
  }
}
