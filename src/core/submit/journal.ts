/** The records that a submission writes around each paid call, so that another process can continue after a crash. */
import type { BatchHandle, Intent } from "../base/types/index.js";

/** Durable storage for the records of one submission. */
export interface Journal {
  /**
   * Locks the journal for this process, until `close` or the end of the process.
   * @throws `JournalError` `in-use` if another writer holds it, `unreadable` if it cannot be read
   */
  open(): Promise<JournalRun>;
}

/** An open journal, locked for this process. */
export interface JournalRun {
  /** All records in the order of `seq`. A torn last record, whose `append` never resolved, is left out. */
  records(): AsyncIterable<JournalRecord>;
  /**
   * Resolves when the record is durable. If it rejects, the next `open` finds the record either whole or not at all.
   */
  append(record: JournalRecord): Promise<void>;
  close(): Promise<void>;
}

/**
 * One record of a journal. `seq` and `part` count from 0; `at` is an ISO time for human readers.
 * `from` and `to` are item positions within a round. The first round sends the whole input; each later round resends
 * items of the previous one, in input order. The results tell which items, so no record lists them. `done` ends a
 * round; the next new part starts another. If a part has two `sent` records, the provider refused the first batch
 * later: the last record counts.
 */
export type JournalRecord = { readonly v: 1; readonly seq: number; readonly at: string } & (
  | { readonly type: "run"; readonly provider: string; readonly account?: string }
  /** Durable before the first byte of the paid call. */
  | { readonly type: "intent"; readonly part: number; readonly from: number; readonly intent: Intent }
  /**
   * Streamed parts only: durable before the last byte leaves. Without it, the body was never complete and nothing was
   * carried out.
   */
  | { readonly type: "closing"; readonly part: number; readonly to: number; readonly intent: Intent }
  /** OpenAI: the file uploaded for the part, before the paid call. */
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
  /** The part was certainly not carried out. */
  | { readonly type: "refused"; readonly part: number }
  /** The input of the round was read to its end. */
  | { readonly type: "done" }
);
