/** Calculates when the next poll is due and when the wait ends. Neither sleeps nor throws. */
import type { Clock } from "../../base/clock.js";
import { defined } from "../../base/defined.js";
import { WaitTimeoutError } from "../../base/errors/index.js";
import type {
  BatchHandle,
  BatchSnapshot,
  CallOptions,
  PollSchedule,
  WaitOptions,
} from "../../base/types/index.js";

// Upper limit for hints: the batch may be changed meanwhile, and the server's clock may be wrong.
export const LONGEST_GAP_MS = 3_600_000;

interface TimingSetup {
  readonly clock: Clock;
  readonly handle: BatchHandle;
  readonly options: WaitOptions<never>;
  readonly schedule: PollSchedule;
  readonly defaultTimeoutMs?: number | undefined;
}

export class PollTiming {
  readonly #clock: Clock;
  readonly #handle: BatchHandle;
  readonly #schedule: PollSchedule;
  readonly #timeoutMs: number;
  /** Whether the deadline is the default: then it counts from the batch's scheduled start. */
  readonly #isDefault: boolean;
  /** Monotonic ms. */
  #deadlineMs: number;
  #gapMs: number;
  #nextGapAtMostMs = Infinity;
  #isLastPollPlanned = false;

  constructor({ clock, handle, options, schedule, defaultTimeoutMs = Infinity }: TimingSetup) {
    this.#clock = clock;
    this.#handle = handle;
    this.#schedule = { ...schedule, ...defined(options.schedule ?? {}) };
    this.#isDefault = options.timeoutMs === undefined;
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    this.#deadlineMs = clock.monotonic() + this.#timeoutMs;
    this.#gapMs = this.#schedule.initialMs;
  }

  callTimeout(): CallOptions {
    const leftMs = this.#deadlineMs - this.#clock.monotonic();
    return Number.isFinite(leftMs) ? { totalTimeoutMs: Math.max(1, leftMs) } : {};
  }

  isOver(): boolean {
    return this.#clock.monotonic() >= this.#deadlineMs;
  }

  /** `handle`: the batch that did not end, in a wait for many. */
  timeoutError(last: BatchSnapshot | undefined, handle = this.#handle): WaitTimeoutError {
    return new WaitTimeoutError({ timeoutMs: this.#timeoutMs, handle, last }, { provider: handle.provider });
  }

  /** A batch was added: gaps and deadline restart. */
  restart(): void {
    this.#deadlineMs = Math.max(this.#deadlineMs, this.#clock.monotonic() + this.#timeoutMs);
    this.#gapMs = this.#schedule.initialMs;
    this.#isLastPollPlanned = false;
  }

  /** The batch starts in `ms`: a default deadline moves accordingly. */
  startsIn(ms: number): void {
    if (this.#isDefault && Number.isFinite(ms))
      this.#deadlineMs = Math.max(this.#deadlineMs, this.#clock.monotonic() + ms + this.#timeoutMs);
  }

  nextGapAtMost(ms: number): void {
    this.#nextGapAtMostMs = ms;
  }

  /** The next sleep in ms. `isLast`: it reaches the deadline, and no poll follows. A hint can only lengthen it. */
  next(hintMs: number): { readonly sleepMs: number; readonly isLast: boolean } {
    const gapMs = Math.min(Math.max(this.#nextGapMs(), hintMs), LONGEST_GAP_MS);
    const leftMs = Math.max(0, this.#deadlineMs - this.#clock.monotonic());
    if (gapMs < leftMs) return { sleepMs: gapMs, isLast: false };
    // Instead of sleeping past the deadline, poll a last time shortly before it.
    const lastPollMs = leftMs - Math.min(2_000, this.#timeoutMs / 10);
    const isPlanned = this.#isLastPollPlanned;
    this.#isLastPollPlanned = true;
    return !isPlanned && lastPollMs >= Math.max(0, hintMs)
      ? { sleepMs: lastPollMs, isLast: false }
      : { sleepMs: leftMs, isLast: true };
  }

  #nextGapMs(): number {
    const { factor, maxMs, jitter } = this.#schedule;
    const atMostMs = this.#nextGapAtMostMs;
    if (atMostMs !== Infinity) {
      this.#nextGapAtMostMs = Infinity;
      return Math.min(atMostMs, this.#gapMs);
    }
    const gapMs = this.#gapMs * (1 + jitter * (2 * this.#clock.random() - 1));
    this.#gapMs = Math.min(maxMs, this.#gapMs * factor);
    return gapMs;
  }
}
