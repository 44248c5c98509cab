import type { BatchSnapshot } from "./batch.js";

/** The gaps between polls: `initialMs`, then times `factor` up to `maxMs`, each spread by ± `jitter` (0 to 1). */
export interface PollSchedule {
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: number;
}

export interface WaitOptions<Snapshot = BatchSnapshot> {
  readonly signal?: AbortSignal | undefined;
  /**
   * From the first poll, or from the scheduled start where that lies ahead, to `WaitTimeoutError`.
   * @default 26 hours for LLM batches, 8 days for SMS; `Infinity` must be asked for
   */
  readonly timeoutMs?: number | undefined;
  readonly schedule?: { readonly [Key in keyof PollSchedule]?: PollSchedule[Key] | undefined } | undefined;
  /** Called for the first snapshot, then when phase, outcome or counts changed. What it throws rejects the wait. */
  readonly onProgress?: ((snapshot: Snapshot) => void) | undefined;
  /**
   * How many failed polls in a row the wait survives.
   * @default 10
   */
  readonly maxConsecutiveErrors?: number | undefined;
  /**
   * Passes the time between two looks: bring your own where a durable engine keeps it. Once the signal aborts, nobody
   * waits for it any longer.
   * @default a timer
   */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** `sent`: handed over to the carrier. `delivered`: every message final. */
export type Until = "sent" | "delivered";

export interface SmsWaitOptions<Snapshot = BatchSnapshot> extends WaitOptions<Snapshot> {
  /** @default "sent" */
  readonly until?: Until | undefined;
}
