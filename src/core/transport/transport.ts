/**
 * One request from the facade to the socket and back: limiter, credential, attempts. Whether an attempt is repeated is
 * decided in `retry`, what an attempt came to in `attempt`; this file is the loop between them.
 */
import { AbortScope, raceAbort } from "../base/abort.js";
import { runAttempt } from "./attempt.js";
import { type Call, endedBy, record, settledError } from "./call.js";
import { TimeoutError } from "../base/errors/index.js";
import { announceRetry } from "./hooks.js";
import { httpError } from "../base/errors/http.js";
import { backoffMs, mayRetry, retryPolicy } from "./retry.js";
import type { SendOptions } from "../base/types/index.js";
import type { Answer, AttemptFailure, Services, WireRequest } from "./wire.js";

const ATTEMPT_TIMEOUT_MS = 60_000;

export class Transport {
  readonly parts: Services;
  #dated: { readonly date: string | null; readonly atMs: number } | undefined;

  constructor(parts: Services) {
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
      scope?.expireAfter(
        totalMs,
        () => new TimeoutError({ scope: "total", timeoutMs: totalMs, attempts: call.attempts }, call.context),
      );
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
      record(call, result);
      if (result.rethrow || result.aborted) throw endedBy(call, result.cause);
      if (result.refusal) this.#observe(call, result.refusal.headers);

      if (!renewed && this.#mayRenew(call, used, result)) {
        renewed = true;
        tries--;
        await this.#announceRetry(call, headers, result, 0);
        continue;
      }
      const delayMs = this.#delayMs(call, result, tries);
      if (delayMs === undefined) throw settledError(call, result);
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
      throw endedBy(call, error);
    }
  }

  async #sleep(call: Call, delayMs: number): Promise<void> {
    try {
      await this.parts.clock.sleep(delayMs, call.signal);
    } catch (error) {
      throw endedBy(call, error);
    }
  }

  #mayRenew(call: Call, used: unknown, failure: AttemptFailure): boolean {
    if (failure.refusal?.status !== 401 || call.request.unauthenticated === true || !isReplayable(call))
      return false;
    return this.parts.auth.renew?.(used, failure.refusal) ?? false;
  }

  /** How long to wait before the next try; undefined when there must be none. Pauses the group after a 429. */
  #delayMs(call: Call, failure: AttemptFailure, tries: number): number | undefined {
    const { dialect, limiter, clock } = this.parts;
    const { policy, request } = call;
    const limited = failure.status === 429;
    const fallback = limited && failure.final !== true ? dialect.pauseWithoutHintMs : undefined;
    const pauseMs = failure.hintMs ?? fallback;
    const delayMs = pauseMs ?? backoffMs(policy, tries, () => clock.random());
    if (limited && (failure.final !== true || failure.hintMs !== undefined)) {
      const { refusal } = failure;
      const again =
        refusal &&
        ((retryAfterMs: number) => httpError({ ...refusal, retryAfterMs, attempts: [] }, call.context));
      limiter.pause(groupOf(request), delayMs, again);
    }
    if (tries >= policy.maxAttempts || !isReplayable(call)) return undefined;
    if (!mayRetry(request.route.safety, failure, call.resendUnknown)) return undefined;
    return pauseMs !== undefined && pauseMs > policy.maxRetryAfterMs ? undefined : delayMs;
  }

  /** What the headers of any answer tell: how far the server's clock is from ours, and what is left of a quota. */
  #observe(call: Call, headers: Headers): void {
    this.#dated = { date: headers.get("date"), atMs: this.parts.clock.now() };
    const pauseMs = this.parts.dialect.quotaPauseMs?.(headers);
    if (pauseMs !== undefined) this.parts.limiter.pause(groupOf(call.request), pauseMs);
  }

  async #announceRetry(
    call: Call,
    headers: Headers,
    failure: AttemptFailure,
    delayMs: number,
  ): Promise<void> {
    try {
      await announceRetry(this.parts, call.request, headers, {
        ...failure,
        attempt: call.attempts.length,
        delayMs,
      });
    } catch (error) {
      throw endedBy(call, error);
    }
  }
}

function isReplayable({ request: { body } }: Call): boolean {
  return body === undefined || typeof body === "string" || body.isReplayable();
}

function groupOf({ route }: WireRequest): string {
  return route.group ?? "default";
}
