/** Sends batches, whole or as parts of a submission, and remembers facts that no later answer repeats. */
import type { Instant } from "../base/clock.js";
import { defined } from "../base/defined.js";
import { checkedLater, checkOptions } from "../base/options.js";
import { ResponseParseError, type UnknownOutcomeError } from "../base/errors/index.js";
import { hasId, jsonText } from "../base/json.js";
import type {
  BatchHandle,
  Estimate,
  Intent,
  Reconciliation,
  Rejected,
  SendOptions,
  Submission,
} from "../base/types/index.js";
import { estimate } from "../submit/estimate.js";
import type { CutPlan } from "../submit/part.js";
import { type MoreToSend, type Sending, type SubmitOptions, submission } from "../submit/submit.js";
import { mayHaveHappened } from "../submit/send-part.js";
import { isReplayable } from "../transport/upload.js";
import { checkWhole } from "./check-whole.js";
import type { BatchKind, CreateRequest } from "./kind.js";
import { planOf } from "./plan-of.js";
import type { RecipientNotes } from "./run/recipient-notes.js";
import type { Around } from "./run/sends.js";
import type { BatchServices } from "./services.js";
import type { BatchReader } from "./wait/batch-reader.js";
import { discarding, type StagedPart, stagedPart } from "./staging.js";

type SendingKind<Raw, Body, Input, Item> = Pick<
  BatchKind<Raw, Body, Input, Item, never, never>,
  | "whole"
  | "check"
  | "plan"
  | "stage"
  | "create"
  | "createOperation"
  | "recipientOf"
  | "rejected"
  | "lateRefusal"
>;

type SendingServices<Raw extends object, Body, Input, Item> = Omit<
  BatchServices<Raw, never, never, never, never, never>,
  "kind" | "reader"
> & {
  readonly kind: SendingKind<Raw, Body, Input, Item>;
  readonly reader: Pick<BatchReader<Raw, unknown>, "look">;
};

export class BatchSender<Raw extends object, Body, Input, Item> {
  readonly #services: SendingServices<Raw, Body, Input, Item>;

  constructor(services: SendingServices<Raw, Body, Input, Item>) {
    this.#services = services;
  }

  /** Checks and sends one batch as a whole. */
  async whole(given: Body, options: SendOptions = {}): Promise<Raw> {
    const { core, kind, isChecked, createContext, handles } = this.#services;
    checkOptions(options, core.callOptions);
    const whole = kind.whole(given, options);
    if (isChecked) await checkWhole(whole, createContext);
    const { body, correlate, maxBytes, size, recipients } = whole;
    const wire = jsonText(body, createContext, isChecked ? maxBytes : undefined);
    const correlation = correlate();
    const request = { wire, correlation: () => correlation, options };
    const began = this.#now();
    const answer = await this.#identified(await kind.create(request), request, began);
    this.#remember(handles.unwrapped(answer), 0, size, recipients?.());
    return answer;
  }

  /** `notes`: records the recipients of parts. `around`: wraps each paid call. */
  submission(
    input: Input | (() => Input),
    given: SubmitOptions,
    notes: RecipientNotes<Item> | undefined,
    { around = (send) => send(), more }: { around?: Around<Raw>; more?: MoreToSend } = {},
  ): Submission<Raw> {
    const { core, kind, memory, handles, reader, createContext } = this.#services;
    const { lateRefusal } = kind;
    const [options, checkGiven] = checkedLater(given, core.callOptions);
    const recipientsOf = (size: number) => kind.recipientOf && notes?.ofPart(size);
    return submission<Item, Raw>({
      plan: () => {
        checkGiven();
        const plan = this.#renewable(input, options);
        return notes?.noted(plan) ?? plan;
      },
      send: (part) => this.#sendPart(part, options, around),
      discard: discarding(kind.stage, options),
      describe: (batch, from, size) => {
        const rejected = this.#remember(batch, from, size, recipientsOf(size));
        return defined({ handle: handles.of(batch), rejected });
      },
      resumed: ({ handle: { id }, from, to, rejected }) => {
        memory.turnedDown(id, rejected);
        memory.sent(id, from, recipientsOf(to - from));
      },
      context: createContext,
      signal: options.signal,
      journal: options.journal,
      account: core.account(),
      now: () => core.clock.now(),
      skewMs: () => core.serverClock.skewMs,
      reconcile: (intent, parts) => {
        const known = parts.map(({ handle }) => handle);
        return this.lookFor(intent, known, options);
      },
      correction: lateRefusal && {
        resend: lateRefusal.resend,
        // A batch that cannot be read is not known to be refused.
        isRefused: (handle) =>
          reader.look(handle, handle, { signal: options.signal }).then(
            (reading) => lateRefusal.read(reading) !== undefined,
            () => false,
          ),
      },
      more,
    });
  }

