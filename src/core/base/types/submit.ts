import type { BatchHandle, Rejected } from "./batch.js";

/** One part of a submission that the provider took: input positions `[from, to)`. */
export interface SubmittedPart<Raw = unknown> {
  readonly handle: BatchHandle;
  /** The create answer; absent for a part that an earlier run of the same journal sent. */
  readonly batch?: Raw;
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly rejected?: readonly Rejected[];
  /** Sent by an earlier run of the same journal, which keeps no document. */
  readonly resumed?: true;
}

/** A submission sends when it is iterated or collected, once. */
export interface Submission<Raw = unknown> extends AsyncIterable<SubmittedPart<Raw>> {
  /**
   * Sends everything and resolves to all parts.
   * @throws `SubmissionError`, which holds the parts that went out
   */
  collect(): Promise<SubmittedPart<Raw>[]>;
}
