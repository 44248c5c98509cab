import { septetsOf } from "./alphabet.js";

/** The encoding of a text, and the number of SMS that it takes. */
export interface Measured {
  readonly encoding: "GSM-7" | "UCS-2";
  readonly segments: number;
}

/** Characters in the only segment of a message, and in each segment of a longer one, which has a header. */
interface SegmentCapacity {
  readonly single: number;
  readonly concatenated: number;
}

const GSM_CAPACITY: SegmentCapacity = { single: 160, concatenated: 153 };
const UCS_CAPACITY: SegmentCapacity = { single: 70, concatenated: 67 };

/** Chooses GSM-7 if it has all characters, else UCS-2, and counts the segments. */
export function measure(text: string): Measured {
  for (const character of text) {
    if (septetsOf(character) !== undefined) continue;
    return { encoding: "UCS-2", segments: segmentsOf(text, UCS_CAPACITY, ({ length }) => length) };
  }
  return {
    encoding: "GSM-7",
    segments: segmentsOf(text, GSM_CAPACITY, (character) => septetsOf(character) ?? 1),
  };
}

/** A surrogate pair or an escaped character is never split over two segments. */
function segmentsOf(
  text: string,
  { single, concatenated }: SegmentCapacity,
  widthOf: (character: string) => number,
): number {
  let total = 0;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    const width = widthOf(character);
    total += width;
    used += width;
    if (used <= concatenated) continue;
    segments++;
    used = width;
  }
  return total <= single ? 1 : segments;
}
