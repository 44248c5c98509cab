/**
 * Parses JSON whose ids may be integers beyond 2^53: they become strings with every digit, whether sent as numbers or
 * strings.
 */

/**
 * Creates a parser that returns integers under the given keys, at any depth, as strings. It otherwise behaves as
 * `JSON.parse`, including errors and the contents of strings.
 */
export function exactIdParser(keys: readonly string[]): (text: string) => unknown {
  // Quotes inside strings are escaped. So a quote after a brace, comma or space either opens a key or closes a string,
  // and no name follows a closing quote: each match is a member.
  const member = new RegExp(
    String.raw`([\s{,])("(?:${keys.join("|")})"\s*:\s*)(-?(?:0|[1-9]\d*))(?=\s*[,}])`,
    "g",
  );
  return (text) => JSON.parse(text.replace(member, '$1$2"$3"')) as unknown;
}
