/**
 * Digests of what was sent, for correlations: they tell whether two batches hold the same without holding it. Stored with
 * journals, so they stay the same in every version of this package. WebCrypto would do it too, but only asynchronously and
 * of a whole text at once, while these are fed as a body is written.
 */

// Four lanes of 32 bits: two batches of different content share a digest with a probability of about 2⁻¹²⁸.
const SEEDS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;
const FACTORS = [0x9e3779b1, 0xc2b2ae35, 0x85ebca77, 0x165667b1] as const;

type Lanes = readonly [number, number, number, number];

function lane(text: string, seed: number, factor: number): number {
  const { length } = text;
  let hash = seed ^ length;
  for (let i = 0; i < length; i += 2) {
    // Past the end there is NaN, which counts as zero here: the length tells the two apart.
    hash = Math.imul(hash ^ (text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16)), factor);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

function lanesOf(text: string): Lanes {
  return SEEDS.map((seed, i) => lane(text, seed, FACTORS[i] as number)) as unknown as Lanes;
}

function hex(lanes: Lanes): string {
  return lanes.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}

/** 32 hexadecimal digits for any JSON value. The order of an object's members does not count, that of an array does. */
export function digestOf(value: unknown): string {
  return hex(lanesOf(JSON.stringify(canonical(value)) ?? "null"));
}

function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const { toJSON } = value as { readonly toJSON?: () => unknown };
  if (typeof toJSON === "function") return canonical(toJSON.call(value));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => [key, canonical(of)]),
  );
}

/** The digest of any number of texts in any order, fed one after the other; a text that comes twice counts twice. */
export class SetDigest {
  #sums: [number, number, number, number] = [0, 0, 0, 0];

  add(text: string): void {
    for (let i = 0; i < 4; i++) {
      this.#sums[i] = ((this.#sums[i] as number) + lane(text, SEEDS[i] as number, FACTORS[i] as number)) | 0;
    }
  }

  toString(): string {
    return hex(this.#sums);
  }
}

export function setDigestOf(texts: Iterable<string>): string {
  const digest = new SetDigest();
  for (const text of texts) digest.add(text);
  return digest.toString();
}
