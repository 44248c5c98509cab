/**
 * A results file as a sequence of values: each id once, resumed when the download breaks, counted at the end.
 * Written as an iterator by hand: at this size an async generator per line costs as much as parsing it.
 */
import type { ByteSource } from "../transport/byte-source.js";
import type { Clock } from "../base/clock.js";
import {
  ConnectionError,
  type ErrorContext,
  IncompleteResultsError,
  NotFoundError,
  ResponseParseError,
  TimeoutError,
} from "../base/errors/index.js";
import { IdSet } from "./id-set.js";
import { JsonLines } from "./jsonl.js";

export interface ResultsOptions {
  readonly signal?: AbortSignal;
  /** Lines to skip from the start: what an earlier run has processed already. Default 0. */
  readonly after?: number;
  /** Compare the lines with what the batch announced. Default true. */
  readonly verify?: boolean;
  /** Take up a broken download by itself. Default true. */
  readonly resume?: boolean;
}

export interface ResultsSetup<T> {
  /** Opens the file from its start. */
  readonly open: () => Promise<ByteSource>;
  /** How many lines the batch announced, if that is to be verified. */
  readonly expected: () => Promise<number | undefined>;
  /** After a 404: whether the file may still appear. */
  readonly isNotYet?: () => boolean;
  readonly idOf: (value: T) => string | undefined;
  readonly options: ResultsOptions;
  readonly clock: Clock;
  readonly context: ErrorContext;
}

/** Can be iterated many times; each iteration is a download of its own. */
export type ResultStream<T> = AsyncIterable<T>;

export function resultStream<T>(setup: ResultsSetup<T>): ResultStream<T> {
  return { [Symbol.asyncIterator]: () => new ResultIterator(setup) };
}

// So often a download may break without a single new line before it is given up.
const MOST_IDLE_RESUMES = 3;
const RESUME_DELAY_MS = 250;
const NOT_YET_DELAY_MS = 2_000;
// Whatever the two clocks say, a file that has not appeared by then is not there.
const MOST_NOT_YETS = 30;

class ResultIterator<T> implements AsyncIterator<T, undefined> {
  readonly #setup: ResultsSetup<T>;
  readonly #after: number;
  readonly #ids = new IdSet();
  #source: ByteSource | undefined;
  #lines: JsonLines;
  /** Lines of the current download, the skipped ones included. */
  #counted = 0;
  #resumes = 0;
  #idleResumes = 0;
  #expected: number | undefined;
  #started = false;
  #done = false;
  #pending: Promise<void> | undefined;

  constructor(setup: ResultsSetup<T>) {
    this.#setup = setup;
    this.#after = setup.options.after ?? 0;
    this.#lines = new JsonLines(setup.context);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#pending === undefined && !this.#done) {
      try {
        this.#setup.options.signal?.throwIfAborted();
        const value = this.#fromBuffer();
        if (value !== undefined) return Promise.resolve({ done: false, value });
      } catch (error) {
        this.#finish();
        return Promise.reject(error);
      }
    }
    return this.#queued();
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  // Calls that overlap take turns. The clearing is attached first, so that it precedes the caller's own continuation.
  #queued(): Promise<IteratorResult<T, undefined>> {
    const turn = this.#pending ? this.#pending.then(() => this.#step()) : this.#step();
    const clear = (): void => {
      if (this.#pending === settled) this.#pending = undefined;
    };
    const settled = turn.then(clear, clear);
    this.#pending = settled;
    return turn;
  }

  async #step(): Promise<IteratorResult<T, undefined>> {
    try {
      let value = this.#done ? undefined : this.#fromBuffer();
      if (!this.#started && !this.#done) {
        this.#started = true;
        this.#expected = await this.#setup.expected();
      }
      while (value === undefined && !this.#done) value = await this.#readOn();
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    } catch (error) {
      this.#finish();
      throw error;
    }
  }

