import type { Hooks } from "./hooks.js";
import type { RetryOptions } from "./retry.js";

/** A credential, or a function that returns it or a promise of it; a function is asked before every attempt. */
export type Credential = string | (() => string | Promise<string>);

export interface ClientOptions {
  /**
   * An origin, or a gateway's prefix, to which the paths of the spec are appended.
   * @default the environment's `<PROVIDER>_BASE_URL`, as in `ANTHROPIC_BASE_URL`, else the provider's server
   */
  readonly baseUrl?: string | undefined;
  /** @default `globalThis.fetch`, looked up at call time */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent with every request to the configured origin. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** `false`: one attempt. */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * One attempt: until headers, and between body chunks. The upload of a large body is not cut by it.
   * @default 60_000
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * The whole call, sleeps included.
   * @default none
   */
  readonly totalTimeoutMs?: number | undefined;
  readonly hooks?: Hooks | undefined;
  /**
   * Turn down before sending what the provider's documents say is invalid.
   * @default true
   */
  readonly localChecks?: boolean | undefined;
}

/** Options of one call; each overrides the client's option of that name. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly attemptTimeoutMs?: number | undefined;
  readonly totalTimeoutMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly retry?: RetryOptions | false | undefined;
}

/** The only door to resending a paid call whose outcome is unknown. */
export interface SendOptions extends CallOptions {
  readonly retryUnknown?: "may-send-twice" | undefined;
}
