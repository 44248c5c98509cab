/** The verbs that all providers share, written once over what a provider says of its batches (`BatchKind`). */
import { defined } from "../base/defined.js";
import {
  type ErrorContext,
  ResponseParseError,
  UnknownOutcomeError,
  type ValidationIssue,
} from "../base/errors/index.js";
import type {
  BatchHandle,
  BatchRef,
  BatchSnapshot,
  Reconciliation,
  Rejected,
  SendOptions,
  SmsWaitOptions,
  Submission,
  WaitOptions,
} from "../base/types/index.js";
import { hasId } from "../base/json.js";
import { assertValid, invalid } from "../base/validation.js";
import type { Core } from "../request/core.js";
import { jsonBody } from "../request/json-body.js";
import type { CutPlan } from "../submit/split.js";
import { submission } from "../submit/submit.js";
import { handleOf } from "./handle.js";
import type { BatchKind, CreateRequest } from "./kind.js";
import { BatchMemory } from "./memory.js";
import { GRACE_MS, poll } from "./poll.js";
import { reconcile } from "./reconcile.js";

/** The common part of every client's `batches`. */
export class Batches<
  Raw extends object,
  Body,
  Input,
  Item,
  Report = never,
  Options extends WaitOptions<BatchSnapshot<Raw, Report>> = WaitOptions<BatchSnapshot<Raw, Report>>,
