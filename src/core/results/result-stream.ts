/** A batch's results as a sequence: each once, taken up when the download breaks off, counted at the end. */
import type { Clock } from "../base/clock.js";
import { type ErrorContext, NotFoundError } from "../base/errors/index.js";
import type { ByteSource } from "../transport/byte-source.js";
import { Download, type Located } from "./download.js";
import { LineReader } from "./line-reader.js";
import { SerialIterator } from "./serial-iterator.js";
import type { ResultSource } from "./source.js";

export interface ResultsOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Results to leave out at the start: as many as an earlier run has processed. Counts lines, so it needs a file whose
   * order stays the same, which providers do not promise; `skip` needs nothing.
   * @default 0
   */
  readonly after?: number | undefined;
  /** Leaves out the results for whose id it returns true: those that an earlier run has processed. */
  readonly skip?: ((id: string) => boolean) | undefined;
  /**
   * Compare the number of results with what the batch announced.
   * @default true
   */
  readonly verify?: boolean | undefined;
  /**
   * Take up a broken download by itself.
   * @default true
   */
  readonly resume?: boolean | undefined;
}

/** Can be iterated many times; each iteration is a download of its own. */
export interface ResultStream<T> extends AsyncIterable<T> {
  /** The bytes of each line as it came, without its newline and unparsed: counted, resumed and verified all the same. */
  lines(): AsyncIterable<Uint8Array>;
}

/** Files of results, one JSON object per line, which are counted as one. */
export interface ResultFiles {
  /** Each opens a file from its start. */
  readonly files: readonly (() => Promise<ByteSource>)[];
  /** How many lines they hold together, if that is to be verified. */
  readonly expected?: number | undefined;
  /** After a 404: whether the file may still appear. */
  readonly isNotYet?: (() => boolean) | undefined;
}

export interface ResultsSetup {
  /** Called once per iteration. */
  readonly locate: () => Promise<ResultFiles>;
  /** The member of a line that holds its id. */
  readonly idKey: string;
  readonly options: ResultsOptions;
  readonly clock: Clock;
  readonly context: ErrorContext;
}

export function resultStream<T>(setup: ResultsSetup): ResultStream<T> {
  return { ...iterable<T>(setup, false), lines: () => iterable<Uint8Array>(setup, true) };
}

function iterable<T>(setup: ResultsSetup, raw: boolean): AsyncIterable<T> {
  const locate = async (): Promise<Located<T>> => {
    const { files, expected, isNotYet } = await setup.locate();
    return { expected, sources: files.map((open) => fileSource<T>(setup, open, raw, isNotYet)) };
  };
  const iterator = (): AsyncIterator<T> =>
    new SerialIterator(new Download({ ...setup, locate }), setup.options.signal);
  return { [Symbol.asyncIterator]: iterator };
}

function fileSource<T>(
  { idKey, context, clock, options }: ResultsSetup,
  open: () => Promise<ByteSource>,
  raw: boolean,
  isNotYet: ResultFiles["isNotYet"],
): ResultSource<T> {
  const format = { idKey, raw, context };
  return {
    open: async (tally) => {
      const bytes = await openPatiently(open, isNotYet, clock, options.signal);
      return new LineReader<T>(bytes, format, tally);
    },
  };
}

const NOT_YET_DELAY_MS = 2_000;
// Whatever the two clocks say, a file that has not appeared by then is not there.
const MOST_NOT_YETS = 30;

async function openPatiently(
  open: () => Promise<ByteSource>,
  isNotYet: ResultFiles["isNotYet"],
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<ByteSource> {
  for (let tries = 1; ; tries++) {
    try {
      return await open();
    } catch (error) {
      if (!NotFoundError.is(error) || isNotYet?.() !== true || tries > MOST_NOT_YETS) throw error;
    }
    await clock.sleep(NOT_YET_DELAY_MS, signal);
  }
}
