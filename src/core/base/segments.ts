/**
 * Counts SMS segments: characters by 3GPP TS 23.038, the header that joins segments by TS 23.040. Written here because
 * no well-kept package does it and openapi-fetch is the only runtime dependency.
 */

/** The encoding and number of SMS segments of one text. */
export interface Segments {
  /** GSM-7 if every character is in its alphabet; otherwise UCS-2 for the whole text. */
  readonly encoding: "GSM-7" | "UCS-2";
  /** Number of SMS charged. An empty text is sent as one. */
  readonly segments: number;
  /** Septets for GSM-7, of which `^{}\[~]|€` and the form feed take two each; UTF-16 units for UCS-2. */
  readonly units: number;
  /** The characters that force UCS-2, each once, in text order. */
  readonly because?: readonly string[];
}

interface Room {
  readonly single: number;
  /** Units per segment once the six-byte header that joins segments is subtracted. */
  readonly joined: number;
}

const SEPTETS: Room = { single: 160, joined: 153 };
const UCS2_UNITS: Room = { single: 70, joined: 67 };

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Characters of the extension table: an escape plus a septet, so two units each. */
const EXTENDED = new Set("\f^{}\\[~]|€");

/**
 * The encoding and number of segments of a text by the GSM standards. Changes by operators or account options, such as
 * replacing characters to save segments, are not considered.
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

/** `segmentsOf` with a cache of the last text: most messages of a submission repeat it. */
export function cachedSegments(): typeof segmentsOf {
  let last: { readonly text: string; readonly segments: Segments } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, segments: segmentsOf(text) };
    return last.segments;
  };
}

function isGsm(character: string): boolean {
  return BASIC.has(character) || EXTENDED.has(character);
}

function septetsOf(character: string): number {
  return EXTENDED.has(character) ? 2 : 1;
}

/** A character of two units is never split over two segments, so a segment may end one unit short. */
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
