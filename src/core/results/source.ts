/** Where results come from: one file, several files that are counted as one, or pages of a list. */
import type { Tally } from "./tally.js";

/** Can be read many times, each time from its start. */
export interface ResultSource<T> {
  open(tally: Tally): Promise<ResultReader<T>>;
}

/** One reading of a source. Leaves out what the tally does not admit. */
export interface ResultReader<T> {
  /** The next result at hand; undefined when more has to be fetched first. Throws where no further reading would help. */
  take(): T | undefined;
  /** Fetches more; false at the end. Rejects when the reading broke off: from the start, it may succeed. */
  advance(): Promise<boolean>;
  close(): void;
}
