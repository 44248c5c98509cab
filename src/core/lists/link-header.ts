/**
 * Parses the `Link` response header (RFC 8288) in linear time. Never throws, and tolerates a missing semicolon before
 * the parameters.
 */

/** One entry: its URL as written, and its relations in lower case. */
export interface Link {
  readonly url: string;
  readonly rels: readonly string[];
}

export function parseLinkHeader(header: string): Link[] {
  const links: Link[] = [];
  let at = 0;
  for (;;) {
    const open = header.indexOf("<", at);
    const close = open < 0 ? -1 : header.indexOf(">", open);
    if (close < 0) return links;
    const { rel, end } = readParameters(header, close + 1);
    const rels = rel.toLowerCase().split(/\s+/);
    links.push({ url: header.slice(open + 1, close).trim(), rels: rels.filter((word) => word !== "") });
    at = end;
  }
}

/** Reads an entry's parameters, up to the comma or `<` that begins the next entry. The first `rel` counts. */
function readParameters(text: string, start: number): { readonly rel: string; readonly end: number } {
  let rel: string | undefined;
  let at = start;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "," || char === "<") break;
    if (/[\s;=]/.test(char)) {
      at++;
      continue;
    }
    const name = readWord(text, at);
    const value = readValue(text, name.end);
    if (name.word.toLowerCase() === "rel") rel ??= value.word;
    at = value.end;
  }
  return { rel: rel ?? "", end: at };
}

interface Word {
  readonly word: string;
  readonly end: number;
}

/** Reads the value after `=`. Without one, returns an empty word and consumes nothing. */
function readValue(text: string, start: number): Word {
  const equals = skipSpace(text, start);
  if (text[equals] !== "=") return { word: "", end: start };
  const at = skipSpace(text, equals + 1);
  return text[at] === '"' ? readQuoted(text, at + 1) : readWord(text, at);
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}

function readWord(text: string, start: number): Word {
  let end = start;
  while (end < text.length && !/[\s;=,<]/.test(text[end] as string)) end++;
  return { word: text.slice(start, end), end };
}

/** Reads a quoted string from behind its opening quote; an unclosed one extends to the end. */
function readQuoted(text: string, start: number): Word {
  const chars: string[] = [];
  let at = start;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === "\\") at++;
    chars.push(text[at] ?? "");
  }
  return { word: chars.join(""), end: at + 1 };
}
