/** Waits for one batch: a loop for all providers that neither overloads the server nor gives up on brief failures. */
import type { Clock } from "../../base/clock.js";
import {
  ConnectionError,
  HttpError,
  NotFoundError,
  ResponseParseError,
  TimeoutError,
} from "../../base/errors/index.js";
import { checkWaitOptions } from "../../base/options.js";
import type {
  BatchHandle,
  BatchSnapshot,
  CallOptions,
  PollSchedule,
  WaitOptions,
} from "../../base/types/index.js";
import { PollTiming } from "./poll-timing.js";
import { InterruptibleSleep } from "./interruptible-sleep.js";

/** The state of a batch as one poll reads it. */
export type Reading<Raw, Report = unknown> = Pick<
  BatchSnapshot<Raw, Report>,
  "raw" | "phase" | "outcome" | "counts" | "report" | "rejected"
> & {
  /** Nothing can change before this time, in epoch ms: on the provider's clock when read, later converted to ours. */
  readonly notBeforeMs?: number | undefined;
};

/** The state whose changes are reported to callers. */
export type Standing = Pick<BatchSnapshot, "phase" | "outcome" | "counts">;

export interface PollSetup<Raw, Report> {
  readonly handle: BatchHandle;
  readonly read: (options: CallOptions) => Promise<Reading<Raw, Report>>;
  readonly schedule: PollSchedule;
  readonly options: WaitOptions<BatchSnapshot<Raw, Report>>;
  readonly clock: Clock;
  /** Default deadline in ms. Default: none. */
  readonly defaultTimeoutMs?: number | undefined;
  /** Until this time (epoch ms), a 404 means "not visible yet", unless a poll has succeeded. */
  readonly graceUntilMs: number;
  /** Whether an error comes from the provider, not from a gateway. Default: it does. */
  readonly isOwn?: ((error: HttpError) => boolean) | undefined;
  /** Calls the listener when this client changes the batch. Returns a function that removes the listener. */
  readonly onChanged?: ((listener: () => void) => () => void) | undefined;
  readonly rejected?: BatchSnapshot["rejected"] | undefined;
  readonly onPoll?: ((snapshot: BatchSnapshot<Raw, Report>) => void | Promise<void>) | undefined;
}

export const MAX_CONSECUTIVE_ERRORS = 10;

/** Within this time of its creation, a 404 on a batch means "not visible yet". */
export const GRACE_MS = 60_000;

// A batch that is not visible yet is polled more often than usual, so that the grace does not pass unused.
export const GRACE_GAP_MS = 2_000;

/** Yields one snapshot per successful poll, and ends after the terminal one. */
export async function* poll<Raw, Report>(
  setup: PollSetup<Raw, Report>,
): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
  const { clock, options, handle } = setup;
  checkWaitOptions(options);
  const { signal, maxConsecutiveErrors = MAX_CONSECUTIVE_ERRORS, onProgress } = options;
  const startedAtMs = clock.monotonic();
  const timing = new PollTiming(setup);
  // A change by this client wakes the sleep.
  const naps = new InterruptibleSleep(clock, options);
  const unlisten = setup.onChanged?.(() => naps.wake());
  let last: BatchSnapshot<Raw, Report> | undefined;
  let errors = 0;
  try {
    for (let polls = 1; ; polls++) {
      signal?.throwIfAborted();
      const result = await attempt(setup.read, { ...(signal && { signal }), ...timing.callTimeout() });
      let waitMs = 0;
      if (result.ok) {
        errors = 0;
        const { notBeforeMs, ...reading } = result.reading;
        waitMs = (notBeforeMs ?? -Infinity) - clock.now();
        const rejected = setup.rejected?.length ? { rejected: setup.rejected } : {};
        const elapsedMs = clock.monotonic() - startedAtMs;
        const snapshot = { handle, ...reading, ...rejected, polls, elapsedMs };
        // Await the result: the type also allows an async function, whose rejection must not go unhandled.
        if (last === undefined || hasChanged(last, snapshot)) await (onProgress?.(snapshot) as unknown);
        last = snapshot;
        await setup.onPoll?.(snapshot);
        yield snapshot;
        if (snapshot.phase === "ended") return;
        if (snapshot.phase === "scheduled") timing.startsIn(waitMs);
      } else {
        const { error } = result;
        signal?.throwIfAborted();
        if (timing.isOver()) throw timing.timeoutError(last);
        const verdict = afterFailure(error, setup, last !== undefined);
        if (verdict === "throw" || (verdict === "retry" && ++errors > maxConsecutiveErrors)) throw error;
        if (verdict === "not yet") timing.nextGapAtMost(GRACE_GAP_MS);
        if (HttpError.is(error)) waitMs = error.retryAfterMs ?? 0;
      }
      const { sleepMs, isLast } = timing.next(waitMs);
      await naps.sleep(sleepMs, signal);
      if (isLast) throw timing.timeoutError(last);
    }
  } finally {
    unlisten?.();
  }
}

async function attempt<Raw, Report>(
  read: PollSetup<Raw, Report>["read"],
  options: CallOptions,
): Promise<{ ok: true; reading: Reading<Raw, Report> } | { ok: false; error: unknown }> {
  try {
    return { ok: true, reading: await read(options) };
  } catch (error) {
    return { ok: false, error };
  }
}

/**
 * Decides how a wait continues after a failed poll.
 *
 * |                      | 3xx, 404                            | other 4xx | 408, 429, 5xx, no or no readable answer | else  |
 * | from the provider    | seen before: retry; 404: not yet    | throw     | retry                                   | throw |
 * | from a gateway       | as above                            | retry     | retry                                   |       |
 */
export function afterFailure(
  error: unknown,
  { clock, graceUntilMs, isOwn }: Pick<PollSetup<never, never>, "clock" | "graceUntilMs" | "isOwn">,
  wasSeen: boolean,
): "throw" | "retry" | "not yet" {
  // A batch that was seen does not vanish or move: a gateway may be answering with its sign-in page.
  if (wasSeen && HttpError.is(error) && (error.status < 400 || error.status === 404)) return "retry";
  if (NotFoundError.is(error)) {
    // A creation time ahead of our clock only shows that the clocks differ.
    const leftMs = graceUntilMs - clock.now();
    if (leftMs > 0 && leftMs <= GRACE_MS) return "not yet";
  }
  if (isTransient(error)) return "retry";
  return HttpError.is(error) && isOwn?.(error) === false ? "retry" : "throw";
}

/** Whether the next poll may succeed. */
export function isTransient(error: unknown): boolean {
  if (HttpError.is(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  return ConnectionError.is(error) || TimeoutError.is(error) || ResponseParseError.is(error);
}

/** Whether phase, outcome or counts have changed. */
export function hasChanged(before: Standing, after: Standing): boolean {
  return (
    before.phase !== after.phase ||
    before.outcome !== after.outcome ||
    JSON.stringify(before.counts) !== JSON.stringify(after.counts)
  );
}
