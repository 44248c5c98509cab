/** Ids that become part of a URL path. */
import { invalid } from "./validation.js";
import { isWellFormed } from "./measure.js";

/** An empty or dotted segment would address another endpoint: deleting the id "" would delete the collection. */
export const NOT_AN_ID = "must be a non-empty id other than '.' and '..'";

export function isId(text: unknown): text is string {
  // `encodeURIComponent` throws for a lone surrogate.
  return typeof text === "string" && !["", ".", ".."].includes(text) && isWellFormed(text);
}

/** Returns the id. Throws `ValidationError` if it cannot stand in a path. */
export function checkedId(id: string, provider: string): string {
  if (isId(id)) return id;
  throw invalid("id", NOT_AN_ID, { provider });
}
