/** Finds one member in the bytes of a JSON object without parsing the rest. */

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * The string under `key` at the top level; the first if the key is repeated. Undefined if only a parser can tell: the
 * member is missing or not plain ASCII, or the bytes are no JSON object.
 */
export function textMember(json: Uint8Array, key: string): string | undefined {
  let at = afterSpace(json, 0);
  if (json[at] !== OPEN || !endsAsObject(json)) return undefined;
  for (;;) {
    at = afterSpace(json, at + 1);
    const keyEnd = json[at] === QUOTE ? stringEnd(json, at) : -1;
    // A key with escapes may be another spelling of `key`: leave it to the parser.
    if (keyEnd === -1 || hasEscape(json, at, keyEnd)) return undefined;
    const colon = afterSpace(json, keyEnd);
    if (json[colon] !== COLON) return undefined;
    const value = afterSpace(json, colon + 1);
    if (isText(json, at + 1, keyEnd - 1, key)) return plainText(json, value);
    at = afterSpace(json, valueEnd(json, value));
    if (json[at] !== COMMA) return undefined;
  }
}

function afterSpace(json: Uint8Array, from: number): number {
  let at = from;
  while (json[at] === 0x20 || json[at] === 0x0d || json[at] === 0x09 || json[at] === 0x0a) at++;
  return at;
}

// A truncated object is no object.
function endsAsObject(json: Uint8Array): boolean {
  let at = json.byteLength - 1;
  while (json[at] === 0x20 || json[at] === 0x0d || json[at] === 0x09 || json[at] === 0x0a) at--;
  return json[at] === CLOSE;
}

/** Index after the closing quote of the string that opens at `from`; -1 if it never closes. */
function stringEnd(json: Uint8Array, from: number): number {
  let at = from + 1;
  for (const { byteLength } = json; at < byteLength; at++) {
    const byte = json[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  return -1;
}

function hasEscape(json: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (json[at] === BACKSLASH) return true;
  return false;
}

function isText(json: Uint8Array, from: number, to: number, text: string): boolean {
  if (to - from !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (json[from + i] !== text.charCodeAt(i)) return false;
  return true;
}

// `String.fromCharCode` gets one argument per byte; every engine allows this many.
const LONGEST_TEXT = 1024;

/** The string at `from`, if it is plain ASCII without escapes. */
function plainText(json: Uint8Array, from: number): string | undefined {
  if (json[from] !== QUOTE) return undefined;
  // Built in one call: engines store a string built by concatenation as pieces and join it on first use.
  const letters: number[] = [];
  for (let at = from + 1; letters.length <= LONGEST_TEXT; at++) {
    const byte = json[at];
    if (byte === QUOTE) return letters.length === 0 ? undefined : String.fromCharCode(...letters);
    if (byte === undefined || byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return undefined;
    letters.push(byte);
  }
  return undefined;
}

/** Index after the value that begins at `from`. */
function valueEnd(json: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < json.byteLength; at++) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = stringEnd(json, at) - 1;
      if (at < 0) return json.byteLength;
      if (depth === 0) return at + 1;
    } else if (byte === OPEN || byte === OPEN_ARRAY) depth++;
    else if (byte === CLOSE || byte === CLOSE_ARRAY) {
      // The object's own end also ends its last value.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) return at;
  }
  return json.byteLength;
}
