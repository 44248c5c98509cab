/** The batches of one wait: which are open, which are due, and their last known states. */
import type { Clock } from "../../base/clock.js";
import type { BatchHandle, Rejected } from "../../base/types/index.js";
import type { ReportedState } from "./watch-one.js";

/** One batch to wait for. */
export interface Target {
  readonly handle: BatchHandle;
  readonly rejected: readonly Rejected[];
}

/** What is fixed when a batch is added. */
interface Watching {
  readonly unlisten: () => void;
  /** Until this time (monotonic ms), a 404 means that the batch is not visible yet. */
  readonly graceUntilMs: number;
}

/** The state kept while waiting for a batch; its document is not kept. */
export interface Watched extends Target, Watching {
  last: ReportedState | undefined;
  polls: number;
  errors: number;
  /** Nothing can change before this time, monotonic ms. */
  dueMs: number;
  /** Whether the list was read and did not contain the batch. */
  isUnlisted: boolean;
}

export class WatchedBatches {
  readonly #clock: Clock;
  /** In the order of their last reads. */
  readonly #open = new Map<string, Watched>();
  readonly #woken = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether a batch was changed since its last read. */
  get isWoken(): boolean {
    return this.#woken.size > 0;
  }

  has(id: string): boolean {
    return this.#open.has(id);
  }

  get(id: string): Watched | undefined {
    return this.#open.get(id);
  }

  all(): Watched[] {
    return [...this.#open.values()];
  }

  add({ handle, rejected }: Target, watching: Watching): void {
    const state = { last: undefined, polls: 0, errors: 0, dueMs: -Infinity, isUnlisted: false };
    this.#open.set(handle.id, { handle, rejected, ...watching, ...state });
  }

  /** Records a read; nothing can change for `forMs`. */
  asked(watched: Watched, forMs: number): void {
    watched.dueMs = this.#clock.monotonic() + forMs;
    const { id } = watched.handle;
    this.#open.delete(id);
    this.#open.set(id, watched);
  }

  close(watched: Watched): void {
    watched.unlisten();
    this.#open.delete(watched.handle.id);
  }

  wake(id: string): void {
    this.#woken.add(id);
  }

  /** The changed batches, if any; otherwise all that are due. */
  takeDue(): Watched[] {
    const now = this.#clock.monotonic();
    const woken = [...this.#woken];
    this.#woken.clear();
    if (woken.length > 0)
      return woken.map((id) => this.#open.get(id)).filter((watched) => watched !== undefined);
    return this.all().filter(({ dueMs }) => dueMs <= now);
  }

  /** Time in ms in which no batch can change. */
  nothingForMs(): number {
    let dueMs = Infinity;
    for (const watched of this.#open.values()) dueMs = Math.min(dueMs, watched.dueMs);
    return dueMs - this.#clock.monotonic();
  }
}
