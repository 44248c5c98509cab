/** Results of a batch, one per item. */

export interface ResultsOptions {
  /**
   * Number of results to skip at the start because an earlier run has processed them. Needs a stable order, which
   * providers do not promise; `skip` works without.
   * @default 0
   */
  readonly after?: number | undefined;
  /**
   * Called with a `custom_id`, or with a recipient's number as in `to`. Results for which it returns true are left out.
   * @default none are left out
   */
  readonly skip?: ((id: string) => boolean) | undefined;
  /**
   * Compare the number of lines with the batch's own counts; a difference throws `IncompleteResultsError`. LLM batches
   * only.
   * @default true
   */
  readonly verify?: boolean | undefined;
  /**
   * Resume a broken download automatically.
   * @default true
   */
  readonly resume?: boolean | undefined;
}

/**
 * Results, downloaded while they are read. Each iteration is a new download.
 * @throws `ResponseParseError` for an unreadable line, `IncompleteResultsError` for missing or repeated ones,
 * `ConnectionError` if a broken download cannot be resumed
 */
export interface ResultStream<T> extends AsyncIterable<T> {
  /**
   * Yields the unparsed bytes of each line without its newline. Counting, verification and resumption work as for
   * parsed lines.
   */
  lines(): AsyncIterable<Uint8Array>;
}

/** The result of the message to one recipient. */
export interface RecipientResult<Raw = unknown> {
  /** The number as the provider spells it. */
  readonly to: string;
  /**
   * `pending`: no final state yet, even if the carrier has the message. `unknown`: final, but the provider does not say
   * how it ended.
   */
  readonly outcome: RecipientOutcome;
  /** The provider's status or error code. */
  readonly code?: string;
  readonly messageId?: string;
  /** 0-based input position, if this client sent the batch or was given its document. */
  readonly position?: number;
  /** The provider's entry for this recipient; empty if it has none. */
  readonly raw: Raw;
}

export type RecipientOutcome = "succeeded" | "failed" | "pending" | "canceled" | "expired" | "unknown";
