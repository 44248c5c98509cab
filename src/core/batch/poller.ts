/** How a client polls its batches: what is known of one, and which calls a poll makes. */
import { isOwnAnswer } from "../transport/dialect.js";
import { TimeoutError, WaitTimeoutError } from "../base/errors/index.js";
import type { BatchHandle, BatchRef, CallOptions, Rejected, Until } from "../base/types/index.js";
import type { Core } from "../request/core.js";
import type { BatchKind } from "./kind.js";
import type { BatchMemory } from "./memory.js";
import { GRACE_MS, poll, type PollSetup, type Reading } from "./poll.js";

type PolledKind<Raw, Report> = Pick<
  BatchKind<Raw, never, never, never, Report, never>,
  "schedule" | "waitTimeoutMs" | "poll" | "pollOperation" | "rejected"
>;

export class BatchPoller<Raw extends object, Report> {
  readonly #core: Core<never>;
  readonly #kind: PolledKind<Raw, Report>;
  readonly #memory: BatchMemory<Raw>;

  constructor(core: Core<never>, kind: PolledKind<Raw, Report>, memory: BatchMemory<Raw>) {
    this.#core = core;
    this.#kind = kind;
    this.#memory = memory;
  }

  /** All of a poll but the options of the wait. `call`: the options of its single calls. */
  setup(
    handle: BatchHandle,
    ref: BatchRef,
    until: Until,
    call: CallOptions = {},
  ): Omit<PollSetup<Raw, Report>, "options"> {
    const { clock, options: client, serverNow } = this.#core;
    const rejected = this.rejectedOf(handle.id, ref);
    return {
      handle,
      clock,
      schedule: this.#kind.schedule,
      defaultTimeoutMs: this.#kind.waitTimeoutMs,
      isOwn: (error) => isOwnAnswer(this.#core.dialect, error),
      onChanged: (listener) => this.#memory.onChanged(handle.id, listener),
      graceUntilMs: (this.#memory.createdAtMs(handle.id) ?? epochMs(handle.createdAt)) + GRACE_MS,
      read: async (bounds) => {
        // The deadline of the wait bounds each look; it must not lift the client's own.
        const totalTimeoutMs = Math.min(client.totalTimeoutMs ?? Infinity, bounds.totalTimeoutMs ?? Infinity);
        const options = { ...call, ...bounds };
        const bounded = totalTimeoutMs === Infinity ? options : { ...options, totalTimeoutMs };
        const canceled = this.#memory.lastSeenCanceled(handle.id);
        const from = this.#memory.whatWasSent(handle.id)?.from;
        const reading = await this.#kind.poll({ handle, until, canceled, rejected, from }, bounded);
        if (canceled !== undefined) this.#memory.canceled(handle.id, reading.raw);
        const { notBeforeMs } = reading;
        // The provider speaks of its own time, and we sleep by ours.
        return notBeforeMs === undefined
          ? reading
          : { ...reading, notBeforeMs: notBeforeMs - serverNow() + clock.now() };
      },
      rejected,
    };
  }

  /** The batch as it stands, with the patience of a wait, but within the total timeout of the call. */
  async look(handle: BatchHandle, ref: BatchRef, call: CallOptions): Promise<Reading<Raw, Report>> {
    const { signal, totalTimeoutMs: timeoutMs } = call;
    const setup = this.setup(handle, ref, "sent", call);
    const polls = poll<Raw, Report>({ ...setup, options: { signal, timeoutMs } });
    try {
      return (await polls.next()).value as Reading<Raw, Report>;
    } catch (error) {
      if (timeoutMs === undefined || !WaitTimeoutError.is(error)) throw error;
      const context = { provider: handle.provider, operation: this.#kind.pollOperation };
      throw new TimeoutError({ scope: "total", timeoutMs }, context);
    }
  }

  /** What the create answer of a batch turned down, as far as anybody knows. */
  rejectedOf(id: string, ref: BatchRef): readonly Rejected[] {
    const given = documentIn<Raw>(ref);
    return this.#memory.rejected(id) ?? (given && this.#kind.rejected?.(given, 0)) ?? [];
  }
}

/** The reference itself, if it is a document of the batch. */
export function documentIn<Raw>(ref: unknown): Raw | undefined {
  return typeof ref === "object" && ref !== null && !("v" in ref) ? (ref as Raw) : undefined;
}

function epochMs(timestamp: string | undefined): number {
  const at = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isNaN(at) ? -Infinity : at;
}
