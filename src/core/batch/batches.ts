/** The methods that all providers share, written once over a description of the provider's batches (`BatchKind`). */
import type { ResponseParseError, UnknownOutcomeError } from "../base/errors/index.js";
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
  ResultsOptions,
  SmsWaitOptions,
  Submission,
  Until,
  WaitOptions,
} from "../base/types/index.js";
import { isIterable } from "../base/iterable.js";
import { checkOptions } from "../base/options.js";
import { invalid } from "../base/validation.js";
import type { Core } from "../request/client-core.js";
import type { SubmitOptions } from "../submit/submit.js";
import type { BatchKind, ElementOf } from "./kind.js";
import type { BatchMemory } from "./memory.js";
import { poll, type PollSetup } from "./wait/watch-one.js";
import { RecipientNotes } from "./run/recipient-notes.js";
import { readResults } from "./results.js";
import { startRun } from "./run/start.js";
import type { Run, RunOptions } from "./run/types.js";
import { BatchSender } from "./sender.js";
import { type BatchServices, batchServices } from "./services.js";
import type { WatchAllOptions } from "./wait/watch-all.js";
import type { Target } from "./wait/watched.js";

/** Base class of every client's `batches`. */
export class Batches<
  Raw extends object,
  Body,
  Input,
  Item,
  Report = never,
  Options extends WaitOptions<BatchSnapshot<Raw, Report>> = WaitOptions<BatchSnapshot<Raw, Report>>,
  Results extends AsyncIterable<unknown> = AsyncIterable<RecipientResult>,
  Sending extends SubmitOptions = SubmitOptions,
