/** One call's state: its settings, its history, and the one error that these add up to. */
import { defined } from "../base/defined.js";
import {
  type Attempt,
  type BatchwireError,
  ConnectionError,
  type ErrorContext,
  ResponseParseError,
  TimeoutError,
  UnknownOutcomeError,
} from "../base/errors/index.js";
import { type Correlation } from "../base/types/index.js";
import { httpError } from "../base/errors/http.js";
import type { RetryPolicy } from "./retry.js";
import type { AttemptFailure, WireRequest } from "./wire.js";

export interface Call {
  readonly request: WireRequest;
  readonly policy: RetryPolicy;
  readonly resendUnknown: boolean;
  readonly signal: AbortSignal | undefined;
  readonly attemptTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly attempts: Attempt[];
  readonly context: ErrorContext;
}

/** Adds a failed attempt to the history. */
export function record({ attempts }: Call, { startedAtMs, outcome, status, reason }: AttemptFailure): void {
  attempts.push(defined({ startedAtMs, outcome, status, error: reason }));
}

/** What to throw for `cause`: a paid call that an attempt may have carried out stays unknown, whatever stopped it later. */
export function endedBy(call: Call, cause: unknown): unknown {
  const { request, attempts, context } = call;
  const first = attempts.find(({ outcome }) => outcome === "unknown");
  if (request.route.safety !== "send" || first === undefined) return cause;
  const details = { attempts, startedAt: first.startedAtMs, correlation: correlationOf(request) };
  return new UnknownOutcomeError(details, { ...context, cause });
}

/** What to throw when the tries are spent or there must be no other. */
export function settledError(call: Call, failure: AttemptFailure): unknown {
  const error = plainError(call, failure);
  return failure.outcome === "accepted" ? error : endedBy(call, error);
}

function plainError(call: Call, failure: AttemptFailure): BatchwireError {
  const { attempts, context, request, attemptTimeoutMs } = call;
  const { refusal, text, cause, startedAtMs } = failure;
  if (refusal) return httpError({ ...refusal, attempts }, context);
  const { operation, safety } = request.route;
  // A read that breaks off has lost nothing: it counts as no answer. Anything else was carried out.
  if (failure.outcome === "accepted" && (text !== undefined || safety !== "read")) {
    const what = text === undefined ? "the body broke off" : "the body is not what it should be";
    const correlation = correlationOf(request);
    // A login carries out nothing that its caller has asked for.
    const accepted = safety !== "read" && request.unauthenticated !== true;
    const details = { accepted, bodyText: text, startedAt: startedAtMs, correlation };
    return new ResponseParseError(`${operation} was answered, but ${what}`, details, { ...context, cause });
  }
  if (TimeoutError.is(cause))
    return new TimeoutError({ scope: "attempt", timeoutMs: attemptTimeoutMs, attempts }, context);
  const reason = failure.reason ?? "connection failed";
  return new ConnectionError(`${operation} got no answer (${reason})`, { attempts }, { ...context, cause });
}

function correlationOf({ correlation }: WireRequest): Correlation | undefined {
  return typeof correlation === "function" ? correlation() : correlation;
}
