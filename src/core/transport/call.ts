/** One call: the state of trying it, and the one error that its failed attempts add up to. */
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
import type { RetryPolicy } from "./retry.js";
import type { AttemptFailure, Services, WireRequest } from "./wire.js";

/** The state of trying one request. */
export interface Call {
  /** After a 401 it may go to another path. */
  request: WireRequest;
  readonly context: ErrorContext;
  readonly policy: RetryPolicy;
  readonly resendUnknown: boolean;
  readonly attemptTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
  /** Lets go of the total timeout, once the call or the body that it handed over has ended. */
  readonly release: () => void;
  /** The failed attempts so far. */
  readonly attempts: Attempt[];
  /** The attempt that counts against the policy: one more with a new credential does not. */
  attempt: number;
  /** The credential of the last attempt, as its authenticator knows it. */
  used?: unknown;
  /** The length of a body that was counted because the server wants to know it. */
  countedBytes?: number;
  /** What the authenticator has for the next attempt alone, after a 401. */
  fresh?: unknown;
  /** The credential was renewed after a 401, which happens once. */
  renewed: boolean;
}

/** Adds a failed attempt to the history. */
export function record({ attempts }: Call, { startedAtMs, outcome, status, reason }: AttemptFailure): void {
  attempts.push(defined({ startedAtMs, outcome, status, error: reason }));
}

/** What to throw for `cause`: a paid call that an attempt may have carried out stays unknown, whatever stopped it later. */
export function endedBy(services: Services, call: Call, cause: unknown): unknown {
  const { request, attempts, context } = call;
  const first = attempts.find(({ outcome }) => outcome === "unknown");
  if (request.route.safety !== "send" || first === undefined) return cause;
  // That it was carried out is more than to say that it may have been.
  if (ResponseParseError.is(cause) && cause.accepted) return cause;
  const fields = { attempts, ...intentOf(services, request, first.startedAtMs) };
  return new UnknownOutcomeError(fields, { ...context, cause });
}

/** The error of the last attempt: what to throw when the tries are spent or there must be no other. */
export function errorOf(services: Services, call: Call, failure: AttemptFailure): BatchwireError {
  const { attempts, context, request, attemptTimeoutMs } = call;
  const { answer, text, cause, startedAtMs } = failure;
  if (answer) return httpError({ ...answer, attempts }, context);
  const { operation, safety } = request.route;
  // A read whose body breaks off can simply be repeated: it counts as no answer.
  if (text !== undefined || (failure.outcome === "accepted" && safety !== "read")) {
    const what = text === undefined ? "the body broke off" : "the body is not what it should be";
    // A failed login never means that the caller's request was carried out.
    const accepted = failure.outcome === "accepted" && safety !== "read" && request.login === undefined;
    const fields = { accepted, bodyText: text, ...intentOf(services, request, startedAtMs) };
    return new ResponseParseError(`${operation} was answered, but ${what}`, fields, { ...context, cause });
  }
  if (TimeoutError.is(cause))
    return new TimeoutError({ scope: "attempt", timeoutMs: attemptTimeoutMs, attempts }, context);
  const reason = failure.reason ?? "connection failed";
  return new ConnectionError(`${operation} got no answer (${reason})`, { attempts }, { ...context, cause });
}

/** What makes the error of a paid call an `Intent`. */
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
    skewMs: serverClock.skewMs,
  });
}
