/**
 * Whether a call may be repeated, from the spec's `x-safety`. `read` and `idempotent` calls may; a `send` is paid, or
 * otherwise not repeatable.
 */
export type Safety = "read" | "idempotent" | "send";

/** What the spec says of an operation; see `routes` in the generated files. */
export interface Route {
  readonly operation: string;
  readonly safety: Safety;
  /** Calls of one group share the provider's rate limit. */
  readonly group?: string;
}
