import type { BatchHandle, BatchRef } from "./batch.js";

/**
 * What was sent, in so far as it helps to find it again: sizes, labels and digests, never recipients, texts or ids.
 * Plain JSON, so it survives being stored.
 */
export type Correlation = Readonly<Record<string, string | number>>;

/** A paid call that may have been carried out: all that `reconcile` needs to look for it. Plain JSON without secrets. */
export interface Intent {
  readonly provider: string;
  /** The `operationId` of the call. */
  readonly operation: string;
  /** When the first attempt began that may have been carried out, in epoch milliseconds by this machine's clock. */
  readonly startedAt: number;
  /** When the last attempt ended. Absent if the process died: the call then ended when `reconcile` is called. */
  readonly endedAt?: number;
  readonly account?: string;
  readonly correlation?: Correlation;
  /** How far the provider's clock then was ahead of this machine's, where an answer had told: shows a jump of either. */
  readonly skewMs?: number;
}

export interface ReconcileOptions {
  /**
   * Keep looking until it is decided: through the settling, and until unproven candidates have ended. It then resolves to
   * `undecided` only for what time cannot cure.
   * @default false
   */
  readonly wait?: boolean | undefined;
  /**
   * How long after the end of the call the provider may still be carrying it out.
   * @default 120_000
   */
  readonly settleMs?: number | undefined;
  /** Batches that are accounted for, and so no candidates: neither now nor when this client looks again. */
  readonly known?: Iterable<BatchRef> | undefined;
  /**
   * The caller's word that nobody else sends with this account: the one candidate that fits is then `found` at once.
   * @default false
   */
  readonly sole?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Bounds the search; resolves to the last `undecided`.
   * @default none; with `wait`, the deadline of a wait for a batch: 26 hours, or 8 days for text messages
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * Why nothing is proved yet. `settling`: the provider may still be at it. `unproven`: a candidate fits, but shows too little
 * of its content. `ambiguous`: several fit. `clock`: the provider's clock is unknown or jumped. `untraceable`: the call left
 * nothing to look for.
 */
export type UndecidedReason = "settling" | "unproven" | "ambiguous" | "clock" | "untraceable";

/** `found` and `absent` are proofs: acting on either can neither send twice nor lose anything. */
export type Reconciliation<Raw = unknown> =
  | { readonly status: "found"; readonly handle: BatchHandle; readonly batch: Raw }
  | { readonly status: "absent" }
  | {
      readonly status: "undecided";
      readonly why: UndecidedReason;
      readonly candidates: readonly BatchHandle[];
      /** When asking again may decide it. */
      readonly retryAfterMs?: number;
    };
