/**
 * Batch types shared by all providers. Timestamps are epoch ms; durations are ms. Provider documents are passed on
 * unchanged.
 */

/** The provider's name, as in the import path of its client. */
export type ProviderName = "anthropic" | "openai" | "ringcentral" | "ip1" | "sinch" | (string & {});

/** Plain JSON to store, so that another process can wait for the batch. Holds no secret and no phone number. */
export interface BatchHandle {
  /** Version of the format. */
  readonly v: 1;
  readonly provider: ProviderName;
  readonly id: string;
  /** The account of the batch, if the client knows it. Using the handle with another account throws `HandleError`. */
  readonly account?: string;
  /** Creation time in ISO 8601: the provider's own text if it gives one, otherwise the time of the send. */
  readonly createdAt?: string;
  /** Number of items that the provider turned down in its create answer. */
  readonly rejected?: number;
}

/** An id, a handle, its parsed JSON, or a batch that the API returned. */
export type BatchRef = string | BatchHandle | { readonly id: string };

export type BatchPhase = "scheduled" | "running" | "canceling" | "ended";
export type BatchOutcome = "completed" | "canceled" | "expired" | "failed";

/** Items by state. `succeeded` counts items that reached the state that `until` asks for. */
export interface BatchCounts {
  readonly total: number;
  readonly pending: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly canceled: number;
  readonly expired: number;
  readonly unknown: number;
}

/** The provider's unchanged entry for an item that it turned down, plus the item's 0-based input position, if known. */
export type Rejected<Entry = Record<string, unknown>> = Entry & { readonly position?: number };

/** The state of a batch as one poll saw it. */
export interface BatchSnapshot<Raw = unknown, Report = unknown> {
  readonly handle: BatchHandle;
  readonly phase: BatchPhase;
  /** Set only when `phase` is `ended`. */
  readonly outcome?: BatchOutcome;
  /** Absent if the provider gives no counts; they are never guessed. */
  readonly counts?: BatchCounts;
  /** The batch document exactly as the provider sent it. */
  readonly raw: Raw;
  /** Sinch: the delivery report. RingCentral with `until: "delivered"`: the message counts by status. */
  readonly report?: Report;
  /** RingCentral: rejected entries of the create answer. OpenAI: faulty lines of a refused file. */
  readonly rejected?: readonly Rejected[];
  /** Number of polls of this wait so far. */
  readonly polls: number;
  /** Time since the wait began, in ms. */
  readonly elapsedMs: number;
}
