/** Failures in the shape in which the platform's fetch throws them: a TypeError, what went wrong as its cause. */
import { NOT_SENT } from "../core/transport/outcome.js";

/** No answer. `unsent`: it is certain that no byte of the request has left. */
export function fetchFailed(cause: unknown, unsent: boolean): TypeError {
  const error = new TypeError("fetch failed", { cause });
  // Not enumerable: it is for the client, and would be noise in a log.
  if (unsent) Object.defineProperty(error, NOT_SENT, { value: true });
  return error;
}

/** An answer whose body broke off. */
export function terminated(cause: unknown): TypeError {
  return new TypeError("terminated", { cause });
}