  /** The next value that is new, from what has arrived. */
  #fromBuffer(): T | undefined {
    for (let line = this.#lines.take(); line !== undefined; line = this.#lines.take()) {
      const value = this.#valueOf(line);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #valueOf(line: Uint8Array): T | undefined {
    this.#counted++;
    if (this.#counted <= this.#after) return undefined;
    const value = this.#lines.parse(line) as T;
    const id = this.#setup.idOf(value);
    if (id === undefined) throw this.#lines.error("is no result");
    if (!this.#ids.add(id)) return undefined;
    this.#idleResumes = 0;
    return value;
  }

  /** One step: open, read a chunk, or settle the end. */
  async #readOn(): Promise<T | undefined> {
    let chunk: Uint8Array | undefined;
    try {
      this.#source ??= await this.#open();
      // `return` may have been called while the file was being opened.
      if (this.#done) this.#finish();
      chunk = await this.#source?.read();
    } catch (error) {
      await this.#resume(error);
      return undefined;
    }
    if (this.#done) return undefined;
    if (chunk === undefined) return this.#atEnd();
    this.#lines.push(chunk);
    try {
      return this.#fromBuffer();
    } catch (error) {
      // A first line that is no result is not the file at all, but what some gateway put in its place.
      if (this.#counted > 1) throw error;
      await this.#resume(error);
      return undefined;
    }
  }

  async #open(): Promise<ByteSource> {
    const { open, isNotYet, clock, options } = this.#setup;
    for (let tries = 1; ; tries++) {
      try {
        return await open();
      } catch (error) {
        if (!NotFoundError.is(error) || isNotYet?.() !== true || tries > MOST_NOT_YETS) throw error;
      }
      await clock.sleep(NOT_YET_DELAY_MS, options.signal);
    }
  }

  async #atEnd(): Promise<T | undefined> {
    const rest = this.#lines.takeRest();
    let value: T | undefined;
    try {
      value = rest === undefined ? undefined : this.#valueOf(rest);
    } catch (error) {
      // A last line without its end is half of one: the download was cut where no one noticed.
      await this.#resume(error);
      return undefined;
    }
    if (value !== undefined) return value;
    const skipped = Math.min(this.#counted, this.#after);
    const received = this.#ids.size + skipped;
    const repeated = Math.max(0, this.#counted - skipped - this.#ids.size);
    const expected = this.#expected;
    if (expected !== undefined && received < expected && repeated === 0 && this.#mayResume()) {
      await this.#resume(undefined);
      return undefined;
    }
    this.#finish();
    if (expected === undefined || (received === expected && repeated === 0)) return undefined;
    throw new IncompleteResultsError({ expected, received, repeated }, this.#setup.context);
  }

  #mayResume(): boolean {
    return (this.#setup.options.resume ?? true) && this.#idleResumes < MOST_IDLE_RESUMES;
  }

  /** Starts the file over; ids that came already are passed over. Throws `cause` where that makes no sense. */
  async #resume(cause: unknown): Promise<void> {
    const { options, clock } = this.#setup;
    options.signal?.throwIfAborted();
    if (TimeoutError.is(cause) && cause.scope === "total") throw cause;
    // Nothing has arrived yet: what the first request says is no broken download, and it was retried already.
    if (this.#source === undefined && this.#resumes === 0) throw cause;
    const failedToOpen = this.#source === undefined;
    if (failedToOpen || !this.#mayResume()) throw this.#torn(cause);
    this.#source?.close();
    this.#source = undefined;
    this.#counted = 0;
    this.#lines = new JsonLines(this.#setup.context);
    // The first break waits for nothing: it is most often just a connection that had its time.
    if (this.#idleResumes > 0) await clock.sleep(RESUME_DELAY_MS * 2 ** this.#idleResumes, options.signal);
    this.#resumes++;
    this.#idleResumes++;
  }

  #torn(cause: unknown): unknown {
    if (ResponseParseError.is(cause)) return cause;
    const attempts = ConnectionError.is(cause) ? cause.attempts : [];
    const message = "the download of the results broke off and could not be taken up";
    return new ConnectionError(message, { attempts }, { ...this.#setup.context, cause });
  }

  #finish(): void {
    this.#done = true;
    this.#source?.close();
    this.#source = undefined;
    this.#lines = new JsonLines(this.#setup.context);
  }
}
