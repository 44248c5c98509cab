/** The alphabet of GSM 03.38, in which an SMS has room for 160 characters. */

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/** These stand behind an escape and take the room of two. */
const EXTENSION = "\f^{}\\[~]|€";

const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENSION].map((character) => [character, 2] as const),
]);

/** How many septets a character takes; undefined if the alphabet has no such character. */
export function septetsOf(character: string): number | undefined {
  return SEPTETS.get(character);
}
