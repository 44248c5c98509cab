/** A batch's results as a sequence: each once, taken up when the download breaks off, counted at the end. */
import type { Clock } from "../base/clock.js";
import { NotFoundError } from "../base/errors/index.js";
import type { ResultStream } from "../base/types/index.js";
import type { ByteSource } from "../transport/byte-source.js";
import { downloads, type DownloadSetup } from "./download.js";
import { LineReader } from "./line-reader.js";
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

export interface ResultsSetup extends Omit<DownloadSetup<unknown>, "locate"> {
  /** Finds out where the files are; called once per iteration. */
  readonly locate: () => Promise<ResultFiles>;
  /** The member of a line that holds its id. */
  readonly idKey: string;
}

export function resultStream<T>(setup: ResultsSetup): ResultStream<T> {
  const inForm = <Form>(raw: boolean): AsyncIterable<Form> =>
    downloads({
      ...setup,
      locate: async () => {
        const { files, expected, atMost, isNotYet } = await setup.locate();
        const sources = files.map((open) => fileSource<Form>(setup, open, raw, isNotYet));
        return { sources, expected, atMost };
      },
    });
  return { ...inForm<T>(false), lines: () => inForm<Uint8Array>(true) };
}

function fileSource<T>(
  { idKey, context, clock, options }: ResultsSetup,
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
