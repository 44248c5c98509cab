/** A batch's results: each exactly once, resumed after breaks, verified at the end. */
import type { Clock } from "../base/clock.js";
import { NotFoundError } from "../base/errors/index.js";
import type { ResultStream } from "../base/types/index.js";
import type { ByteSource } from "../transport/byte-source.js";
import { downloads, type DownloadSetup } from "./download.js";
import { LineReader } from "./line-reader.js";
import type { ResultSource } from "./source.js";

/** Results files with one JSON object per line, verified together. */
export interface ResultFiles {
  /** Functions that open each file from its start. */
  readonly files: readonly (() => Promise<ByteSource>)[];
  /** Number of lines in all files together, if it is to be verified. */
  readonly expected?: number | undefined;
  /** Largest allowed number, if some items may lack a line. Default: `expected`. */
  readonly atMost?: number | undefined;
  /** After a 404: whether the file may still appear. */
  readonly isNotYet?: (() => boolean) | undefined;
}

export interface ResultsSetup extends Omit<DownloadSetup<unknown>, "locate"> {
  /** Determines the files; called once per iteration. */
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
// Upper bound that does not depend on clocks: after this many 404s, the file counts as missing.
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
