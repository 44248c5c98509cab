/** The size of a submission, computed without sending anything. */
export interface Estimate {
  /** Number of batches that `submit` would create. */
  readonly parts: number;
  readonly items: number;
  /** Total size of all request bodies, in bytes. */
  readonly bytes: number;
  /** SMS: number of messages, counting a repeated recipient each time. Group members are unknown and not counted. */
  readonly recipients?: number;
  /** SMS: segments charged over all recipients; see `segmentsOf`. */
  readonly segments?: number;
  /** Remarks in plain English on what the numbers leave out. */
  readonly notes: readonly string[];
}
