/**
 * Remembers which ids came, in sixteen to thirty-two bytes an id instead of the hundred or so that a `Set` of strings
 * takes. Two different ids are taken for the same with a probability of n² / 2⁶⁴: for 100,000 ids, one in two billion.
 */
export class IdSet {
  #slots = new Int32Array(2 * 1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** False if the id was there already. Runs for every line of a file, so it makes no object. */
  add(id: string): boolean {
    if (this.#size * 4 > this.#slots.length) this.#grow();
    const { length } = id;
    // Two independent 32-bit multiplicative hashes over the UTF-16 units, two at a time.
    let low = 0x9e3779b9 ^ length;
    let high = 0x85ebca6b ^ length;
    for (let i = 0; i < length; i += 2) {
      // Past the end there is NaN, which counts as zero here: the length tells the two apart.
      const units = id.charCodeAt(i) | (id.charCodeAt(i + 1) << 16);
      low = Math.imul(low ^ units, 0x9e3779b1);
      low ^= low >>> 15;
      high = Math.imul(high ^ units, 0xc2b2ae35);
      high ^= high >>> 13;
    }
    low = Math.imul(low ^ (low >>> 16), 0x7feb352d);
    high = Math.imul(high ^ (high >>> 15), 0x846ca68b);
    const isNew = place(this.#slots, low ^ (low >>> 15), high ^ (high >>> 16));
    if (isNew) this.#size++;
    return isNew;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] !== 0) place(this.#slots, old[at] as number, old[at + 1] as number);
    }
  }
}

/** Open addressing, two words a slot; a second word of zero means free, and so no id has one. */
function place(slots: Int32Array, low: number, word: number): boolean {
  const high = word | 1;
  const mask = slots.length - 2;
  for (let at = (low << 1) & mask; ; at = (at + 2) & mask) {
    if (slots[at + 1] === 0) {
      slots[at] = low;
      slots[at + 1] = high;
      return true;
    }
    if (slots[at] === low && slots[at + 1] === high) return false;
  }
}
