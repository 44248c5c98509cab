/** A run that stays open in this process, paused between the steps of its job. */
import {
  ConfigError,
  HandleError,
  HttpError,
  JournalError,
  SubmissionError,
  ValidationError,
  WaitTimeoutError,
} from "../core/base/errors/index.js";
import type { SubmittedPart } from "../core/base/types/index.js";
import type { Run, RunItem, RunOptions, RunSummary } from "../core/batch/run/types.js";

/** Result of one step: the delivered items and what comes next. */
export interface Chunk {
  /** Input positions as inclusive ranges. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Delivered items without a position, such as members of a group. */
  readonly others: readonly string[];
  /** The round of each delivered result that is not of the first, by input position. */
  readonly rounds?: readonly (readonly [number, number])[];
  /** Pause before the next step, in ms. */
  readonly pauseMs?: number;
  /** The error behind the pause, as text for people. */
  readonly failure?: string;
  readonly summary?: RunSummary;
}

export interface SessionSetup {
  readonly open: (options: Pick<RunOptions, "sleep">) => Run;
  readonly onItem: (item: RunItem) => unknown;
}

const MOST_ITEMS = 1_000;
const LONGEST_CHUNK_MS = 5_000;
const MOST_FAILURES = 10;
const LONGEST_PAUSE_MS = 300_000;

/** An input position, or a text for an item without one. */
type Key = number | string;

interface Nap {
  readonly ms: number;
  readonly wake: () => void;
  readonly end: (reason: Error) => void;
}

export class Session {
  readonly #setup: SessionSetup;
  /** Items that this or an earlier process has delivered. */
  readonly #done = new Set<Key>();
  /** The rounds of delivered results, where it is not the first. */
  readonly #rounds = new Map<Key, number>();
  #run: Run | undefined;
  #items: AsyncIterator<RunItem> | undefined;
  #next: Promise<IteratorResult<RunItem>> | undefined;
  #nap: Nap | undefined;
  #napped: () => void = () => undefined;
  #failures = 0;
  #isClosed = false;

  constructor(setup: SessionSetup) {
    this.#setup = setup;
  }

  /** Call this with every chunk, including those of earlier processes. */
  note({ ranges, others, rounds = [] }: Chunk): void {
    for (const [from, to] of ranges) for (let at = from; at <= to; at++) this.#done.add(at);
    for (const other of others) this.#done.add(other);
    for (const [at, round] of rounds) this.#rounds.set(at, Math.max(round, this.#roundOf(at)));
  }

  /** Runs until the run sleeps or ends, or has enough items for one step. */
  async take(): Promise<Chunk> {
    const keys: Key[] = [];
    try {
      const next = await this.#fill(keys);
      this.#failures = 0;
      return { ...this.#chunkOf(keys), ...next };
    } catch (error) {
      // This worker is shutting down: leave the step to the next one.
      if (this.#isClosed) return new Promise(() => undefined);
      await this.#leave();
      if (!mayPass(error) || ++this.#failures > MOST_FAILURES) throw stored(error);
      const pauseMs = Math.min(1_000 * 2 ** this.#failures, LONGEST_PAUSE_MS);
      return { ...this.#chunkOf(keys), pauseMs, failure: inWords(error) };
    }
  }

  /** Stops sending; resolves when nothing is in flight. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#leave();
  }

  async #fill(keys: Key[]): Promise<Partial<Chunk>> {
    const until = performance.now() + LONGEST_CHUNK_MS;
    const napped = new Promise<undefined>((resolve) => (this.#napped = () => resolve(undefined)));
    if (this.#isClosed) throw LEFT;
    this.#run ??= this.#setup.open({ sleep: (ms) => this.#sleep(ms) });
    this.#items ??= this.#run[Symbol.asyncIterator]();
    this.#takeNap()?.wake();
    while (keys.length < MOST_ITEMS && performance.now() < until) {
      this.#next ??= this.#items.next();
      const next = await Promise.race([this.#next, napped]);
      if (next === undefined) return { pauseMs: this.#nap?.ms ?? 0 };
      this.#next = undefined;
      if (next.done === true) return { summary: withoutDocuments(await this.#run.summary()) };
      await this.#handOver(next.value, keys);
    }
    return {};
  }

  async #handOver(item: RunItem, keys: Key[]): Promise<void> {
    const { position, id, handle, round } = item;
    const key = position < 0 ? `${handle.id} ${id}` : position;
    // A run that failed gives its items the results that they have; the next one may have those of a later round.
    if (this.#done.has(key) && round <= this.#roundOf(key)) return;
    await this.#setup.onItem(item);
    this.#done.add(key);
    if (round > 1) this.#rounds.set(key, round);
    keys.push(key);
  }

  #roundOf(key: Key): number {
    return this.#rounds.get(key) ?? 1;
  }

  #chunkOf(keys: readonly Key[]): Chunk {
    const rounds = keys.flatMap((key): [number, number][] =>
      typeof key === "number" && this.#rounds.has(key) ? [[key, this.#roundOf(key)]] : [],
    );
    return { ...chunkOf(keys), ...(rounds.length > 0 && { rounds }) };
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((wake, end) => {
      this.#nap = { ms, wake, end };
      this.#napped();
    });
  }

  #takeNap(): Nap | undefined {
    const nap = this.#nap;
    this.#nap = undefined;
    return nap;
  }

  async #leave(): Promise<void> {
    const [items, next] = [this.#items, this.#next];
    this.#run = this.#items = this.#next = undefined;
    this.#takeNap()?.end(LEFT);
    await next?.catch(() => undefined);
    await items?.return?.();
  }
}

function chunkOf(keys: readonly Key[]): Chunk {
  const ranges: [number, number][] = [];
  for (const at of keys.filter((key) => typeof key === "number").sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === at) last[1] = at;
    else ranges.push([at, at]);
  }
  return { ranges, others: keys.filter((key) => typeof key === "string") };
}

const LEFT = new Error("the job was left");

/** Whether a later attempt may succeed. False for errors that would recur at once. */
function mayPass(error: unknown): boolean {
  if (SubmissionError.is(error)) return mayPass(error.failed.cause);
  if (HttpError.is(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  if (JournalError.is(error)) return error.reason === "in-use";
  return ![ConfigError, ValidationError, HandleError, WaitTimeoutError].some((kind) => kind.is(error));
}

function inWords(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? String(error) : `${String(error)}: ${inWords(cause)}`;
}

/**
 * Removes batch documents, which may be long and contain texts and numbers. After a crash they would be missing anyway.
 */
function withoutDocuments(summary: RunSummary): RunSummary {
  return { ...summary, parts: summary.parts.map(withoutDocument) };
}

function withoutDocument({ batch: _, ...part }: SubmittedPart): SubmittedPart {
  return part;
}

/** Removes batch documents from an error that will be stored. */
function stored(error: unknown): unknown {
  if (!SubmissionError.is(error)) return error;
  const { submitted, failed, next, provider, operation } = error;
  return new SubmissionError(
    { submitted: submitted.map(withoutDocument), failed, next },
    { provider, operation },
  );
}
