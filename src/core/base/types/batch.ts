/** Batches as all providers share them. Times are epoch or duration milliseconds; wire documents are handed on untouched. */

/** A provider's name, as in the import path of its client. */
export type ProviderName = "anthropic" | "openai" | "ringcentral" | "ip1" | "sinch" | (string & {});

/** What to store to wait on from another process: plain JSON, no secret, no phone number. */
export interface BatchHandle {
  readonly v: 1;
  readonly provider: ProviderName;
  readonly id: string;
  /** The account the batch lives in, where the client knows it; compared when the handle is used. */
  readonly account?: string;
  /** ISO 8601. As the provider wrote it where it tells, else the time of the send. */
  readonly createdAt?: string;
  /** How many items the create answer turned down. */
  readonly rejected?: number;
}

/** An id, a handle, its parsed JSON, or a batch that the API returned. */
export type BatchRef = string | BatchHandle | { readonly id: string };

export type BatchPhase = "scheduled" | "running" | "canceling" | "ended";
export type BatchOutcome = "completed" | "canceled" | "expired" | "failed";

/** How the items of a batch stand. `succeeded` counts what reached the thing the wait asks for. */
export interface BatchCounts {
  readonly total: number;
  readonly pending: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly canceled: number;
  readonly expired: number;
  readonly unknown: number;
}

/** The provider's entry for an input that it turned down, plus the 0-based input position it points at. */
export type Rejected<Entry = Record<string, unknown>> = Entry & { readonly position?: number };

/** One poll's view of a batch. */
export interface BatchSnapshot<Raw = unknown, Report = unknown> {
  readonly handle: BatchHandle;
  readonly phase: BatchPhase;
  /** Only when ended. */
  readonly outcome?: BatchOutcome;
  /** Absent where the provider gives none; never invented. */
  readonly counts?: BatchCounts;
  /** The batch document as the provider sent it. */
  readonly raw: Raw;
  readonly report?: Report;
  readonly rejected?: readonly Rejected[];
  readonly polls: number;
  readonly elapsedMs: number;
}