> {
  readonly #services: BatchServices<Raw, Body, Input, Item, Report, Results>;
  protected readonly sender: BatchSender<Raw, Body, Input, Item>;
  protected readonly memory: BatchMemory<Raw>;

  protected constructor(core: Core<never>, kind: BatchKind<Raw, Body, Input, Item, Report, Results>) {
    this.#services = batchServices(core, kind);
    this.sender = new BatchSender(this.#services);
    this.memory = this.#services.memory;
  }

  /**
   * Polls until the batch has ended: yields one snapshot per successful poll, the last one terminal. A failed or
   * canceled batch is a result, not an error.
   * @throws the errors of `wait`
   */
  async *watch(
    ref: BatchRef,
    options: Options = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const { core, kind, reader } = this.#services;
    checkOptions(options, core.callOptions);
    const until = this.#untilOf(options);
    const handle = this.handle(ref);
    const onPoll: PollSetup<Raw, Report>["onPoll"] = (snapshot) =>
      core.options.hooks?.onPoll?.({ operation: kind.pollOperation, poll: snapshot.polls, snapshot });
    yield* poll<Raw, Report>({ ...reader.setup(handle, ref, until), options, onPoll });
  }

  /**
   * Resolves to the terminal snapshot, whatever the outcome. Nothing is canceled at the provider.
   * @throws `WaitTimeoutError` at the deadline; the abort reason; `HandleError`; the provider's 400, 401, 403 or 404 at
   * once (a new batch may be 404 for 60 s); the last error after more than `maxConsecutiveErrors` failed polls in a row
   */
  async wait(ref: BatchRef, options?: Options): Promise<BatchSnapshot<Raw, Report>> {
    let last: BatchSnapshot<Raw, Report> | undefined;
    for await (const snapshot of this.watch(ref, options)) last = snapshot;
    return last as BatchSnapshot<Raw, Report>;
  }

  /**
   * Waits for many batches with few list calls, if the list shows their state; other batches are polled singly. Yields
   * each batch's first snapshot, then its changes. Errors of single batches go to `onError`.
   * @throws the errors of `wait` for the first failing batch, unless `onError` is given
   * @example
   * for await (const { handle, phase } of client.batches.watchAll(handles)) console.log(handle.id, phase);
   */
  async *watchAll(
    refs: Iterable<BatchRef>,
    options: Options & WatchAllOptions = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const { core, reader } = this.#services;
    checkOptions(options, core.callOptions);
    const watcher = reader.watcher(this.#untilOf(options), options);
    for (const ref of this.#listOf(refs)) {
      const target = await this.#targetOf(ref, options);
      if (target) watcher.add(target);
    }
    yield* watcher.snapshots();
  }

  /**
   * Resolves to the terminal snapshots in the order of `refs`; undefined for a batch that was reported to `onError`.
   * @throws the errors of `watchAll`
   */
  waitAll(refs: Iterable<BatchRef>, options?: Options): Promise<BatchSnapshot<Raw, Report>[]>;
  waitAll(
    refs: Iterable<BatchRef>,
    options: Options & WatchAllOptions,
  ): Promise<(BatchSnapshot<Raw, Report> | undefined)[]>;
  async waitAll(
    refs: Iterable<BatchRef>,
    options?: Options & WatchAllOptions,
  ): Promise<(BatchSnapshot<Raw, Report> | undefined)[]> {
    const all = [...this.#listOf(refs)];
    const ended = new Map<string, BatchSnapshot<Raw, Report>>();
    for await (const snapshot of this.watchAll(all, options))
      if (snapshot.phase === "ended") ended.set(snapshot.handle.id, snapshot);
    const targets = await Promise.all(all.map((ref) => this.#targetOf(ref, { onError: () => undefined })));
    return targets.map((target) => ended.get(target?.handle.id ?? ""));
  }

  /**
   * Makes running waits for this batch poll at once. Call it when a webhook reports the batch.
   * @throws `HandleError`, `ValidationError` for an unusable reference
   */
  notify(ref: BatchRef): void {
    this.memory.changed(this.handle(ref).id);
  }

  /**
   * Splits any amount of input into parts within the provider's limits and sends them in order, one at a time, in
   * constant memory. Arrays are checked before the first byte is sent. A part over 4 MiB from an input that can be read
   * only once is not retried.
   * @throws on iteration: `ValidationError` for an invalid array, `JournalError`, `ConfigError`; `SubmissionError` for
   * every later failure
   * @example
   * for await (const { handle, from, to } of client.batches.submit(input, { journal })) save(handle, from, to);
   */
  submit(input: Input, options: Sending = {} as Sending): Submission<Raw> {
    const { recipientOf } = this.#services.kind;
    return this.sender.submission(input, options, recipientOf && new RecipientNotes(recipientOf));
  }

  /**
   * The whole job: sends any amount of input, waits for each part and yields every item once with its last result. If
   * the provider's queue is full, a part waits until another has ended; a call with a lost answer is reconciled. SMS
   * runs wait until `delivered`. If a part fails, the results of all sent parts are yielded first.
   * @throws the errors of `submit`, `wait` and `results`
   * @example
   * for await (const { position, kind, result } of client.batches.run(input)) save(position, kind, result);
   */
  run(
    input: Input | (() => Input),
    options: RunOptions<BatchSnapshot<Raw, Report>> & Sending = {} as Sending,
  ): Run<ElementOf<Results>> {
    return startRun(this.#services, this.sender, input, options, () => this.#untilOf(options, "delivered"));
  }

  /**
   * Counts the parts, items and bytes that `submit` would send; for SMS also recipients and segments. Sends nothing.
   * Reads the input to its end.
   * @throws `ValidationError`, `ConfigError`
   * @example
   * const { parts, items, bytes } = await client.batches.estimate(input);
   */
  async estimate(input: Input, options: Sending = {} as Sending): Promise<Estimate> {
    return this.sender.estimate(input, options);
  }

  /**
   * The results of a batch, one per item. Requests nothing until it is iterated.
   * @throws on iteration: `HandleError`, call errors, `ResponseParseError`, `IncompleteResultsError`, `ConnectionError`
   * @example
   * for await (const result of client.batches.results(handle)) console.log(result);
   */
  results(ref: BatchRef, options: ResultsOptions & CallOptions = {}): Results {
    return readResults(this.#services, ref, options);
  }

  /**
   * Finds out what happened to a paid call without a final answer. It only reads. `found` and `absent` are proofs;
   * anything else is `undecided` with a reason. `wait: true` keeps looking until it is decided.
   * @throws `ValidationError` if `lost` is no paid call of this client; the errors of reading calls
   * @example
   * const result = await client.batches.reconcile(error, { wait: true });
   * if (result.status === "found") await client.batches.wait(result.handle);
   */
  async reconcile(
    lost: Intent | UnknownOutcomeError | ResponseParseError,
    options: ReconcileOptions = {},
  ): Promise<Reconciliation<Raw>> {
    return this.#services.finder.find(lost, options);
  }

  /**
   * Plain JSON to store, so that another process can wait for the batch.
   * @throws `HandleError`, `ValidationError` for an unusable reference
   */
  handle(batch: BatchRef): BatchHandle {
    return this.#services.handles.of(batch);
  }

  /** Resolves as `call` does, then makes running waits for the batch poll at once. */
  protected async changing<T>(id: string, call: Promise<T>): Promise<T> {
    const answer = await call;
    this.memory.changed(id);
    return answer;
  }

  /** A single id is iterable too: each of its letters would be taken for a batch. */
  #listOf(refs: Iterable<BatchRef>): Iterable<BatchRef> {
    if (isIterable(refs) && Symbol.iterator in refs) return refs;
    const { provider } = this.#services.core.dialect;
    throw invalid("refs", "must be an array or an iterable of batches", { provider });
  }

  /** The batch to wait for; undefined for an unusable reference, which is reported to `onError`. */
  async #targetOf(ref: BatchRef, { onError }: WatchAllOptions): Promise<Target | undefined> {
    try {
      const handle = this.handle(ref);
      return { handle, rejected: this.#services.reader.rejectedOf(handle.id, ref) };
    } catch (error) {
      if (onError === undefined) throw error;
      const { provider } = this.#services.core.dialect;
      const handle = { v: 1, provider, ...(typeof ref === "string" ? { id: ref } : ref) } as const;
      await onError(handle, error);
      return undefined;
    }
  }

  #untilOf(options: SmsWaitOptions<never>, usual: Until = "sent"): Until {
    const { until = usual } = options;
    if (until === "sent" || until === "delivered") return until;
    const { core, kind } = this.#services;
    throw invalid("until", 'must be "sent" or "delivered"', {
      provider: core.dialect.provider,
      operation: kind.pollOperation,
    });
  }
}
