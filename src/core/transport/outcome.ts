/** What can be said of the provider's side after an attempt failed. The whole resend policy rests on this. */
import type { AttemptOutcome } from "../base/errors/index.js";
import type { Dialect, ErrorAnswer, ErrorFacts } from "./dialect.js";

/** What an answer that is not a 2xx says, once its body was read. */
export function outcomeOfAnswer(
  dialect: Dialect,
  answer: ErrorAnswer,
  facts: ErrorFacts,
  isOwn: boolean,
): AttemptOutcome {
  const { status } = answer;
  // A 303 points to the result of what was carried out.
  if (status === 303 || dialect.isUnderWay?.(answer, facts) === true) return "unknown";
  return status < 500 || (isOwn && dialect.refusedStatuses.includes(status)) ? "refused" : "unknown";
}

/** What a status alone says: of an answer whose body nobody will read. */
export function outcomeOfStatus(dialect: Dialect, status: number): AttemptOutcome {
  const isPlain = status >= 300 && status < 500 && status !== 303;
  return isPlain && !(status === 429 && dialect.isUnderWay) ? "refused" : "unknown";
}

/** Whether the text of a 2xx is a web page: of a sign-in, a captive portal or a filter, not of any API. */
export function isPage(headers: Headers, text: string): boolean {
  return /^\s*<[!?a-z]/i.test(text) || (headers.get("content-type") ?? "").includes("text/html");
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
  // A proxy that turned the tunnel down, or that could not be reached safely.
  "ERR_PROXY_TUNNEL",
  "UND_ERR_PRX_TLS",
  // A certificate that was not accepted: the names are those of OpenSSL, as Node and Bun hand them on.
  "CERT_CHAIN_TOO_LONG",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REJECTED",
  "CERT_REVOKED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
  "INVALID_PURPOSE",
  "PATH_LENGTH_EXCEEDED",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

// Failures that only their words tell: a port that the fetch standard blocks; in Deno, all that goes wrong before a
// connection stands; a proxy that refused the tunnel; a connection that was closed before TLS stood. None of these can
// come out of a URL that a message quotes, because all hold a space.
const WORDS = [
  "bad port",
  "client error (Connect)",
  "when HTTP Tunneling",
  "tunneling socket could not be established",
  "before secure TLS connection was established",
];

// What OpenSSL says when both sides find no common ground. Other TLS faults also happen to a connection that stands.
const HANDSHAKE =
  /wrong version number|packet length too long|unsupported protocol|protocol version|handshake failure|unrecognized name|application protocol|insufficient security|no (protocols|ciphers) available|no shared cipher|too small|too weak|legacy renegotiation|certificate|unknown ca/;

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
  if (typeof message === "string" && WORDS.some((words) => message.includes(words))) return true;
  if (typeof code === "string") {
    if (BEFORE_CONNECT.has(code) || isHandshake(code, String(message))) return true;
    const connecting = syscall === "connect" || (syscall === undefined && code !== "ETIMEDOUT");
    if (WHILE_CONNECTING.has(code) && connecting) return true;
  }
  // Happy eyeballs tries several addresses: not sent only if none of them got through.
  if (Array.isArray(errors) && errors.length > 0) return errors.every((error) => isNotSent(error, depth + 1));
  return isNotSent(cause, depth + 1);
}

/** Node puts OpenSSL's reason into the code, or has one code for all and the reason in the message. */
function isHandshake(code: string, message: string): boolean {
  if (code === "EPROTO") return HANDSHAKE.test(message.toLowerCase());
  return code.startsWith("ERR_SSL_") && HANDSHAKE.test(code.toLowerCase().replaceAll("_", " "));
}
