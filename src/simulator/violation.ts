/** An answer that the provider's document does not allow, or a crash of the simulated provider. */
export interface Violation {
  readonly provider: string;
  readonly operation: string;
  readonly faults: readonly string[];
}
