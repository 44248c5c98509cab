import type { BatchSnapshot } from "./batch.js";

export interface RequestEvent {
  /** The `operationId` of the provider's spec. */
  readonly operation: string;
  /** 1 for the first attempt. */
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
  /** How long the next attempt waits. */
  readonly delayMs: number;
  readonly outcome: "notSent" | "refused" | "unknown" | "accepted";
  readonly status?: number;
}

/** A poll of a wait came back; the requests that it took have events of their own. */
export interface PollEvent {
  readonly operation: string;
  /** 1 for the first poll. */
  readonly poll: number;
  readonly snapshot: BatchSnapshot;
}

/** Observers. What a hook throws rejects the call; a promise it returns is awaited. */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void | Promise<void>) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
  readonly onPoll?: ((event: PollEvent) => void | Promise<void>) | undefined;
}
