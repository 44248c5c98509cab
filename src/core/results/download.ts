/** Reads all sources of results one after the other, takes up what breaks off, and counts at the end. */
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
import { Tally, type TallyOptions } from "./tally.js";

export interface DownloadOptions extends TallyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly resume?: boolean | undefined;
}

/** Where the results of a batch are. */
export interface Located<T> {
  readonly sources: readonly ResultSource<T>[];
  /** How many results all sources hold together, where that is to be verified. */
  readonly expected?: number | undefined;
  /** How many there may be, where not every item has to have one. Default: as many as are expected. */
  readonly atMost?: number | undefined;
}

export interface DownloadSetup<T> {
  /** Called once per iteration. */
  readonly locate: () => Promise<Located<T>>;
  readonly options: DownloadOptions;
  readonly clock: Clock;
  readonly context: ErrorContext;
}

// How often in a row a download may break off without a single new result before it is given up.
const MOST_IDLE_RESUMES = 3;
const RESUME_DELAY_MS = 250;

/** Can be iterated many times; each iteration reads everything anew. */
export function downloads<T>(setup: DownloadSetup<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => new SerialIterator(new Download(setup), setup.options.signal) };
}

class Download<T> implements Steps<T> {
  readonly #setup: DownloadSetup<T>;
  readonly #tally: Tally;
  #located: Located<T> | undefined;
  #at = 0;
  #reader: ResultReader<T> | undefined;
  /** Whether the current source could be opened before. */
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

  /** One step through a source. False once this iterator was closed meanwhile. */
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

  /** At the end of all sources. True if results are missing and the sources are to be read once more. */
  async #startsOver({ sources, expected, atMost = expected }: Located<T>): Promise<boolean> {
    const { received, repeated } = this.#tally;
    if (expected === undefined || atMost === undefined) return false;
    if (received >= expected && received <= atMost && repeated === 0) return false;
    // A file that ends too early may have been cut where nobody noticed.
    const mayBeCut = sources.length > 0 && received < expected && repeated === 0;
    if (!mayBeCut || !this.#mayResume())
      throw new IncompleteResultsError({ expected, received, repeated }, this.#setup.context);
    this.#at = 0;
    this.#tally.anew();
    await this.#pause();
    return true;
  }

  /** Starts the current source over. Throws where that makes no sense. */
  async #resume(cause: unknown): Promise<void> {
    this.#setup.options.signal?.throwIfAborted();
    if (isFinal(cause)) throw cause;
    // The answer to the first request is no broken download, and the transport has retried it already.
    if (!this.#hasOpened) throw cause;
    if (this.#isSameFault(cause)) throw cause;
    if (this.#reader === undefined || !this.#mayResume()) throw this.#givenUp(cause);
    this.#leave();
    this.#tally.again();
    await this.#pause();
  }

  /** A line that is no result twice, at the same place, belongs to the file. */
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

  // Most breaks are idle connections that were closed: the first one waits for nothing.
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
    // Without a single result, what came is no file of results that broke off: it is something else altogether.
    const unreadable = this.#tally.received === 0 ? (cause as Error | undefined)?.cause : undefined;
    if (ResponseParseError.is(unreadable)) return unreadable;
    const attempts = ConnectionError.is(cause) ? cause.attempts : [];
    const message = "the download of the results broke off and could not be taken up";
    return new ConnectionError(message, { attempts }, { ...this.#setup.context, cause });
  }
}

/** The caller's time is over, or the server's paging goes in circles. */
function isFinal(cause: unknown): boolean {
  return PaginationError.is(cause) || (TimeoutError.is(cause) && cause.scope === "total");
}
