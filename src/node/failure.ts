/** Errors in the form of the platform's fetch: a TypeError with the actual error as its cause. */
import { NOT_SENT } from "../core/transport/outcome.js";

/** An error without a response. `isUnsent`: whether nothing was sent, if that is certain. */
export function fetchFailed(cause: unknown, isUnsent?: boolean): TypeError {
  const error = new TypeError("fetch failed", { cause });
  return isUnsent === undefined ? error : marked(error, isUnsent);
}

/** Marks an error that was thrown before any byte was sent. */
export function unsent(error: unknown): unknown {
  return error instanceof Error ? marked(error, true) : error;
}

// Not enumerable, so that logs do not show it.
function marked<T extends Error>(error: T, isUnsent: boolean): T {
  return Object.defineProperty(error, NOT_SENT, { value: isUnsent });
}

/** The error for a response body that broke off. */
export function terminated(cause: unknown): TypeError {
  return new TypeError("terminated", { cause });
}
