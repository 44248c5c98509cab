import type { Instant } from "../base/clock.js";
import { defined } from "../base/defined.js";
import { digestOf } from "../base/digest.js";
import { BoundedMap } from "../base/bounded-map.js";
import type { Correlation, Rejected } from "../base/types/index.js";
import type { SentRecipients } from "../results/positions.js";

interface SentText {
  readonly from: number;
  /** Recipients joined by newlines: an array of strings would take four times the memory. */
  readonly text?: string | undefined;
}

// In characters: about half a million phone numbers.
const MOST_SENT_TEXT = 8 * 1024 * 1024;
const ENTRY_WEIGHT = 100;

/** What tells paid calls apart. */
interface PaidCall {
  readonly startedAt?: number | undefined;
  readonly correlation?: Correlation | undefined;
}

/** A client's memory of facts about batches that no later answer repeats. Bounded in size. */
export class BatchMemory<Raw> {
  readonly #created = new BoundedMap<Instant>(10_000);
  // Rejected entries can be as many as the batch has items, so only 100 lists are kept.
  readonly #rejected = new BoundedMap<readonly Rejected[]>(100);
  readonly #canceled = new BoundedMap<Raw>(1_000);
  readonly #waiting = new Map<string, Set<() => void>>();
  /** By batch id: the call that created the batch, as `callOf` names it; empty if that is not looked for. */
  readonly #claims = new BoundedMap<string>(10_000);
  /** By call: the part of a submission that it was made for. */
  readonly #parts = new BoundedMap<string>(10_000);
  readonly #sent = new BoundedMap<SentText>(MOST_SENT_TEXT, ({ text = "" }) => ENTRY_WEIGHT + text.length);

  /** Call this for every batch that the client creates. */
  created(id: string, now: Instant, rejected: readonly Rejected[] | undefined): void {
    this.#created.set(id, now);
    this.claim(id);
    this.turnedDown(id, rejected);
  }

  createdAt(id: string): Instant | undefined {
    return this.#created.get(id);
  }

  /** Names a paid call. A part and the calls that were made for it have one name. */
  callOf({ startedAt, correlation }: PaidCall): string {
    const call = digestOf([startedAt, correlation]);
    return this.#parts.get(call) ?? call;
  }

  /** A journal knows a part by its intent, the error of a lost answer by the call: both mean the same batch. */
  madeFor(part: string, call: PaidCall): void {
    this.#parts.set(this.callOf(call), part);
  }

  /** Records that a batch belongs to a call, by default to one that is known: it is no candidate for another. */
  claim(id: string, call = ""): void {
    if (!this.#claims.has(id)) this.#claims.set(id, call);
  }

  /** Whether the batch may belong to `call`. `known`: those that belong to others, unless this memory knows better. */
  isFreeFor(id: string, call: string, known?: ReadonlySet<string>): boolean {
    return (this.#claims.get(id) ?? (known?.has(id) === true ? "" : call)) === call;
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
