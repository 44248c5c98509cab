import type { BatchSnapshot } from "./batch.js";

export interface RequestEvent {
  /** The `operationId` of the provider's spec. */
  readonly operation: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** Request headers; credentials are redacted. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

export interface RetryEvent extends RequestEvent {
  /** Pause before the next attempt, in ms. */
  readonly delayMs: number;
  readonly outcome: "notSent" | "refused" | "unknown" | "accepted";
  readonly status?: number;
}

/** One poll of a wait. The HTTP requests behind it also trigger `onRequest` and `onResponse`. */
export interface PollEvent {
  readonly operation: string;
  /** 1 for the first poll. */
  readonly poll: number;
  readonly snapshot: BatchSnapshot;
}

/**
 * Observers of requests and polls. A promise that a hook returns is awaited; an error that it throws rejects the call.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void | Promise<void>) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
  readonly onPoll?: ((event: PollEvent) => void | Promise<void>) | undefined;
}
