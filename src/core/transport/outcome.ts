/** What can be said of the provider's side after an attempt failed. The whole resend policy rests on this. */
import type { AttemptOutcome } from "../base/errors/index.js";

/** Statuses by which a provider documents that the request was not processed, beyond 3xx and 4xx. */
export type RefusedStatuses = readonly number[];

export function outcomeOfStatus(status: number, refused: RefusedStatuses): AttemptOutcome {
  if (status >= 200 && status < 300) return "accepted";
  return status < 500 || refused.includes(status) ? "refused" : "unknown";
}

// Failures that can only happen before a connection stands. The names are those of Node, undici, Bun and libuv.
const BEFORE_CONNECT = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "ECONNREFUSED",
  "ConnectionRefused",
  "FailedToOpenSocket",
  "UND_ERR_CONNECT_TIMEOUT",
]);

// Two failures have no code: a port that the fetch standard blocks, and in Deno all that goes wrong before a connection
// stands. Neither text can come out of a URL that the message quotes, because both hold a space.
const NO_CODE = ["bad port", "client error (Connect)"];

// These also happen on an established connection; only the system call tells.
const WHILE_CONNECTING = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
]);

/**
 * A fetch that knows for sure whether anything was sent says so by this on what it throws, as that of `batchwire/node`
 * does: true or false. Registered, so that copies of the package agree on it.
 */
export const NOT_SENT = Symbol.for("batchwire.notSent");

/** `notSent` only if it is certain that no byte of the request can have been processed. */
export function outcomeOfThrow(thrown: unknown): "notSent" | "unknown" {
  return isNotSent(thrown, 0) ? "notSent" : "unknown";
}

/** The fetch itself says that nothing was sent. */
export function saysUnsent(thrown: unknown): boolean {
  return wordOn(thrown) === true;
}

function wordOn(thrown: unknown): unknown {
  return (thrown as { readonly [NOT_SENT]?: unknown } | null | undefined)?.[NOT_SENT];
}

function isNotSent(thrown: unknown, depth: number): boolean {
  if (typeof thrown !== "object" || thrown === null || depth > 5) return false;
  const word = wordOn(thrown);
  if (typeof word === "boolean") return word;
  const { code, syscall, cause, errors, message } = thrown as Record<string, unknown>;
  if (typeof message === "string" && NO_CODE.some((words) => message.includes(words))) return true;
  if (typeof code === "string") {
    if (BEFORE_CONNECT.has(code)) return true;
    const connecting = syscall === "connect" || (syscall === undefined && code !== "ETIMEDOUT");
    if (WHILE_CONNECTING.has(code) && connecting) return true;
  }
  // Happy eyeballs tries several addresses: not sent only if none of them got through.
  if (Array.isArray(errors) && errors.length > 0) return errors.every((error) => isNotSent(error, depth + 1));
  return isNotSent(cause, depth + 1);
}
