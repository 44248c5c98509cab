/** Decides whether a failed poll ends a wait. */
import {
  ConnectionError,
  HttpError,
  NotFoundError,
  ResponseParseError,
  TimeoutError,
} from "../../base/errors/index.js";
import { isOfCredential } from "../../auth/auth.js";
import type { Clock } from "../../base/clock.js";

/** Within this time of its creation, a 404 on a batch means "not visible yet". */
export const GRACE_MS = 60_000;

// A batch that is not visible yet is polled more often than usual, so that the grace does not pass unused.
export const GRACE_GAP_MS = 2_000;

export interface Tolerance {
  readonly clock: Clock;
  /** Until this time (monotonic ms), a 404 means "not visible yet", unless a poll has succeeded. */
  readonly graceUntilMs: number;
  /** Whether an error comes from the provider, not from a gateway. Default: it does. */
  readonly isOwn?: ((error: HttpError) => boolean) | undefined;
}

/**
 * Decides how a wait continues after a failed poll.
 *
 * |                      | 3xx, 404                            | other 4xx | 408, 429, 5xx, no or no readable answer, no credential | else  |
 * | from the provider    | seen before: retry; 404: not yet    | throw     | retry                                                  | throw |
 * | from a gateway       | as above                            | retry     | retry                                                  |       |
 */
export function afterFailure(
  error: unknown,
  { clock, graceUntilMs, isOwn }: Tolerance,
  wasSeen: boolean,
): "throw" | "retry" | "not yet" {
  // A batch that was seen does not vanish or move: a gateway may be answering with its sign-in page.
  if (wasSeen && HttpError.is(error) && (error.status < 400 || error.status === 404)) return "retry";
  if (NotFoundError.is(error) && clock.monotonic() < graceUntilMs) return "not yet";
  if (isTransient(error)) return "retry";
  return HttpError.is(error) && isOwn?.(error) === false ? "retry" : "throw";
}

/** Whether the next poll may succeed. */
export function isTransient(error: unknown): boolean {
  if (HttpError.is(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  return (
    isOfCredential(error) ||
    ConnectionError.is(error) ||
    TimeoutError.is(error) ||
    ResponseParseError.is(error)
  );
}
