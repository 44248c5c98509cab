/** What a submission writes down before and after each paid call, so that the next process can go on where this one died. */
import type { BatchHandle, Intent } from "../base/types/index.js";

/** Where a submission keeps its records: one journal holds one submission. */
export interface Journal {
  /**
   * Takes the journal for this process, until `close` or until the process ends.
   *
   * @throws JournalError `in-use` while another writer holds it, `unreadable` where it cannot be read.
   */
  open(): Promise<JournalRun>;
}

/** A journal that this process holds. */
export interface JournalRun {
  /** Every record in the order of `seq`; a torn last record, whose `append` never resolved, is left out. */
  records(): AsyncIterable<JournalRecord>;
  /** Durable when it resolves. When it rejects, the next `open` finds the record whole or not at all. */
  append(record: JournalRecord): Promise<void>;
  close(): Promise<void>;
}

/**
 * One line of a journal. `seq` and `part` count from 0; `at` is an ISO time, for people.
 *
 * `from` and `to` count the items of a round. The first round sends the whole input, each later one those items of the one
 * before that are sent again, in the order of the input: its results say which, so that no record has to. `done` ends a
 * round, and the next new part begins another. A part that comes twice was refused after it was taken; the last one counts.
 */
export type JournalRecord = { readonly v: 1; readonly seq: number; readonly at: string } & (
  | { readonly type: "run"; readonly provider: string; readonly account?: string }
  /** Durable before the first byte of the paid call. */
  | { readonly type: "intent"; readonly part: number; readonly from: number; readonly intent: Intent }
  /** Durable before the last byte of a part that streams; without it the body never ended, and nothing happened. */
  | { readonly type: "closing"; readonly part: number; readonly to: number; readonly intent: Intent }
  /** What was uploaded before the paid call. */
  | { readonly type: "staged"; readonly part: number; readonly id: string }
  | {
      readonly type: "sent";
      readonly part: number;
      readonly to: number;
      readonly digest: string;
      readonly handle: BatchHandle;
      /** Positions over the whole input. */
      readonly rejected?: readonly number[];
    }
  /** Known not to have happened. */
  | { readonly type: "refused"; readonly part: number }
  /** The input of the round was read to its end. */
  | { readonly type: "done" }
);
