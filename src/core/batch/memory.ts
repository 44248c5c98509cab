import { defined } from "../base/defined.js";
import { Recent } from "../base/recent.js";
import type { Rejected } from "../base/types/index.js";
import type { SentRecipients } from "../results/positions.js";

interface SentText {
  readonly from: number;
  /** Recipients joined by newlines: an array of strings would take four times the memory. */
  readonly text?: string | undefined;
}

// In characters: about half a million phone numbers.
const MOST_SENT_TEXT = 8 * 1024 * 1024;
const ENTRY_WEIGHT = 100;

/** A client's memory of facts about batches that no later answer repeats. Bounded in size. */
export class BatchMemory<Raw> {
  readonly #createdAtMs = new Recent<number>(10_000);
  // Rejected entries can be as many as the batch has items, so only 100 lists are kept.
  readonly #rejected = new Recent<readonly Rejected[]>(100);
  readonly #canceled = new Recent<Raw>(1_000);
  readonly #waiting = new Map<string, Set<() => void>>();
  /** By batch id: the lost call to which `reconcile` assigned the batch. */
  readonly #claims = new Recent<string>(10_000);
  readonly #known = new Recent<true>(10_000);
  readonly #sent = new Recent<SentText>(MOST_SENT_TEXT, ({ text = "" }) => ENTRY_WEIGHT + text.length);

  /** Call this for every batch that the client creates. */
  created(id: string, nowMs: number, rejected: readonly Rejected[] | undefined): void {
    this.#createdAtMs.set(id, nowMs);
    this.turnedDown(id, rejected);
  }

  createdAtMs(id: string): number | undefined {
    return this.#createdAtMs.get(id);
  }

  /** Whether this client received the create answer of the batch. */
  isOwn(id: string): boolean {
    return this.#createdAtMs.has(id);
  }

  /** Records that `reconcile` assigned the batch to a call, so that it is no candidate for another. */
  claim(id: string, call: string): void {
    this.#claims.set(id, call);
  }

  /** Call this for each batch in `known`: it is no candidate from then on. */
  know(id: string): void {
    this.#known.set(id, true);
  }

  /** Whether the batch may belong to `call`. */
  isFreeFor(id: string, call: string): boolean {
    const claim = this.#claims.get(id);
    return claim === undefined ? !this.isOwn(id) && !this.#known.has(id) : claim === call;
  }

  /** Call this with the rejected entries of a create answer. */
  turnedDown(id: string, rejected: readonly Rejected[] | undefined): void {
    if (rejected && rejected.length > 0) this.#rejected.set(id, rejected);
  }

  rejected(id: string): readonly Rejected[] | undefined {
    return this.#rejected.get(id);
  }

  /** Calls the listener when this client changes the batch. Returns a function that removes the listener. */
  onChanged(id: string, listener: () => void): () => void {
    const listeners = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, listeners.add(listener));
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#waiting.delete(id);
    };
  }

  /** Call this when the client has canceled, updated or replaced a batch: its waits then poll at once. */
  changed(id: string): void {
    for (const listener of this.#waiting.get(id) ?? []) listener();
  }

  /** Call this with the last known document of a batch that the client has canceled. */
  canceled(id: string, batch: Raw): void {
    this.#canceled.set(id, batch);
  }

  lastSeenCanceled(id: string): Raw | undefined {
    return this.#canceled.get(id);
  }

  /** Call this with the input position of a batch's first item, and its recipients if no document holds them. */
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
