/** Ids that become part of a URL path. */
import { invalid } from "./validation.js";

/** An empty or dotted segment would address another endpoint: deleting the id "" would delete the collection. */
export const NOT_AN_ID = "must be a non-empty id other than '.' and '..'";

// `encodeURIComponent` throws for a lone surrogate.
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isId(text: unknown): text is string {
  return (
    typeof text === "string" && text !== "" && text !== "." && text !== ".." && !LONE_SURROGATE.test(text)
  );
}

/** Returns the id. Throws `ValidationError` if it cannot stand in a path. */
export function checkedId(id: string, provider: string): string {
  if (isId(id)) return id;
  throw invalid("id", NOT_AN_ID, { provider });
}
