/** The verbs that all providers share, written once over what a provider says of its batches (`BatchKind`). */
import { defined } from "../base/defined.js";
import {
  ConfigError,
  type ErrorContext,
  ResponseParseError,
  type UnknownOutcomeError,
} from "../base/errors/index.js";
import type {
  BatchHandle,
  BatchRef,
  BatchSnapshot,
  CallOptions,
  Estimate,
  Intent,
  RecipientResult,
  Reconciliation,
  ReconcileOptions,
  Rejected,
  ResultsOptions,
  SendOptions,
  SmsWaitOptions,
  Submission,
  Until,
  WaitOptions,
} from "../base/types/index.js";
import { hasId, jsonText } from "../base/json.js";
import { invalid } from "../base/validation.js";
import type { Core } from "../request/core.js";
import type { CutPlan } from "../submit/split.js";
import { estimate } from "../submit/estimate.js";
import { isReplayable } from "../transport/upload.js";
import { type Sending, type SubmitOptions, submission } from "../submit/submit.js";
import { checkWhole } from "./check-whole.js";
import { BatchFinder, type Instant } from "./finder.js";
import { type BatchFacts, handleOf } from "./handle.js";
import type { BatchKind, CreateRequest, ElementOf } from "./kind.js";
import { BatchMemory } from "./memory.js";
import { planOf } from "./plan-of.js";
import { poll, type PollSetup } from "./poll.js";
import { BatchPoller } from "./poller.js";
import { RecipientNotes } from "./recipient-notes.js";
import type { ResultsInput } from "./results.js";
import { type Around, runOf } from "./run.js";
import type { Run, RunOptions } from "./run-types.js";
import { discarding, stagedPart } from "./staging.js";
import type { Target, WatchAllOptions } from "./watch-all.js";

/** The common part of every client's `batches`. */
export class Batches<
  Raw extends object,
  Body,
  Input,
  Item,
  Report = never,
  Options extends WaitOptions<BatchSnapshot<Raw, Report>> = WaitOptions<BatchSnapshot<Raw, Report>>,
  Results extends AsyncIterable<unknown> = AsyncIterable<RecipientResult>,
