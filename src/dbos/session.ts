/** A run that is open in this process and stands still between the steps of its job. */
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

/** What one step came to: which items were handed over, and what is next. */
export interface Chunk {
  /** Input positions, as ranges with both ends. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Items without a position: members of a group. */
  readonly others: readonly string[];
  /** So long there is nothing to do. */
  readonly pauseMs?: number;
  /** Why that is, where something went wrong; for people. */
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

/** An input position, or what stands for an item that has none. */
type Key = number | string;

interface Nap {
  readonly ms: number;
  readonly wake: () => void;
  readonly end: (reason: Error) => void;
}

export class Session {
  readonly #setup: SessionSetup;
  /** What was handed over, in this process or before. */
  readonly #done = new Set<Key>();
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

  /** To be called with every chunk, also with those of an earlier process. */
  note({ ranges, others }: Chunk): void {
    for (const [from, to] of ranges) for (let at = from; at <= to; at++) this.#done.add(at);
    for (const other of others) this.#done.add(other);
  }

  /** Goes on until the run sleeps, ends, or has brought enough for one step. */
  async take(): Promise<Chunk> {
    const keys: Key[] = [];
    try {
      const next = await this.#fill(keys);
      this.#failures = 0;
      return { ...chunkOf(keys), ...next };
    } catch (error) {
      // A worker that shuts down leaves the step to the next one.
      if (this.#isClosed) return new Promise(() => undefined);
      await this.#leave();
      if (!mayPass(error) || ++this.#failures > MOST_FAILURES) throw stored(error);
      const pauseMs = Math.min(1_000 * 2 ** this.#failures, LONGEST_PAUSE_MS);
      return { ...chunkOf(keys), pauseMs, failure: inWords(error) };
    }
  }

  /** Sends nothing more; resolves when nothing is in flight. */
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
    const { position, id, handle } = item;
    const key = position < 0 ? `${handle.id} ${id}` : position;
    if (this.#done.has(key)) return;
    await this.#setup.onItem(item);
    this.#done.add(key);
    keys.push(key);
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

/** Whether it may go better later. What the next run meets again at once is final. */
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

/** A batch document may be long and hold texts and numbers; after a crash nobody has it anyway. */
function withoutDocuments(summary: RunSummary): RunSummary {
  return { ...summary, parts: summary.parts.map(withoutDocument) };
}

function withoutDocument({ batch: _, ...part }: SubmittedPart): SubmittedPart {
  return part;
}

/** An error as it may lie in a database. */
function stored(error: unknown): unknown {
  if (!SubmissionError.is(error)) return error;
  const { submitted, failed, next, provider, operation } = error;
  return new SubmissionError(
    { submitted: submitted.map(withoutDocument), failed, next },
    { provider, operation },
  );
}
