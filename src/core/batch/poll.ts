/** Waiting for a batch: one loop for all providers, which neither hammers the server nor gives up on a bad minute. */
import type { Clock } from "../base/clock.js";
import { defined } from "../base/defined.js";
import {
  ConnectionError,
  HttpError,
  NotFoundError,
  ResponseParseError,
  TimeoutError,
  WaitTimeoutError,
} from "../base/errors/index.js";
import { checkWaitOptions } from "../base/options.js";
import type {
  BatchHandle,
  BatchSnapshot,
  CallOptions,
  PollSchedule,
  WaitOptions,
} from "../base/types/index.js";

/** What a provider makes of one look at a batch. */
export type Reading<Raw, Report = unknown> = Pick<
  BatchSnapshot<Raw, Report>,
  "raw" | "phase" | "outcome" | "counts" | "report"
> & {
  /** Nothing can change before this time, in epoch milliseconds; by the provider's clock as long as a client reads. */
  readonly notBeforeMs?: number | undefined;
};

export interface PollSetup<Raw, Report> {
  readonly handle: BatchHandle;
  readonly read: (options: CallOptions) => Promise<Reading<Raw, Report>>;
  readonly schedule: PollSchedule;
  readonly options: WaitOptions<BatchSnapshot<Raw, Report>>;
  readonly clock: Clock;
  /** Until then a 404 means "not yet", as long as no poll has succeeded. */
  readonly graceUntilMs: number;
  readonly rejected?: BatchSnapshot["rejected"] | undefined;
  readonly onPoll?: ((snapshot: BatchSnapshot<Raw, Report>) => void | Promise<void>) | undefined;
}

const MAX_CONSECUTIVE_ERRORS = 10;

/** For so long after its creation, a 404 on a batch means "not yet". */
export const GRACE_MS = 60_000;

// While a batch that was just created is not visible yet, the usual gap could outlast the grace.
const GRACE_GAP_MS = 2_000;

/** Yields one snapshot per successful poll and ends after the terminal one. */
export async function* poll<Raw, Report>(
  setup: PollSetup<Raw, Report>,
): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
  const { clock, options, handle } = setup;
  checkWaitOptions(options);
  const { signal, maxConsecutiveErrors = MAX_CONSECUTIVE_ERRORS, onProgress } = options;
  const startedAtMs = clock.now();
  // A creation time ahead of our clock says nothing but that the two differ.
  const graceUntilMs = Math.min(setup.graceUntilMs, startedAtMs + GRACE_MS);
  const pace = new PollTiming(setup, startedAtMs);
  let last: BatchSnapshot<Raw, Report> | undefined;
  let errors = 0;

  for (let polls = 1; ; polls++) {
    signal?.throwIfAborted();
    const result = await attempt(setup.read, { ...(signal && { signal }), ...pace.callTimeout() });
    let notBeforeMs: number | undefined;
    if (result.ok) {
      errors = 0;
      const { notBeforeMs: later, ...reading } = result.reading;
      notBeforeMs = later;
      const rejected = setup.rejected?.length ? { rejected: setup.rejected } : {};
      const snapshot = { handle, ...reading, ...rejected, polls, elapsedMs: clock.now() - startedAtMs };
      // Awaited all the same: an async function fits the type, and its rejection must not go unhandled.
      if (last === undefined || hasChanged(last, snapshot)) await (onProgress?.(snapshot) as unknown);
      last = snapshot;
      await setup.onPoll?.(snapshot);
      yield snapshot;
      if (snapshot.phase === "ended") return;
    } else {
      const { error } = result;
      signal?.throwIfAborted();
      if (pace.isOver()) throw pace.timeoutError(last);
      const notYet = last === undefined && NotFoundError.is(error) && clock.now() < graceUntilMs;
      if (!notYet && !(isTransient(error) && ++errors <= maxConsecutiveErrors)) throw error;
      if (notYet) pace.nextGapAtMost(GRACE_GAP_MS);
      if (HttpError.is(error)) notBeforeMs = clock.now() + (error.retryAfterMs ?? 0);
    }
    if (!(await pace.sleep(notBeforeMs))) throw pace.timeoutError(last);
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

/** Worth another poll: the next one may well succeed. */
export function isTransient(error: unknown): boolean {
  if (HttpError.is(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  return ConnectionError.is(error) || TimeoutError.is(error) || ResponseParseError.is(error);
}

function hasChanged(before: BatchSnapshot, after: BatchSnapshot): boolean {
  return (
    before.phase !== after.phase ||
    before.outcome !== after.outcome ||
    JSON.stringify(before.counts) !== JSON.stringify(after.counts)
  );
}

/** The gaps between polls, and the deadline they run into. */
class PollTiming {
  readonly #setup: Pick<PollSetup<never, never>, "clock" | "handle" | "options">;
  readonly #schedule: PollSchedule;
  readonly #timeoutMs: number;
  readonly #deadlineMs: number;
  #gapMs: number;
  #onceMs: number | undefined;
  #lastPollDone = false;

  constructor(
    setup: Pick<PollSetup<never, never>, "clock" | "handle" | "options" | "schedule">,
    startedAtMs: number,
  ) {
    this.#setup = setup;
    this.#schedule = { ...setup.schedule, ...defined(setup.options.schedule ?? {}) };
    this.#timeoutMs = setup.options.timeoutMs ?? Infinity;
    this.#deadlineMs = startedAtMs + this.#timeoutMs;
    this.#gapMs = this.#schedule.initialMs;
  }

  callTimeout(): CallOptions {
    const leftMs = this.#deadlineMs - this.#setup.clock.now();
    return Number.isFinite(leftMs) ? { totalTimeoutMs: Math.max(1, leftMs) } : {};
  }

  isOver(): boolean {
    return this.#setup.clock.now() >= this.#deadlineMs;
  }

  timeoutError(last: BatchSnapshot | undefined): WaitTimeoutError {
    const { handle } = this.#setup;
    return new WaitTimeoutError({ timeoutMs: this.#timeoutMs, handle, last }, { provider: handle.provider });
  }

  /** Makes the next gap at most so long. */
  nextGapAtMost(ms: number): void {
    this.#onceMs = ms;
  }

  /** Sleeps until the next poll; false when the deadline came instead. `notBeforeMs` can only lengthen the gap. */
  async sleep(notBeforeMs = 0): Promise<boolean> {
    const { clock, options } = this.#setup;
    const now = clock.now();
    const wanted = Math.max(now + this.#nextGapMs(), notBeforeMs);
    // Instead of sleeping past the deadline, take a last look shortly before it.
    const lastPollMs = this.#deadlineMs - Math.min(2_000, this.#timeoutMs / 10);
    const clipped = wanted >= this.#deadlineMs;
    const mayStillPoll = !clipped || (!this.#lastPollDone && lastPollMs >= Math.max(now, notBeforeMs));
    this.#lastPollDone ||= clipped;
    const until = !clipped ? wanted : mayStillPoll ? lastPollMs : this.#deadlineMs;
    await clock.sleep(Math.max(0, until - now), options.signal);
    return mayStillPoll;
  }

  #nextGapMs(): number {
    const { factor, maxMs, jitter } = this.#schedule;
    if (this.#onceMs !== undefined) {
      const once = Math.min(this.#onceMs, this.#gapMs);
      this.#onceMs = undefined;
      return once;
    }
    const gap = this.#gapMs * (1 + jitter * (2 * this.#setup.clock.random() - 1));
    this.#gapMs = Math.min(maxMs, this.#gapMs * factor);
    return gap;
  }
}
