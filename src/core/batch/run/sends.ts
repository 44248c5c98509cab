/** The sending half of a run: open parts, room for the next part, and the end of sending. */
import { AbortScope } from "../../base/abort.js";
import {
  ConnectionError,
  type ErrorContext,
  RateLimitError,
  type ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
} from "../../base/errors/index.js";
import type { BatchHandle, BatchSnapshot, Reconciliation, SubmittedPart } from "../../base/types/index.js";
import { mayHaveHappened } from "../../submit/send-part.js";
import type { MoreToSend, RefusedPart } from "../../submit/submit.js";
import { Notifier } from "./notifier.js";
import type { Refusal } from "../kind.js";
import type { Reading } from "../wait/watch-one.js";
import { PartIds } from "./part-ids.js";
import type { RunPart } from "./part.js";

/** Wraps one paid call. `isReplayable`: whether `send` may be called again. */
export type Around<Raw> = (send: () => Promise<Raw>, isReplayable: () => boolean) => Promise<Raw>;

/** Reconciles a call without an answer. */
export type LostAnswer<Raw> = (
  error: UnknownOutcomeError | ResponseParseError,
  known: readonly BatchHandle[],
  signal: AbortSignal,
) => Promise<Reconciliation<Raw>>;

export interface RunSendsSetup<Raw> {
  readonly signal: AbortSignal | undefined;
  readonly reconcile: LostAnswer<Raw>;
  /** Why the provider refused an accepted batch before running it. Absent if that never happens. */
  readonly refusalOf: ((reading: Reading<Raw>) => Refusal | undefined) | undefined;
  /** Called with the number of rounds that earlier runs began. */
  readonly opened: (rounds: number) => void;
  /** The input positions to send again, after all results of the round were read. */
  readonly takeAgain: () => readonly number[];
  /** Whether this is the last round. */
  readonly isLast: (round: number) => boolean;
  readonly context: ErrorContext;
}

interface RefusedEntry<Raw> extends Refusal {
  readonly part: RunPart<Raw>;
}

export class RunSends<Raw> implements MoreToSend {
  /** By index, as last sent. */
  readonly parts: SubmittedPart<Raw>[] = [];
  readonly notifier = new Notifier();
  round = 1;
  isStopped = false;
  failure: { readonly error: unknown } | undefined;
  readonly #setup: RunSendsSetup<Raw>;
  readonly #scope: AbortScope;
  readonly #left = new Error("the run was left");
  /** Parts that have not ended, by batch id. */
  readonly #open = new Map<string, RunPart<Raw>>();
  /** Refused parts, oldest first; the first is sent again next. */
  readonly #refused: RefusedEntry<Raw>[] = [];
  readonly #resent = new Map<number, RunPart<Raw>>();
  #positions: readonly number[] | undefined;
  #place = 0;
  #ended = 0;
  /** Number of parts that had ended before the latest paid call; -1 for a part of an earlier run. */
  #endedAtSend = -1;
  #isReading = false;

  constructor(setup: RunSendsSetup<Raw>) {
    this.#setup = setup;
    this.#scope = new AbortScope(setup.signal);
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }

