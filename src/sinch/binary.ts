/**
 * The two encodings of a binary message: `body` is Base64, `udh` is hexadecimal. Mixing them up is a common mistake.
 */

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const HEX = /^(?:[0-9a-fA-F]{2})*$/;

/** Number of bytes that the text encodes; undefined if it is not in that encoding. */
export function binaryLength(encoding: "base64" | "hex", text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  if (encoding === "hex") return HEX.test(text) ? text.length / 2 : undefined;
  if (!BASE64.test(text)) return undefined;
  return (text.length / 4) * 3 - (/=*$/.exec(text)?.[0].length ?? 0);
}
