/** Parses JSON as strict servers do. */

/** In Unicode mode this matches a lone surrogate, but no complete pair. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** An escaped surrogate. Texts without one skip the slow search through all values. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Parses JSON. Throws SyntaxError also for a lone surrogate, which `JSON.parse` accepts. */
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

/** Whether a value is a JSON object: neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
