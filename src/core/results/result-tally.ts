/** Tracks which results have been received and which the caller wants. */
import { IdSet } from "../base/id-set.js";

export interface TallyOptions {
  /** Number of results to skip at the start. */
  readonly after?: number | undefined;
  /** Whether to leave out the result with this id. */
  readonly skip?: ((id: string) => boolean) | undefined;
}

/**
 * Counts results by id, so that each is yielded once even if downloads restart. Results that `after` skips are
 * remembered by id too, so that nothing is lost if a restarted file has another order.
 */
export class Tally {
  readonly #ids = new IdSet();
  readonly #skip: TallyOptions["skip"];
  /** Results that `after` must still skip, and how many of the skipped ones had no id. */
  #left: number;
  #nameless = 0;
  /** Counts of the current pass, and their values at the start of the current source. */
  #pass = { results: 0, nameless: 0 };
  #mark = { results: 0, nameless: 0 };

  constructor({ after = 0, skip }: TallyOptions) {
    this.#left = after;
    this.#skip = skip;
  }

  /** Number of distinct results, including those left out. */
  get received(): number {
    return this.#ids.size + this.#nameless;
  }

  /** Number of results that repeat an id within the pass. */
  get repeated(): number {
    return Math.max(0, this.#pass.results - this.received);
  }

  /** Whether a result may be left out by its id, before parsing it. */
  get asksById(): boolean {
    return this.#skip !== undefined || this.#left > 0;
  }

  /** False if `after` or `skip` leaves the result out. Does not consider duplicates. */
  wants(id: string): boolean {
    return this.#left === 0 && this.#skip?.(id) !== true;
  }

  /** Counts a result; false if it was already received. */
  add(id: string): boolean {
    this.#pass.results++;
    if (!this.#ids.add(id)) return false;
    if (this.#left > 0) this.#left--;
    return true;
  }

  /** Counts a result without an id, if `after` skips it. */
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

  /** The current source restarts. */
  again(): void {
    this.#pass = { ...this.#mark };
  }

  /** All sources restart. */
  anew(): void {
    this.#pass = { results: 0, nameless: 0 };
    this.next();
  }
}
