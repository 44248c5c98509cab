import { defined } from "../base/defined.js";
import { Recent } from "../base/recent.js";
import type { Rejected } from "../base/types/index.js";
import type { SentRecipients } from "../results/positions.js";

interface SentText {
  readonly from: number;
  /** One recipient per line: an array of texts would take four times as much. */
  readonly text?: string | undefined;
}

// In characters: about half a million phone numbers.
const MOST_SENT_TEXT = 8 * 1024 * 1024;
const ENTRY_WEIGHT = 100;

/** What one client knows of batches that no later answer repeats, in bounded memory. */
export class BatchMemory<Raw> {
  readonly #createdAtMs = new Recent<number>(10_000);
  // A list of rejects may be as long as its batch, so fewer of them are kept.
  readonly #rejected = new Recent<readonly Rejected[]>(100);
  readonly #canceled = new Recent<Raw>(1_000);
  readonly #waiting = new Map<string, Set<() => void>>();
  /** By the id of a batch that `reconcile` found: the call whose batch it is. */
  readonly #claims = new Recent<string>(10_000);
  readonly #known = new Recent<true>(10_000);
  readonly #sent = new Recent<SentText>(MOST_SENT_TEXT, ({ text = "" }) => ENTRY_WEIGHT + text.length);

  /** To be called with every batch that this client creates. */
  created(id: string, nowMs: number, rejected: readonly Rejected[] | undefined): void {
    this.#createdAtMs.set(id, nowMs);
    this.turnedDown(id, rejected);
  }

  createdAtMs(id: string): number | undefined {
    return this.#createdAtMs.get(id);
  }

  /** Whether the answer that created the batch reached this client. */
  isOwn(id: string): boolean {
    return this.#createdAtMs.has(id);
  }

  /** Takes down that `reconcile` found the batch of a call: it is no candidate for another. */
  claim(id: string, call: string): void {
    this.#claims.set(id, call);
  }

  /** To be called with each batch that the caller accounts for: from then on it is no candidate. */
  know(id: string): void {
    this.#known.set(id, true);
  }

  /** Whether a batch may still be that of `call`. */
  isFreeFor(id: string, call: string): boolean {
    const claim = this.#claims.get(id);
    return claim === undefined ? !this.isOwn(id) && !this.#known.has(id) : claim === call;
  }

  /** To be called with what the create answer of a batch turned down. */
  turnedDown(id: string, rejected: readonly Rejected[] | undefined): void {
    if (rejected && rejected.length > 0) this.#rejected.set(id, rejected);
  }

  rejected(id: string): readonly Rejected[] | undefined {
    return this.#rejected.get(id);
  }

  /** Calls back when this client changes the batch; returns a function that takes the listener away. */
  onChanged(id: string, listener: () => void): () => void {
    const listeners = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, listeners.add(listener));
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#waiting.delete(id);
    };
  }

  /** To be called when this client has canceled, updated or replaced a batch: its waits look at once. */
  changed(id: string): void {
    for (const listener of this.#waiting.get(id) ?? []) listener();
  }

  /** To be called with what was last seen of a batch that this client has canceled. */
  canceled(id: string, batch: Raw): void {
    this.#canceled.set(id, batch);
  }

  lastSeenCanceled(id: string): Raw | undefined {
    return this.#canceled.get(id);
  }

  /** To be called with the input position of the first item of a batch, and its recipients where no document holds them. */
  sent(id: string, from: number, recipients?: readonly string[]): void {
    const text = recipients?.join("\n");
    const isWhole = text === undefined || text.split("\n").length === recipients?.length;
    this.#sent.set(id, { from, text: isWhole ? text : undefined });
  }

  whatWasSent(id: string): Partial<SentRecipients> | undefined {
    const { from, text } = this.#sent.get(id) ?? {};
    return from === undefined ? undefined : defined({ from, recipients: text?.split("\n") });
  }
}
