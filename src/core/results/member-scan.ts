/** Finds one member of a JSON object in its bytes, without parsing the rest. */

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * The text under `key` at the top level of an object. Undefined where the scan is not sure: the member is missing, is no
 * plain ASCII text, or the bytes are no object of JSON; then only a parser can tell. Of a key that is there twice, the first.
 */
export function textMember(json: Uint8Array, key: string): string | undefined {
  let at = afterSpace(json, 0);
  if (json[at] !== OPEN || !endsAsObject(json)) return undefined;
  for (;;) {
    at = afterSpace(json, at + 1);
    const keyEnd = json[at] === QUOTE ? stringEnd(json, at) : -1;
    // A key with an escape may be the one that is looked for, spelt otherwise.
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

// What was cut off in the middle is no object, whatever stands at its start.
function endsAsObject(json: Uint8Array): boolean {
  let at = json.byteLength - 1;
  while (json[at] === 0x20 || json[at] === 0x0d || json[at] === 0x09 || json[at] === 0x0a) at--;
  return json[at] === CLOSE;
}

/** The place after the closing quote of the string that opens at `from`; -1 where it has none. */
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

// As many arguments as any engine takes in one call.
const LONGEST_TEXT = 1024;

/** The string at `from`, if every byte of it stands for itself. */
function plainText(json: Uint8Array, from: number): string | undefined {
  if (json[from] !== QUOTE) return undefined;
  // Built at once: a string that grows letter by letter has to be put together again by whoever reads it.
  const letters: number[] = [];
  for (let at = from + 1; letters.length <= LONGEST_TEXT; at++) {
    const byte = json[at];
    if (byte === QUOTE) return letters.length === 0 ? undefined : String.fromCharCode(...letters);
    if (byte === undefined || byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return undefined;
    letters.push(byte);
  }
  return undefined;
}

/** The place after the value that begins at `from`: past all brackets that it opens, or at the end of a bare word. */
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
      // The end of the object itself: the bare word before it was the last value.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) return at;
  }
  return json.byteLength;
}
