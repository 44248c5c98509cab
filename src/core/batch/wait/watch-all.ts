/**
 * Waits for many batches in one loop with few list calls. Batches whose state the list does not show are read singly, the
 * one with the oldest answer first.
 *
 *     sleep ─► list, if cheaper ─► single reads, a few at a time ─► first snapshots, then changes
 */
import type { Clock } from "../../base/clock.js";
import { HttpError } from "../../base/errors/index.js";
import type {
  BatchHandle,
  BatchSnapshot,
  CallOptions,
  PollSchedule,
  WaitOptions,
} from "../../base/types/index.js";
import { afterFailure, GRACE_GAP_MS } from "./failed-poll.js";
import { hasChanged, MAX_CONSECUTIVE_ERRORS, type Reading, type ReportedState } from "./watch-one.js";
import { LONGEST_GAP_MS, PollTiming } from "./poll-timing.js";
import { type StatusList, StatusListReader } from "./status-list.js";
import { type Target, type Watched, WatchedBatches } from "./watched.js";
import { InterruptibleSleep } from "./interruptible-sleep.js";

export interface WatchAllOptions {
  /**
   * Called for a batch that cannot be waited for any longer; the wait for the others continues.
   * @default the first such error rejects the wait
   */
  readonly onError?: ((ref: BatchHandle, error: unknown) => void | Promise<void>) | undefined;
}

export interface WatcherSetup<Raw, Report> {
  readonly clock: Clock;
  readonly schedule: PollSchedule;
  readonly defaultTimeoutMs: number;
  readonly options: WaitOptions<BatchSnapshot<Raw, Report>> & WatchAllOptions;
  readonly ask: (target: Target, bounds: CallOptions) => Promise<Reading<Raw, Report>>;
  /** Absent if each batch must be read singly. */
  readonly list?: StatusList<Raw, Report> | undefined;
  readonly createdAtMs: (of: BatchHandle | Raw) => number;
  readonly isCanceled: (id: string) => boolean;
  readonly isOwn: (error: HttpError) => boolean;
  readonly graceUntilMs: (handle: BatchHandle) => number;
  /** Calls the listener when this client changes the batch. Returns a function that removes the listener. */
  readonly onChanged: (id: string, listener: () => void) => () => void;
  readonly onPoll?: ((snapshot: BatchSnapshot<Raw, Report>) => void | Promise<void>) | undefined;
}

// Enough to hide network latency, too few to be a burst.
const ASKED_AT_ONCE = 8;

/** A wait for a growing number of batches. */
export class Watcher<Raw extends object, Report> {
  readonly #setup: WatcherSetup<Raw, Report>;
  readonly #open: WatchedBatches;
  readonly #naps: InterruptibleSleep;
  readonly #startedAtMs: number;
  #timing: PollTiming | undefined;
  readonly #reader: StatusListReader<Raw, Report>;

  constructor(setup: WatcherSetup<Raw, Report>) {
    this.#setup = setup;
    this.#open = new WatchedBatches(setup.clock);
    const { signal, maxConsecutiveErrors: mostErrors = MAX_CONSECUTIVE_ERRORS } = setup.options;
    this.#reader = new StatusListReader({ ...setup, signal, mostErrors });
    this.#naps = new InterruptibleSleep(setup.clock, setup.options);
    this.#startedAtMs = setup.clock.monotonic();
  }

  /** Number of batches that have not ended. */
  get size(): number {
    return this.#open.size;
  }

  /** Adds a batch: deadline and gaps restart. */
  add(target: Target): void {
    const { id } = target.handle;
    if (this.#open.has(id)) return;
    this.#open.add(target, {
      unlisten: this.#setup.onChanged(id, () => this.#wake(id)),
      graceUntilMs: this.#setup.graceUntilMs(target.handle),
    });
    if (this.#timing === undefined) return;
    this.#timing.restart();
    this.#wake(id);
  }

  /** Restarts the deadline, because the caller could not poll until now. */
  restart(): void {
    this.#timing?.restart();
  }

