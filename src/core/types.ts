/** The shapes that all providers share. Times are epoch or duration milliseconds; wire documents are handed on untouched. */

export type ProviderName = "anthropic" | "ringcentral" | "ip1" | "sinch";

/** What to store to wait on from another process: plain JSON, no secret, no phone number. */
export interface BatchHandle {
  readonly v: 1;
  readonly provider: ProviderName;
  readonly id: string;
  /** The account the batch lives in, where the client knows it; compared when the handle is used. */
  readonly account?: string;
  /** As the provider wrote it. */
  readonly createdAt?: string;
}

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

/** The provider's entry for an input it refused, plus the 0-based input position it points at. */
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

/** One part of a submission that the provider took: input positions `[from, to)`. */
export interface SubmittedPart<Raw = unknown> {
  readonly handle: BatchHandle;
  readonly batch: Raw;
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly rejected?: readonly Rejected[];
}

/** A submission sends when it is iterated or collected, once. */
export interface Submission<Raw = unknown> extends AsyncIterable<SubmittedPart<Raw>> {
  /** Sends everything and resolves to all parts. Throws `SubmissionError`, which holds the parts that went out. */
  collect(): Promise<SubmittedPart<Raw>[]>;
}

/** An id, a handle, its parsed JSON, or a batch that the API returned. */
export type BatchRef = string | BatchHandle | { readonly id: string };

export type Reconciliation<Raw = unknown> =
  | { readonly status: "found"; readonly handle: BatchHandle; readonly batch: Raw }
  | { readonly status: "absent" }
  | { readonly status: "undecided"; readonly candidates: readonly BatchHandle[] };

/** The gaps between polls: `initialMs`, then times `factor` up to `maxMs`, each spread by ± `jitter` (0 to 1). */
export interface PollSchedule {
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: number;
}

export interface WaitOptions<Snapshot = BatchSnapshot> {
  readonly signal?: AbortSignal;
  /** From the first poll to `WaitTimeoutError`. Default: none. */
  readonly timeoutMs?: number;
  readonly schedule?: Partial<PollSchedule>;
  /** Called for the first snapshot, then when phase, outcome or counts changed. What it throws rejects the wait. */
  readonly onProgress?: (snapshot: Snapshot) => void;
  /** How many failed polls in a row the wait survives. Default 10. */
  readonly maxConsecutiveErrors?: number;
}

/** `sent`: handed over to the carrier. `delivered`: every message final. */
export interface SmsWaitOptions<Snapshot = BatchSnapshot> extends WaitOptions<Snapshot> {
  /** Default `sent`. */
  readonly until?: "sent" | "delivered";
}

/** A credential, or a function that returns it or a promise of it; a function is asked before every attempt. */
export type Credential = string | (() => string | Promise<string>);

export interface RetryOptions {
  /** All tries, the first included. Default 3. */
  readonly maxAttempts?: number;
  /** Ceiling of the first back-off; it doubles, and the wait is drawn evenly below it. Default 500. */
  readonly initialDelayMs?: number;
  /** Ceiling of every back-off. Default 8,000. */
  readonly maxDelayMs?: number;
  /** A server hint beyond this fails the call at once. Default 60,000. */
  readonly maxRetryAfterMs?: number;
}

export interface RequestEvent {
  readonly operation: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** Request headers, credentials redacted. */
  readonly headers: Readonly<Record<string, string>>;
}
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly durationMs: number;
}
export interface RetryEvent extends RequestEvent {
  /** How long the next try waits. */
  readonly delayMs: number;
  readonly outcome: "notSent" | "refused" | "unknown" | "accepted";
  readonly status?: number;
}
export interface PollEvent extends RequestEvent {
  readonly snapshot: BatchSnapshot;
}

/** Observers. What a hook throws rejects the call; a promise it returns is awaited. */
export interface Hooks {
  readonly onRequest?: (event: RequestEvent) => void | Promise<void>;
  readonly onResponse?: (event: ResponseEvent) => void | Promise<void>;
  readonly onRetry?: (event: RetryEvent) => void | Promise<void>;
  readonly onPoll?: (event: PollEvent) => void | Promise<void>;
}

export interface ClientOptions {
  /** An origin, or a gateway's prefix, to which the paths of the spec are appended. Default: the provider's server. */
  readonly baseUrl?: string;
  /** Default: `globalThis.fetch`, looked up at call time. */
  readonly fetch?: typeof globalThis.fetch;
  /** Sent with every request to the configured origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `false`: one attempt. */
  readonly retry?: RetryOptions | false;
  /** One attempt: until headers, and between body chunks. The upload of a large body is not cut by it. Default 60,000. */
  readonly attemptTimeoutMs?: number;
  /** The whole call, sleeps included. Default: none. */
  readonly totalTimeoutMs?: number;
  readonly hooks?: Hooks;
  /** Refuse what the documents say is invalid before sending. Default true. */
  readonly localChecks?: boolean;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly attemptTimeoutMs?: number;
  readonly totalTimeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retry?: RetryOptions | false;
}

/** The only door to resending a paid call whose outcome is unknown. */
export interface SendOptions extends CallOptions {
  readonly retryUnknown?: "may-send-twice";
}

/** One page of a list: the wire document plus its `items`. */
export type Page<Item, Wire = unknown> = Wire & { readonly items: Item[] };

/** A list, fetched page by page as it is read; it can be iterated many times. */
export interface Paginated<Item, Wire = unknown> extends AsyncIterable<Item> {
  pages(): AsyncIterable<Page<Item, Wire>>;
  /** All items, or the first `max`. */
  toArray(max?: number): Promise<Item[]>;
}
