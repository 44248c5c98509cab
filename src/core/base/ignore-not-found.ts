/** For `.catch` on calls to which a 404 can be good news. */
import { NotFoundError } from "./errors/index.js";

/** A 404 becomes undefined, any other error goes on. */
export function ignoreNotFound(error: unknown): undefined {
  if (!NotFoundError.is(error)) throw error;
}

/** A 404 to a delete of which an earlier try may have got through without an answer: then that try deleted the thing. */
export function wasDeleted(error: unknown): boolean {
  return NotFoundError.is(error) && error.attempts.some(({ outcome }) => outcome === "unknown");
}
