/**
 * Sends one request: limiter, credential, attempts and back-off.
 *
 *     send ─► limiter ─► credential ─► limiter again ─► attempt ─► fetch
 *              ▲  waits while the     getting one takes  │
 *              │  limit group is      time, in which     │
 *              │  paused by a 429     a 429 may come     ▼
 *              └───── back-off ◄── may it be tried again? ──► answer, or one typed error
 *
 * This file is the loop. `attempt` makes one attempt, `retry` decides whether another follows, and `call` turns the failed
 * attempts into one error.
 */
import { AbortScope, raceAbort, signalOf } from "../base/abort.js";
import { httpError } from "../base/errors/http.js";
import { TimeoutError } from "../base/errors/index.js";
import type { SendOptions } from "../base/types/index.js";
import { runAttempt } from "./attempt.js";
import { type Call, endedBy, errorOf, record } from "./call.js";
import { announceRetry } from "./hooks.js";
import { backoffMs, mayRetry, type RetryPolicy, retryPolicy } from "./retry.js";
import { countBytes, isReplayable, isUpload } from "./upload.js";
import type { Answer, AttemptFailure, Services, WireRequest } from "./wire.js";

const ATTEMPT_TIMEOUT_MS = 60_000;

/** Per-call settings that only our own code sets; `client.raw` passes its own fetch here. */
export type TransportOptions = SendOptions & { readonly fetch?: typeof globalThis.fetch | undefined };

export class Transport {
  readonly #services: Services;
  readonly #policy: RetryPolicy;

  constructor(services: Services) {
    this.#services = services;
    this.#policy = retryPolicy(services.options.retry);
  }

  async send(request: WireRequest, options: TransportOptions = {}): Promise<Answer> {
    const call = this.#begin(request, options);
    let handedOver = false;
    try {
      for (;;) {
        await this.#prepare(call);
        const result = await runAttempt(this.#services, call);
        if (result.ok) {
          this.#observe(request, result.response.headers);
          handedOver = result.bytes !== undefined;
          return result;
        }
        await this.#beforeNextAttempt(call, result);
      }
    } catch (error) {
      throw endedBy(this.#services, call, error);
    } finally {
      if (!handedOver) call.release();
    }
  }

  #begin(request: WireRequest, options: TransportOptions): Call {
    const { options: defaults, dialect } = this.#services;
    const totalMs = options.totalTimeoutMs ?? defaults.totalTimeoutMs;
    // A total timeout needs its own scope around all attempts and pauses; otherwise the caller's signal is enough.
    const scope = totalMs === undefined ? undefined : new AbortScope(options.signal);
    const call: Call = {
      request,
      context: { provider: dialect.provider, operation: request.route.operation },
      policy: options.retry === undefined ? this.#policy : retryPolicy(defaults.retry, options.retry),
      resendUnknown: options.retryUnknown === "may-send-twice",
      attemptTimeoutMs: options.attemptTimeoutMs ?? defaults.attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS,
      fetch: options.fetch ?? defaults.fetch ?? globalThis.fetch,
      canceller: scope ?? options.signal,
      release: () => scope?.close(),
      attempts: [],
      attempt: 1,
      renewed: false,
    };
    if (totalMs !== undefined) {
      scope?.expireAfter(
        totalMs,
        () => new TimeoutError({ scope: "total", timeoutMs: totalMs, attempts: call.attempts }, call.context),
      );
    }
    return call;
  }

  /** Waits for the limiter and sets the credential. An error here means that nothing was sent. */
  async #prepare(call: Call): Promise<void> {
    const { request, policy, canceller } = call;
    const { limiter, auth } = this.#services;
    const group = groupOf(request);
    canceller?.throwIfAborted();
    do {
      if (limiter.pauses.size > 0) await limiter.ready(group, policy.maxRetryAfterMs, signalOf(canceller));
      const used = (request.login ?? auth).authorize(request.headers, call.fresh);
      call.fresh = undefined;
      call.used = typeof used === "object" ? await raceAbort(used, canceller) : used;
      // Getting the credential took time, in which another call may have been answered 429.
    } while (limiter.pauses.size > 0 && limiter.isPaused(group));
  }

