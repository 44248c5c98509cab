import type { Hooks } from "./hooks.js";
import type { RetryOptions } from "./retry.js";

/** A string, or a function that returns one or a promise of one. Functions are called before every attempt. */
export type Credential = string | (() => string | Promise<string>);

export interface ClientOptions {
  /**
   * An origin, or a gateway's prefix; the paths of the spec are appended.
   * @default the environment's `<PROVIDER>_BASE_URL`, as in `ANTHROPIC_BASE_URL`, else the provider's server
   */
  readonly baseUrl?: string | undefined;
  /** @default `globalThis.fetch`, looked up at call time */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * Extra headers for every request to the configured origin.
   * @default none
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Retry settings. `false` makes a single attempt.
   * @default 3 attempts; see `RetryOptions`
   */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * Limit per attempt in ms: until the headers arrive, and between two body chunks. Does not limit the upload of a
   * large body.
   * @default 60_000
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * Limit of the whole call in ms, including pauses and retries.
   * @default none
   */
  readonly totalTimeoutMs?: number | undefined;
  /**
   * Observers of requests, retries and polls.
   * @default none
   */
  readonly hooks?: Hooks | undefined;
  /**
   * Check input against the provider's documented rules before sending; faults throw `ValidationError`.
   * @default true
   */
  readonly localChecks?: boolean | undefined;
}

/** Options of one call. Each overrides the client option of the same name. */
export interface CallOptions {
  /**
   * Aborts the call. An abort while a paid call is in flight throws `UnknownOutcomeError`, otherwise the abort reason.
   * @default none
   */
  readonly signal?: AbortSignal | undefined;
  readonly attemptTimeoutMs?: number | undefined;
  readonly totalTimeoutMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly retry?: RetryOptions | false | undefined;
}

/**
 * `retryUnknown: "may-send-twice"` allows a paid call to be sent again although it may have been carried out.
 * @default never
 */
export interface SendOptions extends CallOptions {
  readonly retryUnknown?: "may-send-twice" | undefined;
}
