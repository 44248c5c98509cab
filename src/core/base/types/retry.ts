export interface RetryOptions {
  /**
   * Maximum number of attempts, including the first.
   * @default 3
   */
  readonly maxAttempts?: number | undefined;
  /**
   * Upper bound of the first back-off, in ms. It doubles with each attempt; the actual delay is random between 0 and
   * the bound.
   * @default 500
   */
  readonly initialDelayMs?: number | undefined;
  /**
   * Upper bound of every back-off, in ms.
   * @default 8_000
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * Longest server hint (`Retry-After`) that is waited for, in ms. A longer one fails the call at once.
   * @default 60_000
   */
  readonly maxRetryAfterMs?: number | undefined;
}
