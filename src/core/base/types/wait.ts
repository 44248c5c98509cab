import type { BatchSnapshot } from "./batch.js";

/**
 * Gaps between polls in ms: the first is `initialMs`, each next is `factor` times longer, up to `maxMs`. `jitter` (0 to
 * 1) varies each gap by that fraction up or down.
 */
export interface PollSchedule {
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: number;
}

export interface WaitOptions<Snapshot = BatchSnapshot> {
  /**
   * Ends the wait at once with its abort reason. Nothing is canceled at the provider.
   * @default none
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Deadline in ms from the first poll; then `WaitTimeoutError`. The default counts from the scheduled start, if later.
   * @default 26 hours for LLM batches, 8 days for SMS; `Infinity` must be given explicitly
   */
  readonly timeoutMs?: number | undefined;
  /**
   * The gaps between polls. Missing members keep their defaults.
   * @default 2 s (OpenAI 5 s), growing by half up to 60 s (iP.1 and Sinch 30 s), each varied by up to 10 %
   */
  readonly schedule?: { readonly [Key in keyof PollSchedule]?: PollSchedule[Key] | undefined } | undefined;
  /**
   * Called for the first snapshot, then whenever phase, outcome or counts change. An error that it throws rejects the
   * wait.
   * @default none
   */
  readonly onProgress?: ((snapshot: Snapshot) => void) | undefined;
  /**
   * How many polls may fail in a row before the wait rejects.
   * @default 10
   */
  readonly maxConsecutiveErrors?: number | undefined;
  /**
   * Replaces the timer between polls, for example by a durable sleep. After an abort, its promise is no longer awaited.
   * @default a timer
   */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** `sent`: handed over to the carrier. `delivered`: every message has a final state. */
export type Until = "sent" | "delivered";

export interface SmsWaitOptions<Snapshot = BatchSnapshot> extends WaitOptions<Snapshot> {
  /**
   * When a batch counts as ended.
   * @default "sent"
   */
  readonly until?: Until | undefined;
}
