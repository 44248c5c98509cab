/** Which results have come, and which of them the caller wants. */
import { IdSet } from "./id-set.js";

export interface TallyOptions {
  /** How many results to leave out at the start. */
  readonly after?: number | undefined;
  /** Results to leave out by their ids. */
  readonly skip?: ((id: string) => boolean) | undefined;
}

/**
 * Counts results by their ids, so that each comes once however often a download starts over. What `after` leaves out is
 * remembered by its id too: a file that has another order by then loses nothing.
 */
export class Tally {
  readonly #ids = new IdSet();
  readonly #skip: TallyOptions["skip"];
  /** How many results `after` has still to leave out, and how many of those it did had no id. */
  #left: number;
  #nameless = 0;
  /** What the current pass through the sources has met, and what it had met when the current source began. */
  #pass = { results: 0, nameless: 0 };
  #mark = { results: 0, nameless: 0 };

  constructor({ after = 0, skip }: TallyOptions) {
    this.#left = after;
    this.#skip = skip;
  }

  /** Distinct results, those left out included. */
  get received(): number {
    return this.#ids.size + this.#nameless;
  }

  /** Results whose id had come before in the same pass. */
  get repeated(): number {
    return Math.max(0, this.#pass.results - this.received);
  }

  /** Whether a result may be left out for its id alone. */
  get asksById(): boolean {
    return this.#skip !== undefined || this.#left > 0;
  }

  /** False for what `after` or `skip` leaves out; says nothing of what has come before. */
  wants(id: string): boolean {
    return this.#left === 0 && this.#skip?.(id) !== true;
  }

  /** Counts a result. False if it has come before. */
  add(id: string): boolean {
    this.#pass.results++;
    if (!this.#ids.add(id)) return false;
    if (this.#left > 0) this.#left--;
    return true;
  }

  /** Counts a result that has no id, if `after` leaves it out. */
  leavesOutNameless(): boolean {
    if (this.#pass.nameless === this.#nameless) {
      if (this.#left === 0) return false;
      this.#left--;
      this.#nameless++;
    }
    this.#pass.nameless++;
    this.#pass.results++;
    return true;
  }

  /** The next source begins. */
  next(): void {
    this.#mark = { ...this.#pass };
  }

  /** The current source begins again. */
  again(): void {
    this.#pass = { ...this.#mark };
  }

  /** All sources begin again. */
  anew(): void {
    this.#pass = { results: 0, nameless: 0 };
    this.next();
  }
}
