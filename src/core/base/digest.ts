/**
 * Digests of sent content for correlations: they show that two batches are equal without storing their content.
 * Journals store digests, so the algorithm must never change. WebCrypto is asynchronous and needs the whole text at
 * once; these digests are fed while a body is written.
 */

// Four lanes of 32 bits: two batches of different content share a digest with a probability of about 2⁻¹²⁸.
const SEEDS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;
const FACTORS = [0x9e3779b1, 0xc2b2ae35, 0x85ebca77, 0x165667b1] as const;

type Lanes = readonly [number, number, number, number];

function lane(text: string, seed: number, factor: number): number {
  const { length } = text;
  let hash = seed ^ length;
  for (let i = 0; i < length; i += 2) {
    // At an odd end `charCodeAt` is NaN, which counts as zero; the length in the seed keeps such texts apart.
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

/**
 * 32 hexadecimal digits for any JSON value. The order of object members does not matter, the order of array items does.
 */
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

/** Order-independent digest of many texts, fed one by one. Duplicates count: a text added twice changes the digest. */
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
