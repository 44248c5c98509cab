/** A seeded generator of random numbers: the same seed gives the same simulator. Not for secrets. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(limit: number): number;
  /** `length` characters out of `alphabet` (default: letters and digits). */
  text(length: number, alphabet?: string): string;
}

export const HEX_DIGITS = "0123456789abcdef";
const LETTERS_AND_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A generator that depends on the seed and the labels alone. */
export function createRandom(seed: number, ...labels: readonly (string | number)[]): Random {
  let state = hash(`${seed}/${labels.join("/")}`);
  // mulberry32: fast, and 32 bits of state are enough for test data.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const text = (length: number, alphabet = LETTERS_AND_DIGITS): string => {
    let result = "";
    for (let i = 0; i < length; i++) result += alphabet[below(alphabet.length)];
    return result;
  };
  return { next, below, text };
}

/** The numbers from 0 up to `length`, shuffled by the generator. */
export function shuffledIndexes(length: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const value = order[other] ?? 0;
    order[other] = order[last] ?? 0;
    order[last] = value;
  }
  return order;
}

/** FNV-1a over the UTF-16 units. */
function hash(input: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < input.length; i++) {
    value = Math.imul(value ^ input.charCodeAt(i), 0x01000193);
  }
  return value | 0;
}
