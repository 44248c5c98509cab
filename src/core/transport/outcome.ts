/** Whether a failed attempt may have been carried out. The whole resend policy depends on this. */
import type { AttemptOutcome } from "../base/errors/index.js";
import type { Dialect, ErrorAnswer, ErrorFacts } from "./dialect.js";

// Gateways use the standard statuses, also without a body.
const LAST_STANDARD = 511;

/** The outcome of an answer outside 2xx whose body was read. */
export function outcomeOfAnswer(
  dialect: Dialect,
  answer: ErrorAnswer,
  facts: ErrorFacts,
  isOwn: boolean,
): AttemptOutcome {
  const { status, body } = answer;
  // A 303 points to the result of a request that was carried out. Status 0 hides what the server answered, if it did.
  if (status === 303 || status < 300 || dialect.isUnderWay?.(answer, facts) === true) return "unknown";
  if (status < 500) return "refused";
  const isWord = isOwn && (body !== undefined || status > LAST_STANDARD);
  return isWord && dialect.refusedStatuses.includes(status) ? "refused" : "unknown";
}

/** The outcome by status alone, for an answer whose body is not read. */
export function outcomeOfStatus(dialect: Dialect, status: number): AttemptOutcome {
  const isPlain = status >= 300 && status < 500 && status !== 303;
  return isPlain && !(status === 429 && dialect.isUnderWay) ? "refused" : "unknown";
}

/** Whether a 2xx is a web page, as from a sign-in page, captive portal or filter. No provider's API answers HTML. */
export function isPage(headers: Headers, text: string): boolean {
  return /^\s*<[!?a-z]/i.test(text) || (headers.get("content-type") ?? "").includes("text/html");
}

// Errors that only occur before a connection is established; the names are those of Node, undici, Bun and libuv.
const BEFORE_CONNECT = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "ECONNREFUSED",
  "ConnectionRefused",
  "FailedToOpenSocket",
  "UND_ERR_CONNECT_TIMEOUT",
  // The proxy refused the tunnel, or TLS to the proxy failed.
  "ERR_PROXY_TUNNEL",
  "UND_ERR_PRX_TLS",
  // The certificate was rejected; the names are OpenSSL's, as Node and Bun pass them on.
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

// Errors recognised only by their message: a port that the fetch standard blocks; in Deno, any failure to connect; a
// refused proxy tunnel; a connection closed before TLS was ready. Every phrase has a space, so no quoted URL matches.
const WORDS = [
  "bad port",
  "client error (Connect)",
  "when HTTP Tunneling",
  "tunneling socket could not be established",
  "before secure TLS connection was established",
];

// OpenSSL's messages for a failed handshake. Other TLS errors also occur on established connections.
const HANDSHAKE =
  /wrong version number|packet length too long|unsupported protocol|protocol version|handshake failure|unrecognized name|application protocol|insufficient security|no (protocols|ciphers) available|no shared cipher|too small|too weak|legacy renegotiation|certificate|unknown ca/;

// These errors also occur on established connections; only the system call `connect` makes them safe.
const WHILE_CONNECTING = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
]);

/**
 * Marks an error of a fetch that knows whether anything was sent (true: nothing was). `batchwire/node` sets it. A
 * registered symbol, so that copies of the package agree.
 */
export const NOT_SENT = Symbol.for("batchwire.notSent");

/** `notSent` only if certainly no byte of the request was processed. */
export function outcomeOfThrow(thrown: unknown): "notSent" | "unknown" {
  return isNotSent(thrown, 0) ? "notSent" : "unknown";
}

/** Whether the fetch itself states that nothing was sent. */
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
  // With several addresses (happy eyeballs), nothing was sent only if every address failed to connect.
  if (Array.isArray(errors) && errors.length > 0) return errors.every((error) => isNotSent(error, depth + 1));
  return isNotSent(cause, depth + 1);
}

/** Node has OpenSSL's reason either in the code, or in the message of an `EPROTO`. */
function isHandshake(code: string, message: string): boolean {
  if (code === "EPROTO") return HANDSHAKE.test(message.toLowerCase());
  return code.startsWith("ERR_SSL_") && HANDSHAKE.test(code.toLowerCase().replaceAll("_", " "));
}
