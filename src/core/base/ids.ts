/** Ids that stand in a path. */
import { invalid } from "./validation.js";

/** An empty or dotted segment of a path would reach another endpoint: deleting "" deletes the collection. */
export const NOT_AN_ID = "must be a non-empty id other than '.' and '..'";

// A lone surrogate has no percent-encoding.
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isId(text: unknown): text is string {
  return (
    typeof text === "string" && text !== "" && text !== "." && text !== ".." && !LONE_SURROGATE.test(text)
  );
}

/** The id itself. Throws `ValidationError` for one that cannot stand in a path. */
export function checkedId(id: string, provider: string): string {
  if (isId(id)) return id;
  throw invalid("id", NOT_AN_ID, { provider });
}
