/**
 * One request from the facade to the socket and back: limiter, credential, attempts. Whether an attempt is repeated is
 * decided in `retry`, what an attempt came to in `attempt`; this file is the loop between them.
 */
import { AbortScope, raceAbort } from "./abort.js";
import { type Failure, requestEvent, runAttempt } from "./attempt.js";
import type { Authenticator } from "./auth.js";
import type { ByteSource, Upload } from "./body.js";
import type { Clock } from "./clock.js";
import type { Dialect } from "./dialect.js";
import {
  type Attempt,
  type BatchwireError,
  ConnectionError,
  type Correlation,
  type ErrorContext,
  httpError,
  ResponseParseError,
  TimeoutError,
  UnknownOutcomeError,
} from "./errors.js";
import type { Limiter } from "./limiter.js";
import type { Redactor } from "./redact.js";
import { backoffMs, mayRetry, type RetryPolicy, retryPolicy, type Safety } from "./retry.js";
import type { ClientOptions, SendOptions } from "./types.js";

/** What the spec says of an operation; see `routes` in the generated files. */
export interface Route {
  readonly operation: string;
  readonly safety: Safety;
  /** Calls of one group share the provider's rate limit. */
  readonly group?: string;
}

export interface WireRequest {
  readonly route: Route;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: string | Upload | undefined;
  /** `bytes` hands the body over unread. */
  readonly read: "json" | "text" | "bytes";
  /** A 2xx without a body is a complete answer. */
  readonly emptyOk?: boolean | undefined;
  /** A 2xx whose document lacks what the caller lives on counts as unreadable. */
  readonly isComplete?: ((data: unknown) => boolean) | undefined;
  /** Follow one redirect to another origin, without credentials. */
  readonly followRedirect?: boolean | undefined;
  /** Goes into an error whose outcome is unknown, for `reconcile`. */
  readonly correlation?: Correlation | (() => Correlation | undefined) | undefined;
  /** A request of the authenticator's own, which carries its credential itself. */
  readonly unauthenticated?: boolean | undefined;
}

export interface Answer {
  readonly response: Response;
  readonly data: unknown;
  readonly bytes?: ByteSource;
}

export interface TransportParts {
  readonly dialect: Dialect;
  readonly options: ClientOptions;
  readonly auth: Authenticator;
  readonly limiter: Limiter;
  readonly redactor: Redactor;
  readonly clock: Clock;
}

const ATTEMPT_TIMEOUT_MS = 60_000;

/** One call's state: its settings, its history, and the errors these add up to. */
interface Call {
  readonly request: WireRequest;
  readonly policy: RetryPolicy;
  readonly resendUnknown: boolean;
  readonly signal: AbortSignal | undefined;
  readonly attemptTimeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly attempts: Attempt[];
  readonly context: ErrorContext;
}

export class Transport {
  readonly parts: TransportParts;
  #dated: { readonly date: string | null; readonly atMs: number } | undefined;

  constructor(parts: TransportParts) {
    this.parts = parts;
  }

  /** How far the server's clock is ahead of ours, by its latest answer; 0 as long as it has not said. */
  get skewMs(): number {
    const skewMs = Date.parse(this.#dated?.date ?? "") - (this.#dated?.atMs ?? 0);
    return Number.isNaN(skewMs) ? 0 : skewMs;
  }

  async send(
    request: WireRequest,
    options: SendOptions = {},
    fetch?: typeof globalThis.fetch,
  ): Promise<Answer> {
    const defaults = this.parts.options;
    const totalMs = options.totalTimeoutMs ?? defaults.totalTimeoutMs;
    // A total deadline needs a scope of its own around all attempts and sleeps; without one the caller's signal does.
    const scope = totalMs === undefined ? undefined : new AbortScope(options.signal);
    const call: Call = {
      request,
      policy: retryPolicy(defaults.retry, options.retry),
      resendUnknown: options.retryUnknown === "may-send-twice",
      signal: scope?.signal ?? options.signal,
      attemptTimeoutMs: options.attemptTimeoutMs ?? defaults.attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS,
      fetch: fetch ?? defaults.fetch ?? globalThis.fetch,
      attempts: [],
      context: { provider: this.parts.dialect.provider, operation: request.route.operation },
    };
    if (totalMs !== undefined) {
      scope?.expireAfter(totalMs, () => new TimeoutError("total", totalMs, call.attempts, call.context));
    }
    let handedOver = false;
    try {
      const answer = await this.#tryUntilSettled(call, () => scope?.close());
      handedOver = answer.bytes !== undefined;
      return answer;
    } finally {
      if (!handedOver) scope?.close();
    }
  }

  async #tryUntilSettled(call: Call, release: () => void): Promise<Answer> {
    const { request, signal, attemptTimeoutMs, fetch } = call;
    let renewed = false;
    for (let tries = 1; ; tries++) {
      const { used, headers } = await this.#prepare(call);
      const number = call.attempts.length + 1;
      const input = { request, headers, signal, attemptTimeoutMs, fetch, number, release };
      const result = await runAttempt(this.parts, input);
      if (result.ok) {
        this.#observe(call, result.answer.response.headers);
        return result.answer;
      }
      call.attempts.push(record(result));
      if (result.rethrow || result.aborted) throw this.#sentBefore(call, result.cause) ?? result.cause;
      if (result.refusal) this.#observe(call, result.refusal.headers);

      if (!renewed && this.#mayRenew(call, used, result)) {
        renewed = true;
        tries--;
        await this.#announceRetry(call, headers, result, 0);
        continue;
      }
      const delayMs = this.#delayMs(call, result, tries);
      if (delayMs === undefined) throw this.#settledError(call, result);
      await this.#announceRetry(call, headers, result, delayMs);
      // A 429 has paused the whole group; the limiter keeps this call waiting with all the others.
      if (result.status !== 429) await this.#sleep(call, delayMs);
    }
  }

