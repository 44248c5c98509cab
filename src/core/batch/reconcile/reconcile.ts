/**
 * Finding out what became of a paid call without a final answer. It reads only, and says `found` or `absent` only where that
 * is proved: whoever acts on a guess sends twice, or loses a batch.
 */
import type { Clock } from "../../base/clock.js";
import type {
  BatchHandle,
  Correlation,
  Intent,
  PollSchedule,
  Reconciliation,
  ReconcileOptions,
  UndecidedReason,
} from "../../base/types/index.js";
import type { ServerClock } from "../../transport/server-clock.js";
import { TimeoutError } from "../../base/errors/index.js";
import { ClockReading } from "./clock-reading.js";
import { canProveItself, type LostBatchSearch, type SearchOptions } from "./evidence.js";
import { isTransient } from "../wait/poll.js";
import { type Survey, survey } from "./survey.js";

/** How long after the end of a call a provider may still be carrying it out: a 504 only says that a gateway gave up. */
export const SETTLE_MS = 120_000;

// A list may lag behind a create: "absent" is only said after a second read.
export const SECOND_READ_MS = 1_500;

const MAX_CONSECUTIVE_ERRORS = 10;

// The resolution of a `Date` header, which the margin of a window covers.
const DATE_STEP_MS = 1_000;

export interface ReconcileSetup<Raw> {
  readonly intent: Intent & { readonly correlation: Correlation };
  /** The provider is known to have carried the call out. */
  readonly isAccepted: boolean;
  readonly search: LostBatchSearch<Raw>;
  readonly options: ReconcileOptions & SearchOptions;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly schedule: PollSchedule;
  /** The deadline of a wait whose caller names none: by then a batch has ended, whatever the server says. */
  readonly waitTimeoutMs: number;
  /** Whether a batch is not accounted for otherwise. */
  readonly isFree: (batch: Raw) => boolean;
  readonly handleOf: (batch: Raw) => BatchHandle;
}

export async function reconcile<Raw>(setup: ReconcileSetup<Raw>): Promise<Reconciliation<Raw>> {
  const { clock, options, schedule } = setup;
  const { wait = false, signal, timeoutMs = wait ? setup.waitTimeoutMs : Infinity } = options;
  const look = new Look(setup);
  const deadlineMs = clock.monotonic() + timeoutMs;
  let gapMs = schedule.initialMs;
  let errors = 0;
  let last: Reconciliation<Raw> = undecided("settling", [], 0);
  for (let leftMs = timeoutMs; ; leftMs = deadlineMs - clock.monotonic()) {
    signal?.throwIfAborted();
    try {
      last = await look.take(leftMs);
      errors = 0;
    } catch (error) {
      signal?.throwIfAborted();
      if (isCutShort(error, leftMs)) return last;
      if (!wait || !isTransient(error) || ++errors > MAX_CONSECUTIVE_ERRORS) throw error;
    }
    if (!wait || last.status !== "undecided" || last.retryAfterMs === undefined) return last;
    // The batch may appear at any time: looking often costs little, and saves the rest of the settling.
    const wantedMs = Math.min(last.retryAfterMs, gapMs);
    await clock.sleep(Math.max(0, Math.min(Math.max(wantedMs, 1), deadlineMs - clock.monotonic())), signal);
    if (clock.monotonic() >= deadlineMs) return last;
    gapMs = Math.min(schedule.maxMs, gapMs * schedule.factor);
  }
}

/** Whether a read had to end because the whole search had. */
function isCutShort(error: unknown, leftMs: number): boolean {
  return TimeoutError.is(error) && error.scope === "total" && error.timeoutMs >= leftMs;
}

/** The looks of one reconcile, which share what they learn of the clocks. */
class Look<Raw> {
  readonly #setup: ReconcileSetup<Raw>;
  readonly #settleMs: number;
  readonly #clocks: ClockReading;
  #deadlineMs = Infinity;
  /** When the latest read began, by the monotonic clock. */
  #readAtMs = 0;
  /** When the call ended, and when this search began, by the monotonic clock. */
  readonly #endedAtMs: number;
  readonly #beganAtMs: number;

  constructor(setup: ReconcileSetup<Raw>) {
    this.#setup = setup;
    const { intent, clock, options, serverClock } = setup;
    this.#settleMs = options.settleMs ?? SETTLE_MS;
    this.#clocks = new ClockReading(intent, clock, serverClock);
    // A process that died left no end: the provider may have begun with the call until now.
    const { startedAt, endedAt = clock.now() } = intent;
    const agoMs = clock.now() - serverClock.setSince(startedAt) - endedAt;
    this.#beganAtMs = clock.monotonic();
    this.#endedAtMs = this.#beganAtMs - Math.max(0, agoMs);
  }

