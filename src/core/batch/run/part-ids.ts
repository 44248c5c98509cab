/**
 * The ids of a part, joined in one string. They are kept while the part is open, and a `Map` would take over 100 bytes
 * per id, too much for a million items.
 */
export class PartIds {
  readonly #text: string;
  /** Start offset of each id in the text, plus the end of the last one. */
  readonly #starts: Uint32Array;

  constructor(ids: readonly string[]) {
    this.#text = ids.join("");
    this.#starts = new Uint32Array(ids.length + 1);
    let end = 0;
    for (const [place, { length }] of ids.entries()) this.#starts[place + 1] = end += length;
  }

  get size(): number {
    return this.#starts.length - 1;
  }

  at(place: number): string {
    return this.#text.slice(this.#starts[place], this.#starts[place + 1]);
  }

  all(): string[] {
    return Array.from({ length: this.size }, (_, place) => this.at(place));
  }

  /** Returns a function that finds the index of an id, or -1, by a hash table built for it. */
  finder(): (id: string) => number {
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(this.size * 2 + 1)));
    const slotOf = (id: string): number => {
      for (let slot = hashOf(id) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
        const place = (slots[slot] as number) - 1;
        if (place < 0 || this.#is(place, id)) return slot;
      }
    };
    for (let place = 0; place < this.size; place++) slots[slotOf(this.at(place))] = place + 1;
    return (id) => (slots[slotOf(id)] as number) - 1;
  }

  #is(place: number, id: string): boolean {
    const start = this.#starts[place] as number;
    return (this.#starts[place + 1] as number) - start === id.length && this.#text.startsWith(id, start);
  }
}

function hashOf(id: string): number {
  let hash = id.length;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
