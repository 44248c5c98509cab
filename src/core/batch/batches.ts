/** The verbs that all providers share, written once over what a provider says of its batches (`BatchKind`). */
import { defined } from "../base/defined.js";
import type { UnknownOutcomeError } from "../base/errors/index.js";
import { type ErrorContext, ResponseParseError, type ValidationIssue } from "../base/errors/index.js";
import type {
  BatchHandle,
  BatchRef,
  BatchSnapshot,
  Intent,
  Reconciliation,
  ReconcileOptions,
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
import { limited } from "../submit/limits.js";
import { type Sending, type SubmitOptions, submission } from "../submit/submit.js";
import { idOf, type SearchOptions } from "./evidence.js";
import { handleOf } from "./handle.js";
import type { BatchKind, CreateRequest } from "./kind.js";
import { BatchMemory } from "./memory.js";
import { GRACE_MS, poll } from "./poll.js";
import { reconcile, SECOND_READ_MS } from "./reconcile.js";

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
  submit(input: Input, options: SubmitOptions = {}): Submission<Raw> {
    const { signal, journal } = options;
    const { clock, serverClock } = this.#core;
    return submission<Item, Raw>({
      plan: () => this.#planOf(input, options),
      send: (part) => this.#sendPart(part, input, options),
      describe: (batch, from, size) => {
        const rejected = this.#remember(batch, from, size);
        return defined({ handle: this.handle(batch as BatchRef), rejected });
      },
      context: this.#createContext,
      signal,
      journal,
      account: this.#core.account(),
      now: () => clock.now(),
      skewMs: () => serverClock.skewMs,
      reconcile: (intent, parts) => {
        const known = parts.map(({ handle }) => handle);
        return this.reconcile(intent, {
          ...options.reconcile,
          known: [...known, ...(options.reconcile?.known ?? [])],
          wait: true,
          signal,
        });
      },
    });
  }

  /**
   * Finds out what became of a paid call without a final answer. Reads only, and is safe to repeat: `found` and `absent` are
   * proofs, whatever is not proved is `undecided` and says why. With `wait: true` it keeps looking until it is decided.
   * @throws `ValidationError` for what is no call of this client's; what a read throws
   */
  async reconcile(
    lost: Intent | UnknownOutcomeError | ResponseParseError,
    options: ReconcileOptions = {},
  ): Promise<Reconciliation<Raw>> {
    return this.#find(lost, options);
  }

  async #find(lost: unknown, options: ReconcileOptions & SearchOptions): Promise<Reconciliation<Raw>> {
    const { intent, isAccepted } = this.#intentIn(lost);
    const { correlation } = intent;
    if (correlation === undefined) return { status: "undecided", why: "untraceable", candidates: [] };
    const { clock, serverClock } = this.#core;
    const call = JSON.stringify([intent.startedAt, correlation]);
    const known = new Set([...(options.known ?? [])].map(idOf));
    const idIn = (batch: Raw): string => (batch as { id: string }).id;
    const result = await reconcile<Raw>({
      intent: { ...intent, correlation },
      isAccepted,
      search: this.#kind.lost,
      options,
      clock,
      serverClock,
      schedule: this.#kind.schedule,
      isFree: (batch) => this.memory.isFreeFor(idIn(batch), call) && !known.has(idIn(batch)),
      handleOf: (batch) => this.handle(batch as BatchRef),
    });
    if (result.status === "found") this.memory.claim(result.handle.id, call);
    return result;
  }

  /** The call that an error, its JSON, or an intent of a journal tells of. */
  #intentIn(lost: unknown): { readonly intent: Intent; readonly isAccepted: boolean } {
    const { provider } = this.#core.dialect;
    const operation = this.#kind.createOperation;
    const intent = (typeof lost === "object" && lost !== null ? lost : {}) as Intent & { accepted?: unknown };
    const isOurs = intent.provider === provider && intent.operation === operation;
    if (!isOurs || typeof intent.startedAt !== "number" || intent.accepted === false)
      throw invalid("lost", `must be the intent of ${provider} ${operation}, or its UnknownOutcomeError`, {
        provider,
      });
    const account = this.#core.account();
    if (intent.account !== undefined && account !== undefined && intent.account !== account)
      throw invalid("lost", "belongs to another account", { provider });
    return { intent, isAccepted: intent.accepted === true };
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
    const correlation = correlate();
    const request = { wire, correlation: () => correlation, options, input: body };
    const batch = await this.#create(request);
    this.#remember(batch, 0, size);
    return batch;
  }

  // A part without an id cannot be waited for: `reconcile` has to find it.
  async #sendPart({ upload, correlation }: Sending, input: Input, options: SubmitOptions): Promise<Raw> {
    const startedAt = this.#core.clock.now();
    const batch = await this.#create({ wire: upload(), correlation, options, input });
    if (hasId(batch)) return batch;
    const message = `${this.#kind.createOperation} was answered, but without an id`;
    const fields = { accepted: true, startedAt, correlation: correlation() };
    throw new ResponseParseError(message, fields, this.#createContext);
  }

  /** Creates a batch and, where the answer has no id, looks for it. What goes wrong with the look is no error. */
  async #create(request: CreateRequest<Body | Input>): Promise<Raw> {
    const startedAt = this.#core.clock.now();
    const batch = await this.#kind.create(request);
    const correlation = request.correlation();
    if (hasId(batch) || correlation === undefined || !this.#kind.lost.followsUp?.(correlation)) return batch;
    const endedAt = this.#core.clock.now();
    const lost = { ...this.#createContext, startedAt, endedAt, correlation, accepted: true };
    const { retryUnknown: _retryUnknown, ...call } = request.options;
    const { totalTimeoutMs = this.#core.options.totalTimeoutMs ?? Infinity } = call;
    const timeoutMs = Math.min(SECOND_READ_MS, Math.max(0, totalTimeoutMs - (endedAt - startedAt)));
    const found = await this.#find(lost, { ...call, wait: true, timeoutMs, isFresh: true }).catch(
      () => undefined,
    );
    return found?.status === "found" ? { ...batch, ...found.batch } : batch;
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

  #planOf(input: Input, options: SubmitOptions): CutPlan<Item> {
    this.#checkLocally(() => this.#kind.check?.(input) ?? []);
    const { newCheck, ...given } = limited(this.#kind.plan(input, options), options);
    const plan: CutPlan<Item> = this.#localChecksOn && newCheck ? { ...given, newCheck } : given;
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

  get #createContext(): ErrorContext & { readonly provider: string; readonly operation: string } {
    return { provider: this.#core.dialect.provider, operation: this.#kind.createOperation };
  }

  #handleOf(ref: unknown): BatchHandle {
    const home = { provider: this.#core.dialect.provider, account: this.#core.account() };
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