  /** Resolves when the next attempt may start. Throws the call's error if there must be none. */
  async #beforeNextAttempt(call: Call, failure: AttemptFailure): Promise<void> {
    record(call, failure);
    if (failure.rethrow || failure.aborted) throw failure.cause;
    if (failure.answer) this.#observe(call.request, failure.answer.headers);
    if ((await this.#couldRenew(call, failure)) || (await this.#couldCount(call, failure)))
      return announceRetry(this.#services, call, failure, 0);
    const delayMs = this.#delayMs(call, failure);
    this.#pauseGroup(call, failure, delayMs);
    if (!this.#mayTryAgain(call, failure, delayMs)) throw errorOf(this.#services, call, failure);
    call.attempt++;
    await announceRetry(this.#services, call, failure, delayMs);
    // After a 429 the call waits in the limiter, like all others of its group.
    if (failure.status !== 429) await this.#services.clock.sleep(delayMs, signalOf(call.canceller));
  }

  /** After a 401: whether a new credential or URL is available for one more attempt. */
  async #couldRenew(call: Call, { answer }: AttemptFailure): Promise<boolean> {
    const { request, used, renewed, canceller } = call;
    if (renewed || answer?.status !== 401 || request.login || !isReplayable(request.body)) return false;
    const fresh = await raceAbort(Promise.resolve(this.#services.auth.renew?.(used, answer)), canceller);
    const url = await raceAbort(Promise.resolve(request.address?.() ?? request.url), canceller);
    const isFresh = fresh !== undefined && fresh !== false;
    if (!isFresh && url === request.url) return false;
    call.renewed = true;
    if (isFresh) call.fresh = fresh;
    if (url !== request.url) call.request = { ...request, url };
    return true;
  }

  /** After a 411 (length required): counts a streamed body once. True if it can then be sent again. */
  async #couldCount(call: Call, { status }: AttemptFailure): Promise<boolean> {
    const { body } = call.request;
    const isUnknown = body !== undefined && isUpload(body) && body.byteLength === undefined;
    if (status !== 411 || !isUnknown || call.countedBytes !== undefined || !body.isReplayable()) return false;
    call.countedBytes = await raceAbort(countBytes(body), call.canceller);
    return body.isReplayable();
  }

  /** Delay before the next attempt in ms: the server's hint, else the provider's known pause, else the back-off. */
  #delayMs({ policy, attempt }: Call, failure: AttemptFailure): number {
    const { clock } = this.#services;
    return this.#pauseMs(failure) ?? backoffMs(policy, attempt, () => clock.random());
  }

  #pauseMs({ hintMs, status, final }: AttemptFailure): number | undefined {
    const known = status === 429 && final !== true ? this.#services.dialect.pauseWithoutHintMs : undefined;
    return hintMs ?? known;
  }

  /** A 429 pauses all calls of the same limit group. */
  #pauseGroup({ request, context }: Call, failure: AttemptFailure, delayMs: number): void {
    const { answer, status, final, hintMs } = failure;
    if (answer === undefined || status !== 429 || (final === true && hintMs === undefined)) return;
    const again = (retryAfterMs: number): Error =>
      httpError({ ...answer, retryAfterMs, attempts: [] }, context);
    this.#services.limiter.pause(groupOf(request), delayMs, again);
  }

  #mayTryAgain(call: Call, failure: AttemptFailure, delayMs: number): boolean {
    const { policy, request, attempt, resendUnknown } = call;
    if (attempt >= policy.maxAttempts || !isReplayable(request.body)) return false;
    if (!mayRetry(request.route.safety, failure, resendUnknown)) return false;
    return this.#pauseMs(failure) === undefined || delayMs <= policy.maxRetryAfterMs;
  }

  /** Reads any answer's headers: the server's time and the remaining quota. */
  #observe(request: WireRequest, headers: Headers): void {
    this.#services.serverClock.observe(headers);
    const pauseMs = this.#services.dialect.quotaPauseMs?.(headers);
    if (pauseMs !== undefined) this.#services.limiter.pause(groupOf(request), pauseMs);
  }
}

function groupOf({ route }: WireRequest): string {
  return route.group ?? "default";
}
