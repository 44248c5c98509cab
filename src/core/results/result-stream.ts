/** A batch's results as a sequence: each once, taken up when the download breaks off, counted at the end. */
import type { Clock } from "../base/clock.js";
import { type ErrorContext, NotFoundError } from "../base/errors/index.js";
import type { RecipientResult, ResultsOptions, ResultStream } from "../base/types/index.js";
import type { ByteSource } from "../transport/byte-source.js";
import { Download, type Located } from "./download.js";
import { LineReader } from "./line-reader.js";
import { pagedSource } from "./page-reader.js";
import { recipientPages, type RecipientSource } from "./recipient-pages.js";
import { SerialIterator } from "./serial-iterator.js";
import type { ResultSource } from "./source.js";

/** Files of results, one JSON object per line, which are counted as one. */
export interface ResultFiles {
  /** Each opens a file from its start. */
  readonly files: readonly (() => Promise<ByteSource>)[];
  /** How many lines they hold together, if that is to be verified. */
  readonly expected?: number | undefined;
  /** How many they may hold, where not every item has to have a line. Default: as many as are expected. */
  readonly atMost?: number | undefined;
  /** After a 404: whether the file may still appear. */
  readonly isNotYet?: (() => boolean) | undefined;
}

/** What both kinds of results need. `locate` finds out where they are; it is called once per iteration. */
interface Setup<Place> {
  readonly locate: () => Promise<Place>;
  readonly options: ResultsOptions & { readonly signal?: AbortSignal | undefined };
  readonly clock: Clock;
  readonly context: ErrorContext;
}

export interface FileResultsSetup extends Setup<ResultFiles> {
  /** The member of a line that holds its id. */
  readonly idKey: string;
}

/** The results of a batch that come as files of lines. */
export function resultStream<T>(setup: FileResultsSetup): ResultStream<T> {
  const form = <Form>(raw: boolean): AsyncIterable<Form> =>
    iterable(setup, async () => {
      const { files, expected, atMost, isNotYet } = await setup.locate();
      const sources = files.map((open) => fileSource<Form>(setup, open, raw, isNotYet));
      return { sources, expected, atMost };
    });
  return { ...form<T>(false), lines: () => form<Uint8Array>(true) };
}

/** The results of a batch of text messages, which come as pages of recipients. */
export function recipientResults<Raw>(
  setup: Setup<RecipientSource<Raw>>,
): AsyncIterable<RecipientResult<Raw>> {
  return iterable(setup, async () => {
    const source = await setup.locate();
    return { sources: [pagedSource(() => recipientPages(source))] };
  });
}

function iterable<T>(setup: Setup<unknown>, locate: () => Promise<Located<T>>): AsyncIterable<T> {
  const iterator = (): AsyncIterator<T> =>
    new SerialIterator(new Download({ ...setup, locate }), setup.options.signal);
  return { [Symbol.asyncIterator]: iterator };
}

function fileSource<T>(
  { idKey, context, clock, options }: FileResultsSetup,
  open: () => Promise<ByteSource>,
  raw: boolean,
  isNotYet: ResultFiles["isNotYet"],
): ResultSource<T> {
  return {
    open: async (tally) => {
      const bytes = await openPatiently(open, isNotYet, clock, options.signal);
      return new LineReader<T>(bytes, { idKey, raw, context }, tally);
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
