/** What a submission would come to. Nothing was sent. */
export interface Estimate {
  /** Batches that `submit` would make. */
  readonly parts: number;
  readonly items: number;
  /** Of all request bodies together. */
  readonly bytes: number;
  /** SMS: who gets a message, as often as they get one. Members of groups are not known, and not counted. */
  readonly recipients?: number;
  /** SMS: what is charged, over all recipients; see `segmentsOf`. */
  readonly segments?: number;
  /** What the numbers do not say, in plain English. */
  readonly notes: readonly string[];
}