  /** Records a part that was sent; `ids` are its item ids. */
  add(part: SubmittedPart<Raw>, ids: () => readonly string[]): void {
    const endedBefore = this.#endedAtSend;
    this.#endedAtSend = -1;
    this.parts[part.index] = part;
    const before = this.#resent.get(part.index);
    this.#resent.delete(part.index);
    this.#open.set(
      part.handle.id,
      before ? { ...before, part, endedBefore } : this.#newPart(part, ids(), endedBefore),
    );
    this.notifier.notify();
  }

  #newPart(part: SubmittedPart<Raw>, ids: readonly string[], endedBefore: number): RunPart<Raw> {
    const from = this.#place;
    this.#place += ids.length;
    const positions = this.#positions?.slice(from, this.#place);
    return { part, round: this.round, ids: new PartIds(ids), positions, endedBefore };
  }

  /** Resolves once fewer than `most` parts are open. */
  async room(most: number): Promise<void> {
    await this.#until(() => this.#open.size < most);
  }

  /** Closes an ended part. Undefined if it has no results to read. */
  close(snapshot: BatchSnapshot<Raw, unknown>): RunPart<Raw> | undefined {
    const { id } = snapshot.handle;
    const part = this.#open.get(id);
    this.#open.delete(id);
    const refusal = part && this.#setup.refusalOf?.(snapshot);
    if (refusal) this.#refuse(part, refusal);
    else this.#ended++;
    this.notifier.notify();
    return refusal ? undefined : part;
  }

  /** Call this for a part that cannot be waited for. */
  giveUp({ id }: BatchHandle, error: unknown): void {
    this.#open.delete(id);
    this.fail(error);
  }

  /**
   * Stops sending; results of sent parts are still yielded. The first failure is kept, but a call that may have been
   * carried out takes precedence.
   */
  fail(error: unknown): void {
    const cause: unknown = SubmissionError.is(error) ? error.failed.cause : undefined;
    // A part was not sent because the caller left the loop: not worth an error.
    if (cause !== this.#left && (this.failure === undefined || mayHaveHappened(cause))) {
      const { signal } = this.#setup;
      this.failure = { error: signal?.aborted === true && !mayHaveHappened(cause) ? signal.reason : error };
    }
    this.stop();
  }

  stop(): void {
    this.isStopped = true;
    this.#scope.abort(this.#left);
    this.notifier.notify();
  }

  end(): void {
    this.#scope.close();
  }

  /** While results are being read, the items of the next round are not yet known. */
  set isReading(isReading: boolean) {
    this.#isReading = isReading;
    this.notifier.notify();
  }

  throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }

  /** Wraps a paid call: after a full queue, waits until a part has ended; after a lost answer, reconciles. */
  readonly around: Around<Raw> = async (send, isReplayable) => {
    for (;;) {
      if (this.isStopped) throw this.#left;
      const ended = (this.#endedAtSend = this.#ended);
      try {
        return await send();
      } catch (error) {
        const found = await this.#afterFailure(error, ended);
        if (found) return found;
        if (!isReplayable()) throw notSent(error, this.#setup.context);
      }
    }
  };

  /** Resolves to the batch, if reconciling finds it; undefined if the call can be made again. */
  async #afterFailure(error: unknown, ended: number): Promise<Raw | undefined> {
    if (RateLimitError.is(error)) {
      if (!(await this.#hasRoomSince(ended))) throw error;
      return undefined;
    }
    if (!mayHaveHappened(error)) throw error;
    const known = this.parts.map(({ handle }) => handle);
    let result: Reconciliation<Raw> | undefined;
    try {
      result = await this.#setup.reconcile(error, known, this.#scope.signal);
    } catch {
      // The search failed, but the call may have been carried out: the original error is thrown below.
    }
    if (result?.status === "found") return result.batch;
    if (result?.status !== "absent") throw error;
    return undefined;
  }

  /** Resolves to true once another part has ended; false if no part is open. */
  async #hasRoomSince(ended: number): Promise<boolean> {
    await this.#until(() => this.#ended > ended || this.#open.size === 0);
    return this.#ended > ended;
  }

  opened(rounds: number): void {
    this.#setup.opened(rounds);
  }

  async refused(atEnd: boolean): Promise<RefusedPart | undefined> {
    if (this.#setup.refusalOf === undefined) return undefined;
    if (atEnd) await this.#until(() => this.#refused.length > 0 || this.#open.size === 0);
    const entry = this.#refused[0];
    if (entry?.uploaded === undefined) return undefined;
    const { part, uploaded, cause } = entry;
    const hasRoom = await this.#hasRoomSince(part.endedBefore);
    if (this.isStopped) return undefined;
    this.#refused.shift();
    const { index } = part.part;
    this.#resent.set(index, part);
    if (hasRoom) return { index, uploaded };
    this.fail(this.#failureOf(part, cause));
    return undefined;
  }

  async nextRound(): Promise<readonly number[] | undefined> {
    if (this.#setup.isLast(this.round)) return [];
    await this.#until(() => this.#open.size === 0 && !this.#isReading);
    if (this.isStopped) return undefined;
    const positions = this.#setup.takeAgain();
    if (positions.length > 0) [this.round, this.#positions, this.#place] = [this.round + 1, positions, 0];
    return positions;
  }

  #refuse(part: RunPart<Raw>, refusal: Refusal): void {
    if (refusal.uploaded === undefined) this.fail(this.#failureOf(part, refusal.cause));
    else this.#refused.push({ ...refusal, part });
  }

  #failureOf({ part: { index, from, to } }: RunPart<Raw>, cause: unknown): SubmissionError {
    const submitted = this.parts.filter((part) => part.index !== index);
    return new SubmissionError({ submitted, failed: { from, to, cause }, next: from }, this.#setup.context);
  }

  /** Resolves once `holds` returns true or the run is stopped. */
  async #until(holds: () => boolean): Promise<void> {
    while (!this.isStopped && !holds()) await this.notifier.notified();
  }
}

/** Replaces the error of a call that was proved not carried out but cannot be made again. */
function notSent(error: unknown, context: ErrorContext): unknown {
  if (!mayHaveHappened(error)) return error;
  const attempts = UnknownOutcomeError.is(error) ? error.attempts : [];
  const message = "the call got no answer and was not carried out";
  return new ConnectionError(message, { attempts }, { ...context, cause: error });
}
