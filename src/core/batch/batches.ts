/** The verbs that all providers share, written once over what a provider says of its batches (`BatchKind`). */
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
  SendOptions,
  SmsWaitOptions,
  Submission,
  Until,
  WaitOptions,
} from "../base/types/index.js";
import { invalid } from "../base/validation.js";
import type { Core } from "../request/core.js";
import type { SubmitOptions } from "../submit/submit.js";
import type { BatchKind, ElementOf } from "./kind.js";
import type { BatchMemory } from "./memory.js";
import { poll, type PollSetup } from "./wait/poll.js";
import { RecipientNotes } from "./run/recipient-notes.js";
import { readResults } from "./results.js";
import { startRun } from "./run/start.js";
import type { Run, RunOptions } from "./run/types.js";
import { BatchSender } from "./sender.js";
import { type BatchServices, batchServices } from "./services.js";
import type { WatchAllOptions } from "./wait/watch-all.js";
import type { Target } from "./wait/watched.js";

/** The common part of every client's `batches`. */
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
  readonly #sender: BatchSender<Raw, Body, Input, Item>;
  protected readonly memory: BatchMemory<Raw>;

  protected constructor(core: Core<never>, kind: BatchKind<Raw, Body, Input, Item, Report, Results>) {
    this.#services = batchServices(core, kind);
    this.#sender = new BatchSender(this.#services);
    this.memory = this.#services.memory;
  }

  /**
   * Polls until the batch has ended: one snapshot per poll, the last one terminal. An ended batch is data, whatever
   * its outcome. Throws what `wait` throws.
   */
  async *watch(
    ref: BatchRef,
    options: Options = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const { core, kind, poller } = this.#services;
    const until = this.#untilOf(options);
    const handle = this.handle(ref);
    const onPoll: PollSetup<Raw, Report>["onPoll"] = (snapshot) =>
      core.options.hooks?.onPoll?.({ operation: kind.pollOperation, poll: snapshot.polls, snapshot });
    yield* poll<Raw, Report>({ ...poller.setup(handle, ref, until), options, onPoll });
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
   * answer first. Yields the first snapshot of each batch, then each change. An error of one batch goes to `onError`, and so
   * does one of a reference that is none of this client's.
   *
   * @throws what `wait` throws, at the first batch that cannot be waited for, unless there is `onError`
   */
  async *watchAll(
    refs: Iterable<BatchRef>,
    options: Options & WatchAllOptions = {} as Options,
  ): AsyncGenerator<BatchSnapshot<Raw, Report>, void, void> {
    const watcher = this.#services.poller.watcher(this.#untilOf(options), options);
    for (const ref of refs) {
      const target = this.#targetOf(ref, options);
      if (target) watcher.add(target);
    }
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
    return all.map((ref) => ended.get(this.#targetOf(ref, { onError: () => undefined })?.handle.id ?? ""));
  }

  /** Waits for this batch look at once: to be called when a webhook has told of it. */
  notify(ref: BatchRef): void {
    this.memory.changed(this.handle(ref).id);
  }

  /**
   * Sends any amount of input in parts that fit the provider's limits, one at a time, in order, in constant memory.
   * An array is checked whole before the first byte is sent (`ValidationError`); every later failure is a
   * `SubmissionError`. Of an iterable, a part of more than 4 MiB is not kept, and so not tried again once it was refused.
   */
  submit(input: Input, options: Sending = {} as Sending): Submission<Raw> {
    const { recipientOf } = this.#services.kind;
    return this.#sender.submission(input, options, recipientOf && new RecipientNotes(recipientOf));
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
    options: RunOptions<BatchSnapshot<Raw, Report>> & Sending = {} as Sending,
  ): Run<ElementOf<Results>> {
    return startRun(this.#services, this.#sender, input, options);
  }

  /**
   * The parts, items and bytes that `submit` would send; for SMS also recipients and segments. Sends nothing. Throws
   * `ValidationError`. An iterable that can be read only once is used up.
   */
  async estimate(input: Input, options: Sending = {} as Sending): Promise<Estimate> {
    return this.#sender.estimate(input, options);
  }

  /** What the batch came to, item by item. Starts with the first one that is asked for. */
  results(ref: BatchRef, options: ResultsOptions & CallOptions = {}): Results {
    return readResults(this.#services, ref, options);
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
    return this.#services.finder.find(lost, options);
  }

  /** What to store to wait on from another process: plain JSON without secrets. */
  handle(batch: BatchRef): BatchHandle {
    return this.#services.handles.of(batch);
  }

  /** Checks and sends one batch as `submit` sends a part. */
  protected sendWhole(given: Body, options: SendOptions = {}): Promise<Raw> {
    return this.#sender.whole(given, options);
  }

  /** Resolves as `call` does; a wait for the batch then looks at once. */
  protected async changing<T>(id: string, call: Promise<T>): Promise<T> {
    const answer = await call;
    this.memory.changed(id);
    return answer;
  }

  /** Undefined for what is no reference to a batch of this client, which `onError` is told of. */
  #targetOf(ref: BatchRef, { onError }: WatchAllOptions): Target | undefined {
    try {
      const handle = this.handle(ref);
      return { handle, rejected: this.#services.poller.rejectedOf(handle.id, ref) };
    } catch (error) {
      if (onError === undefined) throw error;
      const { provider } = this.#services.core.dialect;
      onError({ v: 1, provider, ...(typeof ref === "string" ? { id: ref } : ref) }, error);
      return undefined;
    }
  }

  #untilOf(options: Options): Until {
    const { until = "sent" } = options as SmsWaitOptions;
    if (until === "sent" || until === "delivered") return until;
    const { core, kind } = this.#services;
    throw invalid("until", 'must be "sent" or "delivered"', {
      provider: core.dialect.provider,
      operation: kind.pollOperation,
    });
  }
}
