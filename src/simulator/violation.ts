/** An answer of a part that its document does not allow, or a crash of a part. */
export interface Violation {
  readonly provider: string;
  readonly operation: string;
  readonly faults: readonly string[];
}