> {
  readonly #core: Core<never>;
  readonly #kind: BatchKind<Raw, Body, Input, Item, Report, Results>;
  readonly #poller: BatchPoller<Raw, Report>;
  readonly #finder: BatchFinder<Raw>;
  protected readonly memory = new BatchMemory<Raw>();

  protected constructor(core: Core<never>, kind: BatchKind<Raw, Body, Input, Item, Report, Results>) {
    this.#core = core;
    this.#kind = kind;
    this.#poller = new BatchPoller(core, kind, this.memory);
    this.#finder = new BatchFinder(core, kind, this.memory, (batch) => this.handle(batch as BatchRef));
  }

  /**
   * Polls until the batch has ended: one snapshot per poll, the last one terminal. An ended batch is data, whatever
   * its outcome. Throws what `wait` throws.
   */
  async *watch(
    ref: BatchRef,
    options: Options = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const { pollOperation } = this.#kind;
    const until = this.#untilOf(options);
    const handle = this.#handleOf(ref);
    const onPoll: PollSetup<Raw, Report>["onPoll"] = (snapshot) =>
      this.#core.options.hooks?.onPoll?.({ operation: pollOperation, poll: snapshot.polls, snapshot });
    yield* poll<Raw, Report>({ ...this.#poller.setup(handle, ref, until), options, onPoll });
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
   * Waits for many batches at the cost of list calls where the list tells how they stand, else asks for each, the oldest
   * answer first. Yields the first snapshot of each batch, then each change. An error of one batch goes to `onError`.
   *
   * @throws what `wait` throws, at the first batch that cannot be waited for, unless there is `onError`
   */
  async *watchAll(
    refs: Iterable<BatchRef>,
    options: Options & WatchAllOptions = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const watcher = this.#poller.watcher(this.#untilOf(options), options);
    for (const ref of refs) watcher.add(this.#targetOf(ref));
    yield* watcher.snapshots();
  }

  /** Resolves with the terminal snapshots in the order of `refs`; a batch that went to `onError` is undefined there. */
  waitAll(refs: Iterable<BatchRef>, options?: Options): Promise<BatchSnapshot<Raw, Report>[]>;
  waitAll(
    refs: Iterable<BatchRef>,
    options: Options & WatchAllOptions,
  ): Promise<(BatchSnapshot<Raw, Report> | undefined)[]>;
  async waitAll(
    refs: Iterable<BatchRef>,
    options?: Options & WatchAllOptions,
  ): Promise<(BatchSnapshot<Raw, Report> | undefined)[]> {
    const all = [...refs];
    const ended = new Map<string, BatchSnapshot<Raw, Report>>();
    for await (const snapshot of this.watchAll(all, options))
      if (snapshot.phase === "ended") ended.set(snapshot.handle.id, snapshot);
    return all.map((ref) => ended.get(this.#handleOf(ref).id));
  }

  /** Waits for this batch look at once: to be called when a webhook has told of it. */
  notify(ref: BatchRef): void {
    this.memory.changed(this.#handleOf(ref).id);
  }

  /**
   * Sends any amount of input in parts that fit the provider's limits, one at a time, in order, in constant memory.
   * An array is checked whole before the first byte is sent (`ValidationError`); every later failure is a
   * `SubmissionError`. Of an iterable, a part of more than 4 MiB is not kept, and so not tried again once it was refused.
   */
  submit(input: Input, options: SubmitOptions = {}): Submission<Raw> {
    const { recipientOf } = this.#kind;
    return this.#submission(input, options, recipientOf && new RecipientNotes(recipientOf));
  }

  /**
   * The whole job: sends any amount of input, waits for every part and yields each item with what it came to. A part for
   * which the provider's queue has no room waits until one of ours has ended; a call whose answer got lost is looked for.
   * Waits for SMS until they are delivered. When a part fails, what is out is delivered first.
   *
   * @throws what `submit`, `wait` and `results` throw
   * @example
   * for await (const { position, kind, result } of client.batches.run(input)) save(position, kind, result);
   */
  run(
    input: Input | (() => Input),
    options: RunOptions<BatchSnapshot<Raw, Report>> = {},
  ): Run<ElementOf<Results>> {
    const { until = "delivered", maxInFlight, skip, onProgress, schedule, timeoutMs } = options;
    const { maxConsecutiveErrors, ...sending } = options;
    const { meaning } = this.#kind;
    const { provider } = this.#core.dialect;
    if (meaning === undefined) throw new ConfigError("run knows no results of this provider", { provider });
    const notes = new RecipientNotes<Item>(meaning.idOf);
    const { signal, headers, retry, attemptTimeoutMs } = options;
    const waiting = { signal, onProgress, schedule, timeoutMs, maxConsecutiveErrors };
    return runOf<Item, Raw, Report, ElementOf<Results>>({
      meaning,
      options: { maxInFlight, skip },
      submit: (around) => {
        const given = typeof input === "function" ? (input as () => Input)() : input;
        return this.#submission(given, sending, notes, around);
      },
      idsOf: (size) => notes.ofPart(size),
      watcher: (onError) => this.#poller.watcher(until, { ...waiting, onError }),
      results: ({ part, ids }, raw) => {
        const known = { sent: { from: part.from, recipients: ids }, rejected: part.rejected };
        const call = { signal, headers, retry, attemptTimeoutMs };
        return this.#results(raw as BatchRef, call, known) as AsyncIterable<ElementOf<Results>>;
      },
      reconcile: (lost, known) => this.#lookFor(lost, known, options),
    });
  }

  #lookFor(
    lost: Parameters<typeof this.reconcile>[0],
    known: readonly BatchHandle[],
    { reconcile, signal }: SubmitOptions,
  ): Promise<Reconciliation<Raw>> {
    const all = [...known, ...(reconcile?.known ?? [])];
    return this.reconcile(lost, { ...reconcile, known: all, wait: true, signal });
  }

  #submission(
    input: Input,
    options: SubmitOptions,
    notes: RecipientNotes<Item> | undefined,
    around: Around<Raw> = (send) => send(),
  ): Submission<Raw> {
    const { signal, journal } = options;
    const { clock, serverClock } = this.#core;
    const { recipientOf } = this.#kind;
    return submission<Item, Raw>({
      plan: () => {
        const plan = this.#planOf(input, options);
        return notes?.noted(plan) ?? plan;
      },
      send: (part) =>
        around(
          () => this.#sendPart(part, input, options),
          () => isReplayable(part.body()),
        ),
      discard: discarding(this.#kind.stage, options),
      describe: (batch, from, size) => {
        const rejected = this.#remember(batch, from, size, recipientOf && notes?.ofPart(size));
        return defined({ handle: this.handle(batch as BatchRef), rejected });
      },
      resumed: ({ handle: { id }, from, to, rejected }) => {
        this.memory.turnedDown(id, rejected);
        this.memory.sent(id, from, recipientOf && notes?.ofPart(to - from));
      },
      context: this.#createContext,
      signal,
      journal,
      account: this.#core.account(),
      now: () => clock.now(),
      skewMs: () => serverClock.skewMs,
      reconcile: (intent, parts) => {
        const known = parts.map(({ handle }) => handle);
        return this.#lookFor(intent, known, options);
      },
    });
  }

  /**
   * The parts, items and bytes that `submit` would send; for SMS also recipients and segments. Sends nothing. Throws
   * `ValidationError`. An iterable that can be read only once is used up.
   */
  async estimate(input: Input, options: SubmitOptions = {}): Promise<Estimate> {
    return estimate(this.#planOf(input, options), this.#createContext);
  }

  /** What the batch came to, item by item. Starts with the first one that is asked for. */
  results(ref: BatchRef, options: ResultsOptions & CallOptions = {}): Results {
    return this.#results(ref, options);
  }

  /** `known`: what was sent and what was turned down, where somebody keeps it better than the memory. */
  #results(
    ref: BatchRef,
    options: ResultsOptions & CallOptions,
    known?: Partial<Pick<ResultsInput<Raw>, "sent" | "rejected">>,
  ): Results {
    const { clock, dialect } = this.#core;
    const input = (call: CallOptions): ResultsInput<Raw> => ({
      ...this.#poller.resultsInput(this.#handleOf(ref), ref, call),
      ...defined(known ?? {}),
    });
    return this.#kind.results({ provider: dialect.provider, clock, options, input });
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
    return this.#finder.find(lost, options);
  }

  /** What to store to wait on from another process: plain JSON without secrets. */
  handle(batch: BatchRef): BatchHandle {
    return this.#handleOf(batch);
  }

  /** Checks and sends one batch as `submit` sends a part. */
  protected async sendWhole(given: Body, options: SendOptions = {}): Promise<Raw> {
    const whole = this.#kind.whole(given, options);
    if (this.#localChecksOn) await checkWhole(whole, this.#createContext);
    const { body, correlate, maxBytes, size, recipients } = whole;
    const wire = jsonText(body, this.#createContext, this.#localChecksOn ? maxBytes : undefined);
    const correlation = correlate();
    const request = { wire, correlation: () => correlation, options, input: body };
    const answer = await this.#create(request);
    this.#remember(this.#unwrapped(answer), 0, size, recipients?.());
    return answer;
  }

  // A part without an id cannot be waited for: `reconcile` has to find it.
  async #sendPart(part: Sending, input: Input, options: SubmitOptions): Promise<Raw> {
    const staged = await stagedPart(this.#kind.stage, part, options, this.#createContext);
    const began = this.#now();
    const request = { ...staged, options, input };
    const batch = this.#unwrapped(await this.#create(request));
    if (hasId(batch)) return batch;
    const message = `${this.#kind.createOperation} was answered, but without an id`;
    throw new ResponseParseError(message, this.#finder.intentOf(request, began), this.#createContext);
  }

  /** Creates a batch and, where the answer has no id, looks for it. */
  async #create(request: CreateRequest<Body | Input>): Promise<Raw> {
    const began = this.#now();
    const answer = await this.#kind.create(request);
    return hasId(this.#unwrapped(answer)) ? answer : this.#finder.followUp(answer, request, began);
  }

  #unwrapped(answer: Raw): Raw {
    return this.#kind.unwrap?.(answer) ?? answer;
  }

  #now(): Instant {
    const { clock } = this.#core;
    return { atMs: clock.now(), monotonicMs: clock.monotonic() };
  }

  /** To be called with every batch that this client creates. Returns what its answer rejected. */
  #remember(
    batch: Raw,
    from: number,
    size: number | undefined,
    recipients: readonly string[] | undefined,
  ): readonly Rejected[] | undefined {
    const rejected = this.#kind.rejected?.(batch, from, size);
    const { id } = batch as { id?: unknown };
    if (typeof id !== "string") return rejected;
    this.memory.created(id, this.#core.clock.now(), rejected);
    this.memory.sent(id, from, recipients);
    return rejected;
  }

  #planOf(input: Input, options: SubmitOptions): CutPlan<Item> {
    return planOf(this.#kind, input, options, {
      isChecked: this.#localChecksOn,
      context: this.#createContext,
    });
  }

  #targetOf(ref: BatchRef): Target {
    const handle = this.#handleOf(ref);
    return { handle, rejected: this.#poller.rejectedOf(handle.id, ref) };
  }

  #untilOf(options: Options): Until {
    const { until = "sent" } = options as SmsWaitOptions;
    if (until === "sent" || until === "delivered") return until;
    const { provider } = this.#core.dialect;
    throw invalid("until", 'must be "sent" or "delivered"', {
      provider,
      operation: this.#kind.pollOperation,
    });
  }

  get #localChecksOn(): boolean {
    return this.#core.options.localChecks !== false;
  }

  get #createContext(): ErrorContext & { readonly provider: string; readonly operation: string } {
    return { provider: this.#core.dialect.provider, operation: this.#kind.createOperation };
  }

  #handleOf(ref: unknown): BatchHandle {
    const home = { provider: this.#core.dialect.provider, account: this.#core.account() };
    const known = typeof ref === "object" && ref !== null ? this.#unwrapped(ref as Raw) : ref;
    return handleOf(known, home, (id, batch) => this.#factsOf(id, batch as Raw | undefined));
  }

  // Where the provider tells no time of creation, that of the send is what a wait needs to be patient with a new batch.
  #factsOf(id: string, batch: Raw | undefined): BatchFacts {
    const sentAtMs = this.memory.createdAtMs(id);
    const sentAt = sentAtMs === undefined ? undefined : new Date(sentAtMs).toISOString();
    const rejected = this.memory.rejected(id) ?? (batch && this.#kind.rejected?.(batch, 0));
    return { createdAt: (batch && this.#kind.createdAt(batch)) ?? sentAt, rejected: rejected?.length };
  }

  /** Resolves as `call` does; a wait for the batch then looks at once. */
  protected async changing<T>(id: string, call: Promise<T>): Promise<T> {
    const answer = await call;
    this.memory.changed(id);
    return answer;
  }
}
