/** What a batch came to, item by item. */

export interface ResultsOptions {
  /**
   * Results to leave out at the start: as many as an earlier run has processed. It counts, so it needs results whose
   * order stays the same, which providers do not promise; `skip` needs nothing.
   * @default 0
   */
  readonly after?: number | undefined;
  /**
   * Leaves out the results for whose id it returns true, such as those that an earlier run has processed. The id is a
   * `custom_id`, or a recipient's number as the result has it in `to`.
   */
  readonly skip?: ((id: string) => boolean) | undefined;
  /**
   * Compare the number of lines with what the batch announced. LLM batches only.
   * @default true
   */
  readonly verify?: boolean | undefined;
  /**
   * Take up a broken download by itself.
   * @default true
   */
  readonly resume?: boolean | undefined;
}

/** Can be iterated many times; each iteration is a download of its own. */
export interface ResultStream<T> extends AsyncIterable<T> {
  /** The bytes of each line as it came, without its newline and unparsed: counted, resumed and verified all the same. */
  lines(): AsyncIterable<Uint8Array>;
}

/** What became of the message to one recipient. */
export interface RecipientResult<Raw = unknown> {
  /** The number as the provider writes it. */
  readonly to: string;
  /**
   * `pending`: nothing final is known, also where a carrier has the message already. `unknown`: there is nothing more to
   * come, and it does not say.
   */
  readonly outcome: RecipientOutcome;
  /** The provider's status or error code. */
  readonly code?: string;
  readonly messageId?: string;
  /** The 0-based position in the input, where this client has sent the batch or was given its document. */
  readonly position?: number;
  /** What the provider says of this recipient; empty where it does not speak of it. */
  readonly raw: Raw;
}

export type RecipientOutcome = "succeeded" | "failed" | "pending" | "canceled" | "expired" | "unknown";
