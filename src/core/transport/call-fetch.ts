/** Calls a fetch: the platform's, a custom one, or one of ours that needs no AbortSignal. */
import { type AbortScope, raceAbort } from "../base/abort.js";

/** The members of an abort scope that a direct fetch uses. */
export type Cancellation = Pick<AbortScope, "aborted" | "reason" | "onAbort">;

/** Rejects with the scope's reason when the scope ends, or with an error that tells whether anything was sent. */
export type DirectFetch = (url: string, init: RequestInit, scope: Cancellation) => Promise<Response>;

/**
 * A fetch with a method of this name is called with a scope: a signal and its listeners cost as much as the rest of a
 * small request. A registered symbol, so that copies of the package agree.
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
  // The platform's fetch obeys the signal; a custom fetch may not.
  return fetch === globalThis.fetch ? answer : raceAbort(answer, scope.signal);
}
