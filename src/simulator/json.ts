/** JSON as strict servers read it. */

/** In Unicode mode this matches half a surrogate pair, and no half that has its partner. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A JSON escape that may be half a pair: most texts have none, and need no second look. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Parses JSON. Throws SyntaxError also for half a surrogate pair, which `JSON.parse` lets through: it is no character. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (SURROGATE_ESCAPE.test(text) && hasLoneSurrogate(value)) {
    throw new SyntaxError("no low surrogate in string");
  }
  return value;
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === "string") return LONE_SURROGATE.test(value);
  if (!isRecord(value) && !Array.isArray(value)) return false;
  return Object.entries(value).some(
    ([name, member]) => LONE_SURROGATE.test(name) || hasLoneSurrogate(member),
  );
}

/** A JSON object, and neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