> {
  readonly #core: Core<never>;
  readonly #kind: BatchKind<Raw, Body, Input, Item, Report>;
  protected readonly memory = new BatchMemory<Raw>();

  protected constructor(core: Core<never>, kind: BatchKind<Raw, Body, Input, Item, Report>) {
    this.#core = core;
    this.#kind = kind;
  }

  /**
   * Polls until the batch has ended: one snapshot per poll, the last one terminal. An ended batch is data, whatever
   * its outcome. Throws what `wait` throws.
   */
  async *watch(
    ref: BatchRef,
    options: Options = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const handle = this.#handleOf(ref);
    const { clock, options: client, serverNow } = this.#core;
    const { until = "sent" } = options as SmsWaitOptions;
    const { pollOperation } = this.#kind;
    if (until !== "sent" && until !== "delivered") {
      const context = { provider: handle.provider, operation: pollOperation };
      throw invalid("until", 'must be "sent" or "delivered"', context);
    }
    const rejected = this.memory.rejected(handle.id) ?? this.#rejectedIn(ref);
    yield* poll<Raw, Report>({
      handle,
      options,
      clock,
      schedule: this.#kind.schedule,
      graceUntilMs: (this.memory.createdAtMs(handle.id) ?? epochMs(handle.createdAt)) + GRACE_MS,
      read: async (call) => {
        // The deadline of the wait bounds each look; it must not lift the client's own.
        const totalTimeoutMs = Math.min(client.totalTimeoutMs ?? Infinity, call.totalTimeoutMs ?? Infinity);
        const bounded = totalTimeoutMs === Infinity ? call : { ...call, totalTimeoutMs };
        const canceled = this.memory.lastSeenCanceled(handle.id);
        const input = { handle, until, canceled, rejected: rejected ?? [] };
        const reading = await this.#kind.poll(input, bounded);
        if (canceled !== undefined) this.memory.canceled(handle.id, reading.raw);
        const { notBeforeMs } = reading;
        // The provider speaks of its own time, and we sleep by ours.
        return notBeforeMs === undefined
          ? reading
          : { ...reading, notBeforeMs: notBeforeMs - serverNow() + clock.now() };
      },
      rejected,
      onPoll: (snapshot) =>
        client.hooks?.onPoll?.({ operation: pollOperation, poll: snapshot.polls, snapshot }),
    });
  }

  /**
   * Resolves with the terminal snapshot. Throws `WaitTimeoutError` at the deadline, the abort reason on abort, at once
   * what the server answers for good (400, 401, 403; 404 but for a batch just created), and the last error after more
   * than `maxConsecutiveErrors` failed polls in a row. Nothing is canceled at the provider.
   */
  async wait(ref: BatchRef, options?: Options): Promise<BatchSnapshot<Raw, Report>> {
    let last: BatchSnapshot<Raw, Report> | undefined;
    for await (const snapshot of this.watch(ref, options)) last = snapshot;
    return last as BatchSnapshot<Raw, Report>;
  }

  /**
   * Sends any amount of input in parts that fit the provider's limits, one at a time, in order, in constant memory.
   * An array is checked whole before the first byte is sent (`ValidationError`); every later failure is a
   * `SubmissionError`. Of an iterable, a part of more than 4 MiB is not kept, and so not tried again once it was refused.
   */
  submit(input: Input, options: SendOptions = {}): Submission<Raw> {
    return submission<Item, Raw>({
      plan: () => this.#planOf(input, options),
      send: (wire, { correlation }) =>
        this.#sendPart({ wire, correlation, options, input, isKnown: this.#isOwn }),
      describe: (batch, from, size) => {
        const rejected = this.#remember(batch, from, size);
        return defined({ handle: this.handle(batch as BatchRef), rejected });
      },
      context: this.#createContext,
      signal: options.signal,
    });
  }

  /** Finds out whether a paid call whose outcome is unknown was carried out. Reads only; safe to repeat. */
  async reconcile(error: UnknownOutcomeError | ResponseParseError): Promise<Reconciliation<Raw>> {
    const { provider } = this.#core.dialect;
    const known = UnknownOutcomeError.is(error) || ResponseParseError.is(error);
    if (!known || error.provider !== provider || error.operation !== this.#kind.createOperation) {
      throw invalid("error", `must be the UnknownOutcomeError of ${provider} ${this.#kind.createOperation}`, {
        provider,
      });
    }
    const { correlation, startedAt } = error;
    // Without any trace there is nothing to look for, and absence cannot be shown.
    if (correlation === undefined || startedAt === undefined)
      return { status: "undecided", why: "untraceable", candidates: [] };
    return reconcile<Raw>({
      startedAtMs: startedAt,
      skewMs: this.#core.skewMs,
      clock: this.#core.clock,
      candidates: (window) => this.#notOurs(this.#kind.candidates(correlation, window, this.#isOwn)),
      isCertain: (batch) => this.#kind.isCertain?.(batch, correlation) ?? true,
      handleOf: (batch) => this.handle(batch as BatchRef),
    });
  }

  /** What to store to wait on from another process: plain JSON without secrets. */
  handle(batch: BatchRef): BatchHandle {
    return this.#handleOf(batch);
  }

  /** Checks and sends one batch as `submit` sends a part. */
  protected async sendWhole(given: Body, options: SendOptions = {}): Promise<Raw> {
    const { body, check, correlate, maxBytes, size } = this.#kind.whole(given, options);
    this.#checkLocally(check);
    const wire = jsonBody(body, this.#createContext, this.#localChecksOn ? maxBytes : undefined);
    const correlation = await correlate();
    const request = { wire, correlation: () => correlation, options, input: body, isKnown: this.#isOwn };
    const batch = await this.#kind.create(request);
    this.#remember(batch, 0, size);
    return batch;
  }

  // A part without an id cannot be waited for: `reconcile` has to find it.
  async #sendPart(request: CreateRequest<Input>): Promise<Raw> {
    const startedAt = this.#core.clock.now();
    const batch = await this.#kind.create(request);
    if (hasId(batch)) return batch;
    const message = `${this.#kind.createOperation} was answered, but without an id`;
    const fields = { accepted: true, startedAt, correlation: request.correlation() };
    throw new ResponseParseError(message, fields, this.#createContext);
  }

  /** Throws what a check of an input that is to be sent finds, unless the client has the local checks switched off. */
  #checkLocally(check: () => readonly ValidationIssue[]): void {
    if (this.#localChecksOn) assertValid(check(), this.#createContext);
  }

  /** To be called with every batch that this client creates. Returns what its answer rejected. */
  #remember(batch: Raw, from: number, size: number | undefined): readonly Rejected[] | undefined {
    const rejected = this.#kind.rejected?.(batch, from, size);
    const { id } = batch as { id?: unknown };
    if (typeof id === "string") this.memory.created(id, this.#core.clock.now(), rejected);
    return rejected;
  }

  readonly #isOwn = (id: string): boolean => this.memory.isOwn(id);

  // A batch whose create answer arrived is not the one whose answer got lost, however alike they look.
  async *#notOurs(candidates: AsyncIterable<Raw>): AsyncGenerator<Raw> {
    for await (const batch of candidates) {
      if (!this.#isOwn((batch as { id: string }).id)) yield batch;
    }
  }

  #planOf(input: Input, options: SendOptions): CutPlan<Item> {
    this.#checkLocally(() => this.#kind.check?.(input) ?? []);
    const { newCheck, ...rest } = this.#kind.plan(input, options);
    const plan: CutPlan<Item> = this.#localChecksOn && newCheck ? { ...rest, newCheck } : rest;
    const { items } = plan as { items: unknown };
    const iterable =
      typeof items === "object" &&
      items !== null &&
      (Symbol.iterator in items || Symbol.asyncIterator in items);
    if (iterable) return plan;
    throw invalid(plan.path, "must be an array or an (async) iterable", this.#createContext);
  }

  get #localChecksOn(): boolean {
    return this.#core.options.localChecks !== false;
  }

  get #createContext(): ErrorContext {
    return { provider: this.#core.dialect.provider, operation: this.#kind.createOperation };
  }

  #handleOf(ref: unknown): BatchHandle {
    const home = { provider: this.#core.dialect.provider, account: this.#kind.account() };
    return handleOf(ref, home, (batch) => this.#kind.createdAt(batch as Raw));
  }

  #rejectedIn(ref: unknown): readonly Rejected[] | undefined {
    return typeof ref === "object" && ref !== null && !("v" in ref)
      ? this.#kind.rejected?.(ref as Raw, 0)
      : undefined;
  }
}

function epochMs(timestamp: string | undefined): number {
  const at = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isNaN(at) ? -Infinity : at;
}