  /** Whether the input can be read again. */
  isRepeatable(input: Input, options: SubmitOptions): boolean {
    return Array.isArray(this.#services.kind.plan(input, options).items);
  }

  /** Counts what `submission` would send. */
  estimate(input: Input, options: SubmitOptions): Promise<Estimate> {
    checkOptions(options, this.#services.core.callOptions);
    return estimate(this.#planOf(input, options), this.#services.createContext);
  }

  /** Reconciles a paid call without an answer, until decided. */
  lookFor(
    lost: Intent | UnknownOutcomeError | ResponseParseError,
    known: readonly BatchHandle[],
    { reconcile, signal }: SubmitOptions,
  ): Promise<Reconciliation<Raw>> {
    const all = [...known, ...(reconcile?.known ?? [])];
    return this.#services.finder.find(lost, { ...reconcile, known: all, wait: true, signal });
  }

  /**
   * Sends one part. An answer without an id throws, because `reconcile` must find the batch. A file that was uploaded
   * is reused by a retry.
   */
  #sendPart(part: Sending, options: SubmitOptions, around: Around<Raw>): Promise<Raw> {
    const { kind, createContext, handles, finder, memory } = this.#services;
    const { startedAt } = part;
    let staged: StagedPart | undefined;
    const send = async (): Promise<Raw> => {
      staged ??= await stagedPart(kind.stage, part, options, createContext);
      const began = this.#now();
      const request = { ...staged, options };
      const ofPart = (): string => memory.callOf({ startedAt, correlation: request.correlation() });
      try {
        const batch = handles.unwrapped(await this.#identified(await kind.create(request), request, began));
        if (hasId(batch)) {
          memory.claim((batch as unknown as { id: string }).id, ofPart());
          return batch;
        }
        const message = `${kind.createOperation} was answered, but without an id`;
        throw new ResponseParseError(message, finder.intentOf(request, began), createContext);
      } catch (error) {
        if (mayHaveHappened(error)) memory.madeFor(ofPart(), error);
        throw error;
      }
    };
    return around(send, () => (kind.stage && staged !== undefined) || isReplayable(part.body()));
  }

  /** Returns the answer to a create. If it has no id, searches for the batch. */
  async #identified(answer: Raw, request: CreateRequest, began: Instant): Promise<Raw> {
    const { handles, finder } = this.#services;
    return hasId(handles.unwrapped(answer)) ? answer : finder.followUp(answer, request, began);
  }

  #now(): Instant {
    const { clock } = this.#services.core;
    return { atMs: clock.now(), monotonicMs: clock.monotonic() };
  }

  /** Call this for every batch that the client creates. Returns the rejected entries of the answer. */
  #remember(
    batch: Raw,
    from: number | undefined,
    size: number | undefined,
    recipients: readonly string[] | undefined,
  ): readonly Rejected[] | undefined {
    const { kind, memory } = this.#services;
    const rejected = from === undefined ? undefined : kind.rejected?.(batch, from, size);
    const { id } = batch as { id?: unknown };
    if (typeof id !== "string") return rejected;
    memory.created(id, this.#now(), rejected);
    if (from !== undefined) memory.sent(id, from, recipients);
    return rejected;
  }

  /** The plan for an input that may be given as a function. */
  #renewable(input: Input | (() => Input), options: SubmitOptions): CutPlan<Item> {
    if (typeof input !== "function") return this.#planOf(input, options);
    const plan = (): CutPlan<Item> => this.#planOf((input as () => Input)(), options);
    return { ...plan(), renewed: () => plan().items };
  }

  #planOf(input: Input, options: SubmitOptions): CutPlan<Item> {
    const { kind, isChecked, createContext: context } = this.#services;
    return planOf(kind, input, options, { isChecked, context });
  }
}
