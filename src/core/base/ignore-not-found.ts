/** Handlers for deletes that may be repeated, where a 404 can mean success. */
import { NotFoundError } from "./errors/index.js";

/** For `.catch`: turns a 404 into undefined and throws any other error again. */
export function ignoreNotFound(error: unknown): undefined {
  if (!NotFoundError.is(error)) throw error;
}

/** Whether a 404 to a delete follows an attempt without an answer: that attempt then deleted the resource. */
export function wasDeleted(error: unknown): boolean {
  return NotFoundError.is(error) && error.attempts.some(({ outcome }) => outcome === "unknown");
}
