import type { Random } from "../random.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: ten characters of time and 16 random ones, so that ids sort by age. */
export function newId(atMs: number, random: Random): string {
  let time = "";
  for (let rest = atMs; time.length < 10; rest = Math.floor(rest / 32))
    time = ALPHABET.charAt(rest % 32) + time;
  return time + random.text(16, ALPHABET);
}

export function looksLikeId(text: string): boolean {
  return text.length === 26 && [...text].every((character) => ALPHABET.includes(character));
}
