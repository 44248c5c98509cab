import { septetsOf } from "./alphabet.js";

/** How a text goes over the air. */
export interface Measured {
  readonly encoding: "GSM-7" | "UCS-2";
  readonly segments: number;
}

/** What a message of one segment holds, and each segment of a longer one: that needs room for a header. */
interface Room {
  readonly single: number;
  readonly joined: number;
}

const GSM_ROOM: Room = { single: 160, joined: 153 };
const UCS_ROOM: Room = { single: 70, joined: 67 };

/** The smallest encoding that holds a text, and how many segments the text takes in it. */
export function measure(text: string): Measured {
  for (const character of text) {
    if (septetsOf(character) !== undefined) continue;
    return { encoding: "UCS-2", segments: segmentsOf(text, UCS_ROOM, ({ length }) => length) };
  }
  return {
    encoding: "GSM-7",
    segments: segmentsOf(text, GSM_ROOM, (character) => septetsOf(character) ?? 1),
  };
}

/** No character is split over two segments: neither a surrogate pair nor an escaped one. */
function segmentsOf(text: string, { single, joined }: Room, widthOf: (character: string) => number): number {
  let total = 0;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    const width = widthOf(character);
    total += width;
    used += width;
    if (used <= joined) continue;
    segments++;
    used = width;
  }
  return total <= single ? 1 : segments;
}
