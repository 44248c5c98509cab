/** The state of one call, and the error that its failed attempts add up to. */
import type { Canceller } from "../base/abort.js";
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
import { httpError } from "../base/errors/http.js";
import type { Intent } from "../base/types/index.js";
import { isMadeForItsAnswer, type RetryPolicy } from "./retry.js";
import type { AttemptFailure, Services, WireRequest } from "./wire.js";

export interface Call {
  /** The request. Its URL may change after a 401, if the path depends on credentials. */
  request: WireRequest;
  readonly context: ErrorContext;
  readonly policy: RetryPolicy;
  readonly resendUnknown: boolean;
  readonly attemptTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  /** The caller's signal, or the scope of the total timeout, which follows that signal. */
  readonly canceller: Canceller | undefined;
  /** Ends the total timeout, once the call or its streamed body has ended. */
  readonly release: () => void;
  readonly attempts: Attempt[];
  /** Number of the attempt for the retry policy, from 1. The extra attempt after a renewal is not counted. */
  attempt: number;
  /** The value that the authenticator returned for the last attempt. */
  used?: unknown;
  /** The counted length of a streamed body in bytes, once a server has demanded it with a 411. */
  countedBytes?: number;
  /** The renewed credential, for the next attempt only. */
  fresh?: unknown;
  /** Whether the credential was renewed after a 401; it happens at most once. */
  renewed: boolean;
}

export function record({ attempts }: Call, { startedAtMs, outcome, status, reason }: AttemptFailure): void {
  attempts.push(defined({ startedAtMs, outcome, status, error: reason }));
}

/** The error to throw for `cause`. If an attempt may have carried out a paid call, it is `UnknownOutcomeError`. */
export function endedBy(services: Services, call: Call, cause: unknown): unknown {
  const { request, attempts, context } = call;
  const first = attempts.find(({ outcome }) => outcome === "unknown");
  if (request.route.safety !== "send" || first === undefined) return cause;
  // `accepted: true` says more than "unknown": keep it.
  if (ResponseParseError.is(cause) && cause.accepted) return cause;
  const fields = { attempts, ...intentOf(services, request, first.startedAtMs) };
  return new UnknownOutcomeError(fields, { ...context, cause });
}

/** The error of the last attempt, for a call that must not or cannot be tried again. */
export function errorOf(services: Services, call: Call, failure: AttemptFailure): BatchwireError {
  const { attempts, context, request, attemptTimeoutMs } = call;
  const { answer, text, cause, startedAtMs } = failure;
  if (answer) return httpError({ ...answer, attempts }, context);
  const { operation, safety } = request.route;
  const accepted = failure.outcome === "accepted" && !isMadeForItsAnswer(safety);
  // A read whose body breaks off can be repeated: it counts as no answer.
  if (text !== undefined || accepted) {
    const what = text === undefined ? "the body broke off" : "the body is not what it should be";
    // A failed login never means that the caller's request was carried out.
    const fields = {
      accepted: accepted && request.login === undefined,
      bodyText: text,
      ...intentOf(services, request, startedAtMs),
    };
    return new ResponseParseError(`${operation} was answered, but ${what}`, fields, { ...context, cause });
  }
  if (TimeoutError.is(cause))
    return new TimeoutError({ scope: "attempt", timeoutMs: attemptTimeoutMs, attempts }, context);
  const reason = failure.reason ?? "connection failed";
  return new ConnectionError(`${operation} got no answer (${reason})`, { attempts }, { ...context, cause });
}

/** The members that make the error of a paid call an `Intent`. */
function intentOf(
  { clock, serverClock, account }: Services,
  { correlation }: WireRequest,
  startedAt: number,
): Omit<Intent, "provider" | "operation"> {
  return defined({
    startedAt,
    endedAt: clock.now(),
    account: account(),
    correlation: typeof correlation === "function" ? correlation() : correlation,
    skewMs: serverClock.skewAt(startedAt),
  });
}
