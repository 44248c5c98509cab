/** Waits for one batch: a loop for all providers that neither overloads the server nor gives up on brief failures. */
import { HttpError } from "../../base/errors/index.js";
import type {
  BatchHandle,
  BatchSnapshot,
  CallOptions,
  PollSchedule,
  WaitOptions,
} from "../../base/types/index.js";
import { afterFailure, GRACE_GAP_MS, type Tolerance } from "./failed-poll.js";
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
export type ReportedState = Pick<BatchSnapshot, "phase" | "outcome" | "counts">;

export interface PollSetup<Raw, Report> extends Tolerance {
  readonly handle: BatchHandle;
  readonly read: (options: CallOptions) => Promise<Reading<Raw, Report>>;
  readonly schedule: PollSchedule;
  readonly options: WaitOptions<BatchSnapshot<Raw, Report>>;
  /** Default deadline in ms. Default: none. */
  readonly defaultTimeoutMs?: number | undefined;
  /** Calls the listener when this client changes the batch. Returns a function that removes the listener. */
  readonly onChanged?: ((listener: () => void) => () => void) | undefined;
  readonly rejected?: BatchSnapshot["rejected"] | undefined;
  readonly onPoll?: ((snapshot: BatchSnapshot<Raw, Report>) => void | Promise<void>) | undefined;
}

export const MAX_CONSECUTIVE_ERRORS = 10;

/** Yields one snapshot per successful poll, and ends after the terminal one. */
export async function* poll<Raw, Report>(
  setup: PollSetup<Raw, Report>,
): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
  const { clock, options, handle } = setup;
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

/** Whether phase, outcome or counts have changed. */
export function hasChanged(before: ReportedState, after: ReportedState): boolean {
  return (
    before.phase !== after.phase ||
    before.outcome !== after.outcome ||
    JSON.stringify(before.counts) !== JSON.stringify(after.counts)
  );
}
