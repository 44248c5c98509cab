/** The two encodings of a binary message. Mixing them up is the classic mistake. */

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const HEX = /^(?:[0-9a-fA-F]{2})*$/;

/** How many bytes the text stands for; undefined if it is not of that encoding. */
export function binaryLength(encoding: "base64" | "hex", text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  if (encoding === "hex") return HEX.test(text) ? text.length / 2 : undefined;
  if (!BASE64.test(text)) return undefined;
  return (text.length / 4) * 3 - (/=*$/.exec(text)?.[0].length ?? 0);
}
