/**
 * How many SMS a text makes: 3GPP TS 23.038 for the characters, TS 23.040 for the header that joins the segments.
 * No library: of those on the registry none is well-kept, and the clients depend on openapi-fetch alone.
 */

/** What a text costs. */
export interface Segments {
  /** GSM-7 as long as every character is in its alphabet, else UCS-2, for the whole text. */
  readonly encoding: "GSM-7" | "UCS-2";
  /** How many SMS are charged; a text without a character is sent as one. */
  readonly segments: number;
  /** Septets of GSM-7, where `^{}\[~]|€` and the form feed take two; UTF-16 units of UCS-2. */
  readonly units: number;
  /** The characters that make it UCS-2, each once, in the order of the text. */
  readonly because?: readonly string[];
}

interface Room {
  readonly single: number;
  /** What is left beside the header of six bytes that joins the segments. */
  readonly joined: number;
}

const SEPTETS: Room = { single: 160, joined: 153 };
const UCS2_UNITS: Room = { single: 70, joined: 67 };

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Each is written as an escape and a septet. */
const EXTENDED = new Set("\f^{}\\[~]|€");

/**
 * The encoding and the number of segments of a text, as the GSM standards have it. What an operator or an account option
 * changes, such as replacing characters to save segments, is not in it.
 *
 * @example
 * segmentsOf("Meet at 8, zażółć"); // { encoding: "UCS-2", segments: 1, units: 17, because: ["ż", "ó", "ł", "ć"] }
 */
export function segmentsOf(text: string): Segments {
  const characters = [...text];
  const because = [...new Set(characters.filter((character) => !isGsm(character)))];
  if (because.length === 0) return { encoding: "GSM-7", ...count(characters.map(septetsOf), SEPTETS) };
  return {
    encoding: "UCS-2",
    ...count(
      characters.map(({ length }) => length),
      UCS2_UNITS,
    ),
    because,
  };
}

function isGsm(character: string): boolean {
  return BASIC.has(character) || EXTENDED.has(character);
}

function septetsOf(character: string): number {
  return EXTENDED.has(character) ? 2 : 1;
}

/** A character of two units never begins in one segment and ends in the next, so a segment may stay short of its room. */
function count(sizes: readonly number[], { single, joined }: Room): { segments: number; units: number } {
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= single) return { segments: 1, units };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      segments++;
      used = 0;
    }
    used += size;
  }
  return { segments, units };
}
