/**
 * Finds out what happened to a paid call without a final answer. It only reads, and returns `found` or `absent` only
 * with proof: acting on a guess could send twice or lose a batch.
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
import { isTransient } from "../wait/failed-poll.js";
import { type Survey, survey } from "./survey.js";

/**
 * Default settle time: how long a provider may still carry out a call after it ended. A 504 only says that a gateway
 * gave up.
 */
export const SETTLE_MS = 120_000;

// Lists may lag behind a create, so `absent` needs a second read.
export const SECOND_READ_MS = 1_500;

const MAX_CONSECUTIVE_ERRORS = 10;

// Resolution of a `Date` header; the window's margin covers it.
const DATE_STEP_MS = 1_000;

export interface ReconcileSetup<Raw> {
  readonly intent: Intent & { readonly correlation: Correlation };
  /** Whether the provider has certainly carried out the call. */
  readonly isAccepted: boolean;
  readonly search: LostBatchSearch<Raw>;
  readonly options: ReconcileOptions & SearchOptions;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly schedule: PollSchedule;
  /** Default deadline of a wait, in ms: any batch has ended by then. */
  readonly waitTimeoutMs: number;
  /** Whether the batch is not assigned to another call. */
  readonly isFree: (batch: Raw) => boolean;
  readonly handleOf: (batch: Raw) => BatchHandle;
}

export async function reconcile<Raw>(setup: ReconcileSetup<Raw>): Promise<Reconciliation<Raw>> {
  const { clock, options, schedule } = setup;
  const { wait = false, signal, timeoutMs = wait ? setup.waitTimeoutMs : Infinity } = options;
  const deadlineMs = clock.monotonic() + timeoutMs;
  const look = new Look(setup, deadlineMs);
  let gapMs = schedule.initialMs;
  let errors = 0;
  let last: Reconciliation<Raw> = undecided("settling", [], 0);
  for (;;) {
    signal?.throwIfAborted();
    try {
      last = await look.take();
      errors = 0;
    } catch (error) {
      signal?.throwIfAborted();
      if (TimeoutError.is(error) && deadlineMs - clock.monotonic() < SECOND_READ_MS) return last;
      if (!wait || !isTransient(error) || ++errors > MAX_CONSECUTIVE_ERRORS) throw error;
    }
    if (!wait || last.status !== "undecided" || last.retryAfterMs === undefined) return last;
    // Look often: the batch may appear before the settle time ends.
    const wantedMs = Math.min(last.retryAfterMs, gapMs);
    await clock.sleep(Math.max(0, Math.min(Math.max(wantedMs, 1), deadlineMs - clock.monotonic())), signal);
    if (clock.monotonic() >= deadlineMs) return last;
    gapMs = Math.min(schedule.maxMs, gapMs * schedule.factor);
  }
}

/** The repeated looks of one `reconcile` call, with their shared clock readings. */
class Look<Raw> {
  readonly #setup: ReconcileSetup<Raw>;
  readonly #settleMs: number;
  readonly #clocks: ClockReading;
  readonly #deadlineMs: number;
  /** Start of the latest read, monotonic ms. */
  #readAtMs = 0;
  /** End of the call, and start of this search, in monotonic ms. */
  readonly #endedAtMs: number;
  readonly #beganAtMs: number;

  constructor(setup: ReconcileSetup<Raw>, deadlineMs: number) {
    this.#setup = setup;
    this.#deadlineMs = deadlineMs;
    const { intent, clock, options, serverClock } = setup;
    this.#settleMs = options.settleMs ?? SETTLE_MS;
    this.#clocks = new ClockReading(intent, clock, serverClock);
    // The process died without recording an end: the call may have lasted until now.
    const { startedAt, endedAt = clock.now() } = intent;
    const agoMs = clock.now() - serverClock.setSince(startedAt) - endedAt;
    this.#beganAtMs = clock.monotonic();
    this.#endedAtMs = this.#beganAtMs - Math.max(0, agoMs);
  }

  /** Throws a `TimeoutError` if its reads would end after the deadline. */
  async take(): Promise<Reconciliation<Raw>> {
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

  async #pause(): Promise<void> {
    const { clock, options } = this.#setup;
    this.#leftMs(SECOND_READ_MS);
    await clock.sleep(SECOND_READ_MS, options.signal);
  }

  /** The time until the deadline, which the next step needs. */
  #leftMs(neededMs: number): number {
    const timeoutMs = this.#deadlineMs - this.#setup.clock.monotonic();
    if (timeoutMs < neededMs) throw new TimeoutError({ scope: "total", timeoutMs });
    return timeoutMs;
  }

  /** The result of one survey; undefined if nothing contradicts `absent`. */
  #decide(seen: Survey<Raw>): Reconciliation<Raw> | undefined {
    const { proven, possible, isUnique, isOpen, isCutOff } = seen;
    const all = [...proven, ...possible];
    const [only] = all;
    if (isUnique && only !== undefined) return this.#found(only);
    // The lost batch may be in the part of the list that cannot be read.
    if (isCutOff) return undecided("unproven", this.#handles(all));
    if (only === undefined) return this.#decideEmpty();
    const verdict = this.#clocks.verdict();
    if (verdict === "jumped" || verdict === "unknown") return undecided("clock", this.#handles(all));
    // A proved candidate wins over candidates that show too little.
    const fitting = this.#setup.options.sole === true && proven.length === 0 ? possible : proven;
    if (fitting.length === 1) return this.#found(fitting[0] as Raw);
    const isTwofold = proven.length > 1;
    const why = isTwofold || (all.length > 1 && !isOpen) ? "ambiguous" : "unproven";
    // A new batch may still be growing.
    const mayShowMore = !isTwofold && (isOpen || this.#settlingMs > 0);
    return undecided(why, this.#handles(all), mayShowMore ? this.#setup.schedule.maxMs : undefined);
  }

  #decideEmpty(): Reconciliation<Raw> | undefined {
    const { isAccepted, schedule } = this.#setup;
    const settlingMs = this.#settlingMs;
    if (settlingMs > 0) return undecided("settling", [], settlingMs);
    if (this.#clocks.verdict() !== "steady") return undecided("clock", [], this.#unsureMs);
    // The batch exists, so a list without it is lagging.
    return isAccepted ? undecided("settling", [], schedule.maxMs) : undefined;
  }

  /** Settle time that was left when the latest read began, in ms. */
  get #settlingMs(): number {
    return this.#endedAtMs + this.#settleMs - this.#readAtMs;
  }

  /** If a set clock hides when the call ended: how long a batch with a unique trait may still appear, in ms. */
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
    // The first answer may reveal the provider's clock. If that moves the window, survey again.
    const better = this.#clocks.window(this.#settleMs);
    const isCovered =
      better.fromMs >= window.fromMs - DATE_STEP_MS && better.toMs <= window.toMs + DATE_STEP_MS;
    return isCovered || seen.isUnique ? seen : this.#surveyWithin(better);
  }

  #surveyWithin(window: { readonly fromMs: number; readonly toMs: number }): Promise<Survey<Raw>> {
    const { search, intent, isFree, options, clock } = this.#setup;
    const leftMs = this.#leftMs(1);
    this.#readAtMs = clock.monotonic();
    const totalTimeoutMs = leftMs === Infinity ? options.totalTimeoutMs : leftMs;
    return survey(search, intent.correlation, window, isFree, { ...options, totalTimeoutMs });
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
