/** Decides when to retry and how long to wait. Pure functions; the loop is in `transport.ts`. */
import { defined } from "../base/defined.js";
import type { AttemptOutcome } from "../base/errors/index.js";
import type { RetryOptions, Safety } from "../base/types/index.js";
import { dateMs, headerValues, httpDateMs } from "./http-date.js";

/** Internal extension of the retry options: the growth of the back-off. */
export interface BackoffOptions extends RetryOptions {
  /** Default 2. */
  readonly factor?: number | undefined;
}

export type RetryPolicy = Required<BackoffOptions>;

const DEFAULTS: RetryPolicy = {
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 60_000,
  factor: 2,
};

export function retryPolicy(...layers: readonly (RetryOptions | false | undefined)[]): RetryPolicy {
  let policy = DEFAULTS;
  for (const layer of layers) {
    if (layer === false) policy = { ...policy, maxAttempts: 1 };
    else if (layer) policy = { ...policy, ...defined(layer) };
  }
  return policy;
}

/** Full jitter: random between 0 and a ceiling that grows with each attempt (1-based). */
export function backoffMs(policy: RetryPolicy, attempt: number, random: () => number): number {
  return random() * Math.min(policy.maxDelayMs, policy.initialDelayMs * policy.factor ** (attempt - 1));
}

const NUMBER = /^\d{1,15}(\.\d{1,9})?$/;

function numberIn(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  // Too many digits to wait for, but still a hint: fail rather than retry early.
  return /^\d+$/.test(text) ? Number.MAX_SAFE_INTEGER : undefined;
}

/** The readable values of a possibly repeated header: provider and gateway may both ask to wait. */
function readable(header: string | null, read: (text: string) => number | undefined): readonly number[] {
  return headerValues(header).flatMap((text) => read(text) ?? []);
}

/** The server's hint in ms, the longest of several: undefined if missing or unreadable, 0 for a date in the past. */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  // The date is by the server's clock, like its `Date` header: the difference of the two needs no clock of ours.
  const fromMs = dateMs(headers) ?? nowMs;
  const inMs = readable(headers.get("retry-after-ms"), numberIn);
  const inSeconds = readable(headers.get("retry-after"), (text) => {
    const seconds = numberIn(text);
    if (seconds !== undefined) return Math.min(seconds * 1_000, Number.MAX_SAFE_INTEGER);
    const atMs = httpDateMs(text);
    return atMs === undefined ? undefined : Math.max(0, atMs - fromMs);
  });
  const hints = [...inMs, ...inSeconds];
  return hints.length > 0 ? Math.max(...hints) : undefined;
}

export interface RetryInput {
  readonly outcome: AttemptOutcome;
  readonly status?: number | undefined;
  /** The provider says that a retry is useless. */
  readonly final?: boolean;
}

/** Whether a success that cannot be read achieved nothing: the call was made for the data, or for the id of a file. */
export function isMadeForItsAnswer(safety: Safety): boolean {
  return safety === "read" || safety === "stage";
}

/**
 * Whether another attempt may follow a failed one:
 *
 * |             | notSent | 429, documented "not processed" | 408 | other 3xx, 4xx | unknown | 2xx, unreadable |
 * | read, stage | yes     | yes                             | yes | no             | yes     | yes             |
 * | idempotent  | yes     | yes                             | yes | no             | yes     | no              |
 * | send        | yes     | yes                             | no  | no             | never   | never           |
 *
 * `resendUnknown` is the caller's `retryUnknown: "may-send-twice"`. Whether a 401 is retried with a new token is decided
 * by the authenticator, not here.
 */
export function mayRetry(safety: Safety, failure: RetryInput, resendUnknown: boolean): boolean {
  if (failure.final === true) return false;
  const repeatable = safety !== "send" || resendUnknown;
  switch (failure.outcome) {
    case "notSent":
      return true;
    case "unknown":
      return repeatable;
    case "accepted":
      return isMadeForItsAnswer(safety);
    case "refused":
      return failure.status === 429 || (failure.status ?? 0) >= 500 || (failure.status === 408 && repeatable);
  }
}
