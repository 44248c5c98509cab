/**
 * JSON whose ids may be integers beyond 2^53: a parser that hands them out as strings, digit for digit, whether the
 * server sent a number or a string.
 */

/**
 * Makes a parser that reads the integers standing at these keys, at any depth, as strings. Everything else is read as
 * `JSON.parse` reads it, the contents of strings included; it throws what `JSON.parse` throws.
 */
export function exactIdParser(keys: readonly string[]): (text: string) => unknown {
  // Inside a string a quote is escaped, so a quote behind a brace, a comma or a space opens a key, unless it closes a
  // string; and a closing quote is never followed by a name. What is matched here is therefore always a member.
  const member = new RegExp(
    String.raw`([\s{,])("(?:${keys.join("|")})"\s*:\s*)(-?(?:0|[1-9]\d*))(?=\s*[,}])`,
    "g",
  );
  return (text) => JSON.parse(text.replace(member, '$1$2"$3"')) as unknown;
}
