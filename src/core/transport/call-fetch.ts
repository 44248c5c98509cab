/** Calling a fetch: the platform's, one that was passed in, or one that can do without an AbortSignal. */
import { type AbortScope, raceAbort } from "../base/abort.js";

/** What a fetch needs to know of the scope that it works in. */
export type Cancellation = Pick<AbortScope, "aborted" | "reason" | "onAbort">;

/** Rejects with the scope's reason when it ends, or with a failure that says that nothing was sent. */
export type DirectFetch = (url: string, init: RequestInit, scope: Cancellation) => Promise<Response>;

/**
 * The name under which a fetch offers to be called with a scope, as that of `batchwire/node` does: a signal and its
 * listeners cost about as much as the rest of a small request. Registered, so that copies of the package agree on it.
 */
export const DIRECT = Symbol.for("batchwire.direct");

export function callFetch(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  scope: AbortScope,
): Promise<Response> {
  const direct = (fetch as { readonly [DIRECT]?: DirectFetch })[DIRECT];
  if (direct) return direct(url, init, scope);
  const answer = fetch(url, { ...init, signal: scope.signal });
  // The platform's fetch minds the signal by itself; one that was passed in may not.
  return fetch === globalThis.fetch ? answer : raceAbort(answer, scope.signal);
}