  /** Everything that has to happen before a byte may leave. What fails here was never sent. */
  async #prepare(call: Call): Promise<{ used: unknown; headers: Headers }> {
    const { request, policy, signal } = call;
    const { limiter, auth } = this.parts;
    const group = groupOf(request);
    const { headers } = request;
    try {
      signal?.throwIfAborted();
      let used: unknown;
      do {
        const pause = limiter.ready(group, policy.maxRetryAfterMs, signal);
        if (pause) await pause;
        const pending = request.unauthenticated === true ? undefined : auth.authorize(headers, signal);
        if (pending) used = await raceAbort(pending, signal);
        // Getting a credential takes time, in which another call may have been told to pause.
      } while (limiter.isPaused(group));
      return { used, headers };
    } catch (error) {
      throw this.#sentBefore(call, error) ?? error;
    }
  }

  async #sleep(call: Call, delayMs: number): Promise<void> {
    try {
      await this.parts.clock.sleep(delayMs, call.signal);
    } catch (error) {
      throw this.#sentBefore(call, error) ?? error;
    }
  }

  #mayRenew(call: Call, used: unknown, failure: Failure): boolean {
    if (failure.refusal?.status !== 401 || call.request.unauthenticated === true || !replayable(call))
      return false;
    return this.parts.auth.renew?.(used, failure.refusal) ?? false;
  }

  /** How long to wait before the next try; undefined when there must be none. Pauses the group after a 429. */
  #delayMs(call: Call, failure: Failure, tries: number): number | undefined {
    const { dialect, limiter, clock } = this.parts;
    const { policy, request } = call;
    const limited = failure.status === 429;
    const fallback = limited && failure.final !== true ? dialect.pauseWithoutHintMs : undefined;
    const delayMs = failure.hintMs ?? fallback ?? backoffMs(policy, tries, () => clock.random());
    if (limited && (failure.final !== true || failure.hintMs !== undefined)) {
      const { refusal } = failure;
      const again =
        refusal &&
        ((retryAfterMs: number) => httpError({ ...refusal, retryAfterMs, attempts: [] }, call.context));
      limiter.pause(groupOf(request), delayMs, again);
    }
    if (tries >= policy.maxAttempts || !replayable(call)) return undefined;
    if (!mayRetry(request.route.safety, failure, call.resendUnknown)) return undefined;
    return failure.hintMs !== undefined && failure.hintMs > policy.maxRetryAfterMs ? undefined : delayMs;
  }

  /** What the headers of any answer tell: how far the server's clock is from ours, and what is left of a quota. */
  #observe(call: Call, headers: Headers): void {
    this.#dated = { date: headers.get("date"), atMs: this.parts.clock.now() };
    const pauseMs = this.parts.dialect.quotaPauseMs?.(headers);
    if (pauseMs !== undefined) this.parts.limiter.pause(groupOf(call.request), pauseMs);
  }

  async #announceRetry(call: Call, headers: Headers, failure: Failure, delayMs: number): Promise<void> {
    const { hooks } = this.parts.options;
    if (hooks?.onRetry === undefined) return;
    const event = requestEvent(this.parts.redactor, call.request, headers, call.attempts.length);
    const status = failure.status === undefined ? {} : { status: failure.status };
    try {
      await hooks.onRetry({ ...event, delayMs, outcome: failure.outcome, ...status });
    } catch (error) {
      throw this.#sentBefore(call, error) ?? error;
    }
  }

  /** A paid call that an earlier attempt may have carried out stays unknown, whatever stopped the later ones. */
  #sentBefore(call: Call, cause: unknown): UnknownOutcomeError | undefined {
    const { request, attempts, context } = call;
    const first = attempts.find(({ outcome }) => outcome === "unknown");
    if (request.route.safety !== "send" || first === undefined) return undefined;
    const details = { attempts, startedAt: first.startedAtMs, correlation: correlationOf(request) };
    return new UnknownOutcomeError(details, { ...context, cause });
  }

  /** The one error that a call ends with when its tries are spent or there must be no other. */
  #settledError(call: Call, failure: Failure): unknown {
    const error = this.#plainError(call, failure);
    return failure.outcome === "accepted" ? error : (this.#sentBefore(call, error) ?? error);
  }

  #plainError(call: Call, failure: Failure): BatchwireError {
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
    if (TimeoutError.is(cause)) return new TimeoutError("attempt", attemptTimeoutMs, attempts, context);
    const reason = failure.reason ?? "connection failed";
    return new ConnectionError(`${operation} got no answer (${reason})`, attempts, { ...context, cause });
  }
}

function groupOf({ route }: WireRequest): string {
  return route.group ?? "default";
}

function replayable({ request: { body } }: Call): boolean {
  return body === undefined || typeof body === "string" || body.isReplayable();
}

function correlationOf({ correlation }: WireRequest): Correlation | undefined {
  return typeof correlation === "function" ? correlation() : correlation;
}

function record(failure: Failure): Attempt {
  const { startedAtMs, outcome, status, reason } = failure;
  return {
    startedAtMs,
    outcome,
    ...(status === undefined ? {} : { status }),
    ...(reason === undefined ? {} : { error: reason }),
  };
}
