export interface RetryOptions {
  /**
   * All attempts, the first included.
   * @default 3
   */
  readonly maxAttempts?: number | undefined;
  /**
   * Ceiling of the first back-off; it doubles, and the wait is drawn evenly below it.
   * @default 500
   */
  readonly initialDelayMs?: number | undefined;
  /**
   * Ceiling of every back-off.
   * @default 8_000
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * A hint of the server beyond this fails the call at once.
   * @default 60_000
   */
  readonly maxRetryAfterMs?: number | undefined;
}
