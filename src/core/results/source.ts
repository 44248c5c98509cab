/** Sources of results: a file or the pages of a list. */
import type { Tally } from "./result-tally.js";

/** Can be opened repeatedly, each time from its start. */
export interface ResultSource<T> {
  open(tally: Tally): Promise<ResultReader<T>>;
}

/** One pass over a source. Leaves out results that the tally rejects. */
export interface ResultReader<T> {
  /** Returns the next buffered result; undefined if more must be fetched. Throws if a new pass would not help. */
  take(): T | undefined;
  /** Fetches more; false at the end. Rejects if the pass broke off: a new one may succeed. */
  advance(): Promise<boolean>;
  close(): void;
}
