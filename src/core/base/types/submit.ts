import type { BatchHandle, Rejected } from "./batch.js";

/** One part that the provider accepted; it covers the input positions `[from, to)`. */
export interface SubmittedPart<Raw = unknown> {
  readonly handle: BatchHandle;
  /** The create answer. Absent if an earlier run of the same journal sent the part. */
  readonly batch?: Raw;
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly rejected?: readonly Rejected[];
  /** Set if an earlier run of the same journal sent the part; journals keep no documents. */
  readonly resumed?: true;
}

/**
 * Sends when iterated or collected, and only once.
 * @throws `SubmissionError` if a part fails, `ValidationError` for an invalid array input, `JournalError` if its
 * journal cannot be used
 */
export interface Submission<Raw = unknown> extends AsyncIterable<SubmittedPart<Raw>> {
  /**
   * Sends all parts and resolves to them.
   * @throws `SubmissionError` with the parts that were sent, `ValidationError`, `JournalError`
   */
  collect(): Promise<SubmittedPart<Raw>[]>;
}
