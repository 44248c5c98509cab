/**
 * A set of ids that takes about 12 bytes per id, where a `Set` of strings takes about 100. Two ids are confused with a
 * probability of n² / 2⁶⁴ in all: for 100,000 ids, one in two billion.
 */
export class IdSet {
  /** The last one has room. A large one never grows, because for the copy it would need its memory twice. */
  #tables = [new Int32Array(2 * 1024)];
  /** Number of ids in the last table. */
  #used = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds an id; false if it is already there. Allocates nothing, because it runs for every line. */
  add(id: string): boolean {
    const { length } = id;
    // Two independent 32-bit multiplicative hashes over the UTF-16 units, two at a time.
    let low = 0x9e3779b9 ^ length;
    let high = 0x85ebca6b ^ length;
    for (let i = 0; i < length; i += 2) {
      // At an odd end `charCodeAt` is NaN, which counts as zero; the length in the seed keeps such ids apart.
      const units = id.charCodeAt(i) | (id.charCodeAt(i + 1) << 16);
      low = Math.imul(low ^ units, 0x9e3779b1);
      low ^= low >>> 15;
      high = Math.imul(high ^ units, 0xc2b2ae35);
      high ^= high >>> 13;
    }
    low = Math.imul(low ^ (low >>> 16), 0x7feb352d);
    high = Math.imul(high ^ (high >>> 15), 0x846ca68b);
    low ^= low >>> 15;
    // A second word of zero marks a free slot, so stored second words are odd.
    high = (high ^ (high >>> 16)) | 1;
    let at = 0;
    for (const table of this.#tables) {
      at = slotOf(table, low, high);
      if (table[at + 1] !== 0) return false;
    }
    this.#size++;
    this.#fill(at, low, high);
    return true;
  }

  /** Fills a free slot of the last table. */
  #fill(at: number, low: number, high: number): void {
    const table = this.#tables.at(-1) as Int32Array;
    table[at] = low;
    table[at + 1] = high;
    // Two of three slots: above that, searches get long.
    if (++this.#used * 3 > table.length) this.#grow(table);
  }

  #grow(old: Int32Array): void {
    this.#used = 0;
    if (old.length === LARGEST_TABLE) {
      this.#tables.push(new Int32Array(LARGEST_TABLE));
      return;
    }
    const larger = new Int32Array(old.length * 2);
    this.#tables = [larger];
    for (let from = 0; from < old.length; from += 2) {
      const [low = 0, high = 0] = [old[from], old[from + 1]];
      if (high !== 0) this.#fill(slotOf(larger, low, high), low, high);
    }
  }
}

/** In words: 1 MiB, for some 87,000 ids. */
const LARGEST_TABLE = 2 ** 18;

/** The index of a pair's two words, or of the free slot where it belongs (open addressing). */
function slotOf(table: Int32Array, low: number, high: number): number {
  const mask = table.length - 2;
  let at = (low << 1) & mask;
  while (table[at + 1] !== 0 && !(table[at] === low && table[at + 1] === high)) at = (at + 2) & mask;
  return at;
}
