/** Reads the state of single batches, using the client's memory of them. */
import { isOwnAnswer } from "../../transport/dialect.js";
import { type HttpError, TimeoutError, WaitTimeoutError } from "../../base/errors/index.js";
import type {
  BatchHandle,
  BatchRef,
  BatchSnapshot,
  CallOptions,
  Rejected,
  Until,
  WaitOptions,
} from "../../base/types/index.js";
import type { Core } from "../../request/client-core.js";
import type { BatchKind } from "../kind.js";
import type { BatchMemory } from "../memory.js";
import { GRACE_MS } from "./failed-poll.js";
import { poll, type PollSetup, type Reading } from "./watch-one.js";
import type { ResultsInput } from "../results.js";
import { Watcher, type WatchAllOptions } from "./watch-all.js";

type PolledKind<Raw, Report> = Pick<
  BatchKind<Raw, never, never, never, Report, never>,
  "schedule" | "waitTimeoutMs" | "poll" | "pollOperation" | "rejected" | "createdAt" | "statusList"
>;

export class BatchReader<Raw extends object, Report> {
  readonly #core: Core<never>;
  readonly #kind: PolledKind<Raw, Report>;
  readonly #memory: BatchMemory<Raw>;

  constructor(core: Core<never>, kind: PolledKind<Raw, Report>, memory: BatchMemory<Raw>) {
    this.#core = core;
    this.#kind = kind;
    this.#memory = memory;
  }

  /** Everything for a poll except the wait's options. `call`: options of its single calls. */
  setup(
    handle: BatchHandle,
    ref: BatchRef,
    until: Until,
    call: CallOptions = {},
  ): Omit<PollSetup<Raw, Report>, "options"> {
    const { clock } = this.#core;
    const rejected = this.rejectedOf(handle.id, ref);
    return {
      handle,
      clock,
      schedule: this.#kind.schedule,
      defaultTimeoutMs: this.#kind.waitTimeoutMs,
      isOwn: this.isOwn,
      onChanged: (listener) => this.#memory.onChanged(handle.id, listener),
      graceUntilMs: this.graceUntilMs(handle),
      read: (bounds) => this.read({ handle, rejected }, until, { ...call, ...bounds }),
      rejected,
    };
  }

  /** Reads one batch once. The shorter of the wait's deadline and the client's total timeout applies. */
  async read(
    { handle, rejected }: { readonly handle: BatchHandle; readonly rejected: readonly Rejected[] },
    until: Until,
    call: CallOptions,
  ): Promise<Reading<Raw, Report>> {
    const { options: client } = this.#core;
    const totalTimeoutMs = Math.min(client.totalTimeoutMs ?? Infinity, call.totalTimeoutMs ?? Infinity);
    const options = totalTimeoutMs === Infinity ? call : { ...call, totalTimeoutMs };
    const canceled = this.#memory.lastSeenCanceled(handle.id);
    const from = this.#memory.whatWasSent(handle.id)?.from;
    const reading = await this.#kind.poll({ handle, until, canceled, rejected, from }, options);
    if (canceled !== undefined) this.#memory.canceled(handle.id, reading.raw);
    return this.byOurClock(reading);
  }

  /** Converts `notBeforeMs` from the provider's clock to ours. */
  byOurClock(reading: Reading<Raw, Report>): Reading<Raw, Report> {
    const { clock, serverNow } = this.#core;
    const { notBeforeMs } = reading;
    return notBeforeMs === undefined
      ? reading
      : { ...reading, notBeforeMs: notBeforeMs - serverNow() + clock.now() };
  }

  /** Creates a wait for many batches. */
  watcher(
    until: Until,
    options: WaitOptions<BatchSnapshot<Raw, Report>> & WatchAllOptions,
  ): Watcher<Raw, Report> {
    const { clock, options: client } = this.#core;
    const { schedule, waitTimeoutMs, createdAt, pollOperation: operation, statusList } = this.#kind;
    const list = statusList?.(until);
    return new Watcher<Raw, Report>({
      clock,
      schedule,
      defaultTimeoutMs: waitTimeoutMs,
      options,
      ask: (target, bounds) => this.read(target, until, bounds),
      list: list && {
        ...list,
        read: (row, isCanceled) => {
          const reading = list.read(row, isCanceled);
          return reading && this.byOurClock(reading);
        },
      },
      createdAtMs: (of) => epochMs("v" in of ? of.createdAt : createdAt(of)),
      isCanceled: (id) => this.#memory.lastSeenCanceled(id) !== undefined,
      isOwn: this.isOwn,
      graceUntilMs: (handle) => this.graceUntilMs(handle),
      onChanged: (id, listener) => this.#memory.onChanged(id, listener),
      onPoll: (snapshot) => client.hooks?.onPoll?.({ operation, poll: snapshot.polls, snapshot }),
    });
  }

  readonly isOwn = (error: HttpError): boolean => isOwnAnswer(this.#core.dialect, error);

  /** Until this time (monotonic ms), a 404 means that the batch is not visible yet. */
  graceUntilMs({ id, createdAt }: BatchHandle): number {
    const { clock } = this.#core;
    const nowMs = clock.monotonic();
    const madeMs = this.#memory.createdAt(id)?.monotonicMs ?? nowMs - clock.now() + epochMs(createdAt);
    // A creation time ahead of our clock only shows that the clocks differ.
    return Math.min(madeMs, nowMs) + GRACE_MS;
  }

  /** Reads the batch with the retries of a wait, within the call's total timeout. */
  async look(handle: BatchHandle, ref: BatchRef, call: CallOptions): Promise<Reading<Raw, Report>> {
    const { signal, totalTimeoutMs: timeoutMs } = call;
    const setup = this.setup(handle, ref, "sent", call);
    const polls = poll<Raw, Report>({ ...setup, options: { signal, timeoutMs } });
    try {
      const { value } = await polls.next();
      await polls.return();
      return value as Reading<Raw, Report>;
    } catch (error) {
      if (timeoutMs === undefined || !WaitTimeoutError.is(error)) throw error;
      const context = { provider: handle.provider, operation: this.#kind.pollOperation };
      throw new TimeoutError({ scope: "total", timeoutMs }, context);
    }
  }

  /** Known facts about a batch whose results are read. */
  resultsInput(handle: BatchHandle, ref: BatchRef, call: CallOptions): ResultsInput<Raw> {
    const { id } = handle;
    let reading: Promise<Reading<Raw, Report>> | undefined;
    return {
      handle,
      given: documentIn<Raw>(ref),
      look: () => (reading ??= this.look(handle, ref, call)),
      canceled: this.#memory.lastSeenCanceled(id),
      rejected: this.rejectedOf(id, ref),
      sent: this.#memory.whatWasSent(id),
    };
  }

  /** The rejected entries of a batch's create answer, if known. */
  rejectedOf(id: string, ref: BatchRef): readonly Rejected[] {
    const given = documentIn<Raw>(ref);
    return this.#memory.rejected(id) ?? (given && this.#kind.rejected?.(given, 0)) ?? [];
  }
}

/** The reference itself, if it is a batch document. */
function documentIn<Raw>(ref: unknown): Raw | undefined {
  return typeof ref === "object" && ref !== null && !("v" in ref) ? (ref as Raw) : undefined;
}

function epochMs(timestamp: string | undefined): number {
  const at = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isNaN(at) ? -Infinity : at;
}
