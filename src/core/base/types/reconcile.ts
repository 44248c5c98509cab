import type { BatchHandle, BatchRef } from "./batch.js";

/**
 * Traces by which a sent batch can be found again: sizes, labels and digests, never recipients, texts or ids. Plain
 * JSON.
 */
export type Correlation = Readonly<Record<string, string | number>>;

/** A paid call that may have been carried out, with all that `reconcile` needs. Plain JSON without secrets. */
export interface Intent {
  readonly provider: string;
  /** The `operationId` of the call. */
  readonly operation: string;
  /** Start of the first attempt that may have been carried out, in epoch ms of this machine's clock. */
  readonly startedAt: number;
  /**
   * End of the last attempt, in epoch ms. Absent if the process died: `reconcile` then uses the time of its own call.
   */
  readonly endedAt?: number;
  readonly account?: string;
  readonly correlation?: Correlation;
  /**
   * The provider's clock minus this machine's at `startedAt`, in ms, if an answer had shown it by then. Reveals a later jump of
   * either.
   */
  readonly skewMs?: number;
}

export interface ReconcileOptions {
  /**
   * Keep looking until the result is `found` or `absent`. Resolves to `undecided` only if more time cannot help.
   * @default false
   */
  readonly wait?: boolean | undefined;
  /**
   * How long the provider may still be carrying out the call after it ended, in ms.
   * @default 120_000
   */
  readonly settleMs?: number | undefined;
  /**
   * Batches whose origin is known. They are no candidates, now or in later searches of this client.
   * @default none
   */
  readonly known?: Iterable<BatchRef> | undefined;
  /**
   * Set if nobody else sends with this account: a single matching candidate is then `found` at once.
   * @default false
   */
  readonly sole?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Limit of the search in ms; resolves to the last `undecided`.
   * @default none; with `wait`, 26 hours for LLM batches and 8 days for SMS
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * `settling`: the provider may still be carrying out the call. `unproven`: a candidate matches but shows too little of
 * its content. `ambiguous`: several match. `clock`: the provider's clock is unknown or jumped. `untraceable`: the call
 * left nothing to search for.
 */
export type UndecidedReason = "settling" | "unproven" | "ambiguous" | "clock" | "untraceable";

/** `found` and `absent` are proofs: acting on either neither sends twice nor loses anything. */
export type Reconciliation<Raw = unknown> =
  | { readonly status: "found"; readonly handle: BatchHandle; readonly batch: Raw }
  | { readonly status: "absent" }
  | {
      readonly status: "undecided";
      readonly why: UndecidedReason;
      readonly candidates: readonly BatchHandle[];
      /** Time until a new search may decide, in ms. */
      readonly retryAfterMs?: number;
    };
