/** Failures in the shape in which the platform's fetch throws them: a TypeError, what went wrong as its cause. */
import { NOT_SENT } from "../core/transport/outcome.js";

/** No answer. `isUnsent`: whether a byte of the request has left, where that is certain; else the cause has to tell. */
export function fetchFailed(cause: unknown, isUnsent?: boolean): TypeError {
  const error = new TypeError("fetch failed", { cause });
  return isUnsent === undefined ? error : marked(error, isUnsent);
}

/** Marks what is thrown before a byte of the request has left. */
export function unsent(error: unknown): unknown {
  return error instanceof Error ? marked(error, true) : error;
}

// Not enumerable: it is for our clients, and would be noise in a log.
function marked<T extends Error>(error: T, isUnsent: boolean): T {
  return Object.defineProperty(error, NOT_SENT, { value: isUnsent });
}

/** An answer whose body broke off. */
export function terminated(cause: unknown): TypeError {
  return new TypeError("terminated", { cause });
}
