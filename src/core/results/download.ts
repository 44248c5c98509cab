/** Reads all sources of a batch's results in turn, resumes broken downloads and verifies the count. */
import type { Clock } from "../base/clock.js";
import {
  ConnectionError,
  type ErrorContext,
  IncompleteResultsError,
  PaginationError,
  ResponseParseError,
  TimeoutError,
} from "../base/errors/index.js";
import { SerialIterator, type Steps } from "./serial-iterator.js";
import type { ResultReader, ResultSource } from "./source.js";
import { Tally, type TallyOptions } from "./result-tally.js";

export interface DownloadOptions extends TallyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly resume?: boolean | undefined;
}

/** The sources of a batch's results. */
export interface Located<T> {
  readonly sources: readonly ResultSource<T>[];
  /** Number of results in all sources together, if it is to be verified. */
  readonly expected?: number | undefined;
  /** Largest allowed number, if some items may lack a result. Default: `expected`. */
  readonly atMost?: number | undefined;
}

export interface DownloadSetup<T> {
  readonly locate: () => Promise<Located<T>>;
  readonly options: DownloadOptions;
  readonly clock: Clock;
  readonly context: ErrorContext;
}

// How many breaks in a row without a new result end the download.
const MOST_IDLE_RESUMES = 3;
const RESUME_DELAY_MS = 250;

/** Each iteration downloads everything again. */
export function downloads<T>(setup: DownloadSetup<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => new SerialIterator(new Download(setup), setup.options.signal) };
}

class Download<T> implements Steps<T> {
  readonly #setup: DownloadSetup<T>;
  readonly #tally: Tally;
  #located: Located<T> | undefined;
  #at = 0;
  #reader: ResultReader<T> | undefined;
  /** Whether the current source has been opened successfully. */
  #hasOpened = false;
  #closed = false;
  #idleResumes = 0;
  #receivedAtResume = 0;
  #fault: ResponseParseError | undefined;

  constructor(setup: DownloadSetup<T>) {
    this.#setup = setup;
    this.#tally = new Tally(setup.options);
  }

  take(): T | undefined {
    return this.#reader?.take();
  }

  async advance(): Promise<boolean> {
    this.#located ??= await this.#setup.locate();
    if (this.#closed) return false;
    const source = this.#located.sources[this.#at];
    if (source === undefined) return this.#startsOver(this.#located);
    try {
      if (await this.#read(source)) return true;
    } catch (error) {
      if (!this.#closed) await this.#resume(error);
    }
    return !this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#reader?.close();
    this.#reader = undefined;
  }

  /** Advances within a source. False if the iterator was closed meanwhile. */
  async #read(source: ResultSource<T>): Promise<boolean> {
    this.#reader ??= await source.open(this.#tally);
    this.#hasOpened = true;
    if (this.#closed) {
      this.close();
      return false;
    }
    if (await this.#reader.advance()) return true;
    this.#leave();
    this.#at++;
    this.#hasOpened = false;
    this.#tally.next();
    return true;
  }

  /** After the last source: true if results are missing and all sources must be read again. */
  async #startsOver({ sources, expected, atMost = expected }: Located<T>): Promise<boolean> {
    const { received, repeated } = this.#tally;
    if (expected === undefined || atMost === undefined) return false;
    if (received >= expected && received <= atMost && repeated === 0) return false;
    // A file that is too short may have been truncated without an error.
    const mayBeCut = sources.length > 0 && received < expected && repeated === 0;
    if (!mayBeCut || !this.#mayResume())
      throw new IncompleteResultsError({ expected, received, repeated }, this.#setup.context);
    this.#at = 0;
    this.#tally.anew();
    await this.#pause();
    return true;
  }

  /** Restarts the current source, or throws if that cannot help. */
  async #resume(cause: unknown): Promise<void> {
    this.#setup.options.signal?.throwIfAborted();
    if (isFinal(cause)) throw cause;
    // A source that never opened is no broken download, and the transport has already retried it.
    if (!this.#hasOpened) throw cause;
    if (this.#isSameFault(cause)) throw cause;
    if (this.#reader === undefined || !this.#mayResume()) throw this.#givenUp(cause);
    this.#leave();
    this.#tally.again();
    await this.#pause();
  }

  /** An invalid line at the same offset in two downloads is part of the file. */
  #isSameFault(cause: unknown): boolean {
    const before = this.#fault;
    this.#fault = ResponseParseError.is(cause) ? cause : undefined;
    return before?.byteOffset !== undefined && before.byteOffset === this.#fault?.byteOffset;
  }

  #mayResume(): boolean {
    const { received } = this.#tally;
    if (received > this.#receivedAtResume) this.#idleResumes = 0;
    this.#receivedAtResume = received;
    return (this.#setup.options.resume ?? true) && this.#idleResumes < MOST_IDLE_RESUMES;
  }

  // The first resume is immediate: most breaks are idle connections being closed.
  async #pause(): Promise<void> {
    const { clock, options } = this.#setup;
    const delayMs = this.#idleResumes > 0 ? RESUME_DELAY_MS * 2 ** this.#idleResumes : 0;
    this.#idleResumes++;
    if (delayMs > 0) await clock.sleep(delayMs, options.signal);
  }

  #leave(): void {
    this.#reader?.close();
    this.#reader = undefined;
  }

  #givenUp(cause: unknown): unknown {
    if (ResponseParseError.is(cause)) return cause;
    // Without a single result the file was probably no results file: report the unreadable line itself.
    const unreadable = this.#tally.received === 0 ? (cause as Error | undefined)?.cause : undefined;
    if (ResponseParseError.is(unreadable)) return unreadable;
    const attempts = ConnectionError.is(cause) ? cause.attempts : [];
    const message = "the download of the results broke off and could not be taken up";
    return new ConnectionError(message, { attempts }, { ...this.#setup.context, cause });
  }
}

/** The total timeout has expired, or the server's paging does not advance. */
function isFinal(cause: unknown): boolean {
  return PaginationError.is(cause) || (TimeoutError.is(cause) && cause.scope === "total");
}
