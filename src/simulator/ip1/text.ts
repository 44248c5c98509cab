import type { RecipientDictionary, TemplateValues } from "../../../generated/ip1.js";

const PLACEHOLDER = /\{([^{}]+)\}/g;

/**
 * Writes the text of each recipient, by the rules of the older API: its own value, else that of `default`, else nothing;
 * a placeholder for which nobody has a value stays as it is.
 */
export function renderer(template: string, recipients: RecipientDictionary): (own: TemplateValues) => string {
  const fallback = recipients["default"] ?? {};
  const known = new Set(Object.values(recipients).flatMap((values) => Object.keys(values)));
  const valueIn = (values: TemplateValues, name: string): string | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  return (own) =>
    template.replaceAll(PLACEHOLDER, (whole, name: string) =>
      known.has(name) ? (valueIn(own, name) ?? valueIn(fallback, name) ?? "") : whole,
    );
}

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const SEPTETS = new Map([
  ...[...BASIC].map((char) => [char, 1] as const),
  // Behind an escape, these take the room of two.
  ...[..."\f^{}\\[~]|€"].map((char) => [char, 2] as const),
]);

export interface Encoding {
  readonly datacoding: "gsm" | "ucs";
  readonly segments: number;
}

/** The smallest encoding that holds a text, and how many SMS it takes: a long text loses some room to its joints. */
export function encodingOf(text: string): Encoding {
  let size = 0;
  for (const char of text) {
    const width = SEPTETS.get(char);
    if (width === undefined) return { datacoding: "ucs", segments: segmentsOf(text.length, 70, 67) };
    size += width;
  }
  return { datacoding: "gsm", segments: segmentsOf(size, 160, 153) };
}

function segmentsOf(size: number, single: number, joined: number): number {
  return size <= single ? 1 : Math.ceil(size / joined);
}
