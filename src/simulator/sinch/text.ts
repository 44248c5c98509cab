/** How a text becomes messages: replacements, alphabet, and the number of parts. */

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" +
    "abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** These take two places. */
const EXTENDED = new Set("\f^{}\\[~]|€");

export interface Measured {
  readonly encoding: "text" | "unicode";
  readonly parts: number;
}

/** A single message has a few places more than each part of a split one, which needs a header. */
export function measure(text: string): Measured {
  const characters = [...text];
  const isGsm = characters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const widths = characters.map((character) =>
    isGsm ? (EXTENDED.has(character) ? 2 : 1) : character.length,
  );
  return isGsm
    ? { encoding: "text", parts: partsOf(widths, 160, 153) }
    : { encoding: "unicode", parts: partsOf(widths, 70, 67) };
}

/** No character is torn in two at the end of a part. */
function partsOf(widths: readonly number[], single: number, perPart: number): number {
  if (widths.reduce((sum, width) => sum + width, 0) <= single) return 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > perPart) {
      parts++;
      used = 0;
    }
    used += width;
  }
  return parts;
}

export type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The text for one recipient; undefined if a key has neither a value for it nor a default. */
export function filledIn(text: string, parameters: Parameters, recipient: string): string | undefined {
  let complete = true;
  const result = text.replaceAll(/\$\{([A-Za-z0-9_\-.]+)\}/g, (_, key: string) => {
    const values = Object.hasOwn(parameters, key) ? parameters[key]! : {};
    const own = Object.entries(values).find(
      ([number]) => number !== "default" && digitsOf(number) === recipient,
    );
    const value = own?.[1] ?? values["default"];
    complete &&= value !== undefined;
    return value ?? "";
  });
  return complete ? result : undefined;
}

/** A phone number in the form of the answers: digits without prefix. Undefined for anything else. */
export function digitsOf(number: string): string | undefined {
  return /^(?:\+|00)?(\d{3,15})$/.exec(number.replaceAll(/[\s\-()[\]]/g, ""))?.[1];
}
