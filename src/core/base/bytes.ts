/** Upload chunk size in bytes. Sending each item as its own chunk would cost far more per byte. */
export const CHUNK = 32 * 1024;

/** Cuts the bytes into chunks of `CHUNK` bytes. */
export function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** UTF-8 length of a text in bytes, computed without encoding it. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair (two units) takes four bytes; a lone surrogate is encoded as U+FFFD, three bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && !isPairedSurrogate(text, i, unit) ? 2 : 1;
  }
  return bytes;
}

function isPairedSurrogate(text: string, i: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  const high = unit < 0xdc00;
  const other = text.charCodeAt(high ? i + 1 : i - 1);
  return high ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}

/** Concatenates the pieces, copying each byte once. A single piece is returned itself, not a copy. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