  /** Yields first snapshots, then changes. Ends when no batch is left, and may be called again. */
  async *snapshots(): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const { signal } = this.#setup.options;
    const [first] = this.#open.all();
    if (first === undefined) return;
    const timing = (this.#timing ??= new PollTiming({ ...this.#setup, handle: first.handle }));
    try {
      for (;;) {
        signal?.throwIfAborted();
        yield* this.#sweep(timing);
        if (this.#open.size === 0) return;
        const { sleepMs, isLast } = timing.next(this.#open.nothingForMs());
        await this.#naps.sleep(sleepMs, signal);
        if (isLast && !this.#open.isWoken) return this.#expire(timing);
      }
    } finally {
      for (const { unlisten } of this.#open.all()) unlisten();
    }
  }

  #wake(id: string): void {
    this.#open.wake(id);
    this.#naps.wake();
  }

  async *#sweep(timing: PollTiming): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const due = this.#open.takeDue();
    const listed = due.filter(({ isUnlisted }) => !isUnlisted);
    let left = due;
    if (this.#reader.pays(listed.length)) {
      const told = yield* this.#readList(listed, timing);
      left = due.filter((watched) => !told.has(watched));
    }
    for (let from = 0; from < left.length; from += ASKED_AT_ONCE) {
      const group = left.slice(from, from + ASKED_AT_ONCE);
      const answers = await Promise.all(group.map((watched) => this.#ask(watched, timing)));
      for (const snapshot of answers) if (snapshot) yield snapshot;
    }
  }

  /** Yields changes that the list shows. Returns the batches that need no single read. */
  async *#readList(
    due: readonly Watched[],
    timing: PollTiming,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, ReadonlySet<Watched>, void> {
    const wanted = new Map(due.map(({ handle }) => [handle.id, handle]));
    const told = new Set<Watched>();
    const rows = this.#reader.read(wanted, this.#bounds(timing));
    let next = await rows.next();
    for (; next.done !== true; next = await rows.next()) {
      const { id, row } = next.value;
      const watched = this.#open.get(id);
      const reading = this.#setup.list?.read(row, this.#setup.isCanceled(id));
      if (watched === undefined || reading === undefined) continue;
      told.add(watched);
      const snapshot = await this.#note(watched, reading);
      if (snapshot) yield snapshot;
    }
    for (const watched of due) {
      if (!wanted.has(watched.handle.id)) continue;
      if (next.value) watched.isUnlisted = true;
      else told.add(watched);
    }
    return told;
  }

  async #ask(watched: Watched, timing: PollTiming): Promise<BatchSnapshot<Raw, Report> | undefined> {
    let reading: Reading<Raw, Report>;
    try {
      reading = await this.#setup.ask(watched, this.#bounds(timing));
    } catch (error) {
      await this.#failed(watched, error, timing);
      return undefined;
    }
    return this.#note(watched, reading);
  }

  #bounds(timing: PollTiming): CallOptions {
    const { signal } = this.#setup.options;
    return { ...(signal && { signal }), ...timing.callTimeout() };
  }

  /** Records a reading. Returns its snapshot if it is the first or shows a change. */
  async #note(
    watched: Watched,
    { notBeforeMs = -Infinity, ...reading }: Reading<Raw, Report>,
  ): Promise<BatchSnapshot<Raw, Report> | undefined> {
    const { clock, options, onPoll } = this.#setup;
    const { handle, last, rejected } = watched;
    Object.assign(watched, { errors: 0, last: reportedState(reading) });
    if (reading.phase === "ended") this.#open.close(watched);
    else this.#open.asked(watched, Math.min(notBeforeMs - clock.now(), LONGEST_GAP_MS));
    if (reading.phase === "scheduled") this.#timing?.startsIn(notBeforeMs - clock.now());
    const polls = ++watched.polls;
    const elapsedMs = clock.monotonic() - this.#startedAtMs;
    const snapshot = { handle, ...reading, ...(rejected.length > 0 && { rejected }), polls, elapsedMs };
    const isNews = last === undefined || hasChanged(last, snapshot);
    if (isNews) await (options.onProgress?.(snapshot) as unknown);
    await onPoll?.(snapshot);
    return isNews ? snapshot : undefined;
  }

  async #failed(watched: Watched, error: unknown, timing: PollTiming): Promise<void> {
    const { clock, options, isOwn } = this.#setup;
    const { signal, maxConsecutiveErrors = MAX_CONSECUTIVE_ERRORS } = options;
    const { handle, graceUntilMs } = watched;
    signal?.throwIfAborted();
    if (timing.isOver()) return this.#giveUp(watched, timing.timeoutError(undefined, handle));
    const verdict = afterFailure(error, { clock, isOwn, graceUntilMs }, watched.last !== undefined);
    if (verdict === "throw" || (verdict === "retry" && ++watched.errors > maxConsecutiveErrors))
      return this.#giveUp(watched, error);
    if (verdict === "not yet") timing.nextGapAtMost(GRACE_GAP_MS);
    const hintMs = HttpError.is(error) ? (error.retryAfterMs ?? 0) : 0;
    this.#open.asked(watched, Math.min(hintMs, LONGEST_GAP_MS));
  }

  async #giveUp(watched: Watched, error: unknown): Promise<void> {
    const { onError } = this.#setup.options;
    this.#open.close(watched);
    if (onError === undefined) throw error;
    await onError(watched.handle, error);
  }

  async #expire(timing: PollTiming): Promise<void> {
    for (const watched of this.#open.all())
      await this.#giveUp(watched, timing.timeoutError(undefined, watched.handle));
  }
}

function reportedState({ phase, outcome, counts }: ReportedState): ReportedState {
  return { phase, ...(outcome && { outcome }), ...(counts && { counts }) };
}