  /** `leftMs`: how long the reads of this look may take. */
  async take(leftMs: number): Promise<Reconciliation<Raw>> {
    this.#deadlineMs = this.#setup.clock.monotonic() + leftMs;
    const decided = this.#decide(await this.#readUntilClear());
    if (decided) return decided;
    await this.#pause();
    return this.#decide(await this.#readUntilClear()) ?? { status: "absent" };
  }

  async #readUntilClear(): Promise<Survey<Raw>> {
    let seen = await this.#survey();
    while (!seen.isUnique && this.#clocks.isUnclear()) {
      await this.#pause();
      seen = await this.#survey();
    }
    return seen;
  }

  #pause(): Promise<void> {
    const { clock, options } = this.#setup;
    return clock.sleep(SECOND_READ_MS, options.signal);
  }

  /** What the survey says by itself; undefined if nothing stands against `absent`. */
  #decide(seen: Survey<Raw>): Reconciliation<Raw> | undefined {
    const { proven, possible, isUnique, isOpen, isCutOff } = seen;
    const all = [...proven, ...possible];
    const [only] = all;
    if (isUnique && only !== undefined) return this.#found(only);
    // The lost batch may stand in the part of the list that cannot be read.
    if (isCutOff) return undecided("unproven", this.#handles(all));
    if (only === undefined) return this.#decideEmpty();
    const verdict = this.#clocks.verdict();
    if (verdict === "jumped" || verdict === "unknown") return undecided("clock", this.#handles(all));
    // A proof stands, whatever else shows too little of itself.
    const fitting = this.#setup.options.sole === true && proven.length === 0 ? possible : proven;
    if (fitting.length === 1) return this.#found(fitting[0] as Raw);
    const isTwofold = proven.length > 1;
    const why = isTwofold || (all.length > 1 && !isOpen) ? "ambiguous" : "unproven";
    // A batch that is new may still be growing.
    const mayShowMore = !isTwofold && (isOpen || this.#settlingMs > 0);
    return undecided(why, this.#handles(all), mayShowMore ? this.#setup.schedule.maxMs : undefined);
  }

  #decideEmpty(): Reconciliation<Raw> | undefined {
    const { isAccepted, schedule } = this.#setup;
    const settlingMs = this.#settlingMs;
    if (settlingMs > 0) return undecided("settling", [], settlingMs);
    if (this.#clocks.verdict() !== "steady") return undecided("clock", [], this.#unsureMs);
    // It exists, so a list without it is one that lags behind.
    return isAccepted ? undecided("settling", [], schedule.maxMs) : undefined;
  }

  /** How much of the settling was left as the latest read began. */
  get #settlingMs(): number {
    return this.#endedAtMs + this.#settleMs - this.#readAtMs;
  }

  /** Where a clock that was set hides when the call ended: how long a batch that proves itself may still turn up. */
  get #unsureMs(): number | undefined {
    const { search, intent, options } = this.#setup;
    const leftMs = this.#beganAtMs + this.#settleMs - this.#readAtMs;
    return options.wait === true && canProveItself(search, intent.correlation) && leftMs > 0
      ? leftMs
      : undefined;
  }

  #found(batch: Raw): Reconciliation<Raw> {
    return { status: "found", handle: this.#setup.handleOf(batch), batch };
  }

  #handles(batches: readonly Raw[]): BatchHandle[] {
    return batches.map((batch) => this.#setup.handleOf(batch));
  }

  async #survey(): Promise<Survey<Raw>> {
    const window = this.#clocks.window(this.#settleMs);
    const seen = await this.#surveyWithin(window);
    this.#clocks.read();
    // The first answer may be what tells of the provider's clock: with the wrong window, that was no look at all.
    const better = this.#clocks.window(this.#settleMs);
    const isCovered =
      better.fromMs >= window.fromMs - DATE_STEP_MS && better.toMs <= window.toMs + DATE_STEP_MS;
    return isCovered || seen.isUnique ? seen : this.#surveyWithin(better);
  }

  #surveyWithin(window: { readonly fromMs: number; readonly toMs: number }): Promise<Survey<Raw>> {
    const { search, intent, isFree, options, clock } = this.#setup;
    const { signal, attemptTimeoutMs, headers, retry, isFresh } = options;
    this.#readAtMs = clock.monotonic();
    const leftMs = this.#deadlineMs - this.#readAtMs;
    const totalTimeoutMs = leftMs === Infinity ? options.totalTimeoutMs : Math.max(0, leftMs);
    const call = { signal, attemptTimeoutMs, totalTimeoutMs, headers, retry, isFresh };
    return survey(search, intent.correlation, window, isFree, call);
  }
}

function undecided<Raw>(
  why: UndecidedReason,
  candidates: readonly BatchHandle[],
  retryAfterMs?: number,
): Reconciliation<Raw> {
  const base = { status: "undecided" as const, why, candidates };
  return retryAfterMs === undefined ? base : { ...base, retryAfterMs: Math.ceil(retryAfterMs) };
}
