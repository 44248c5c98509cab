/** Verifies the signature and age of webhook requests. All faults of a request are a `SignatureError`. */
import { clockOf } from "./clock.js";
import { ConfigError, type ErrorContext, SignatureError } from "./errors/index.js";

/** Request headers, names in any case. Node passes repeated headers as arrays. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Freshness {
  /**
   * Largest distance between the signature's time and now, past or future, in ms.
   * @default 300_000
   */
  readonly toleranceMs?: number | undefined;
}

const DEFAULT_TOLERANCE_MS = 5 * 60_000;

const encoder = new TextEncoder();

/** The header's value, or undefined if missing or empty. Several values are joined by commas, as `Headers` does. */
export function headerIn(headers: WebhookHeaders, name: string, context: ErrorContext): string | undefined {
  if (typeof headers !== "object" || headers === null)
    throw new ConfigError("headers must be the headers of the request", context);
  const value: unknown =
    typeof (headers as Headers).get === "function"
      ? (headers as Headers).get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const text = [value].flat().filter((each) => typeof each === "string");
  return text.join(", ") || undefined;
}

/** As `headerIn`, but throws `SignatureError` if the header is missing. */
export function signatureHeader(headers: WebhookHeaders, name: string, context: ErrorContext): string {
  const value = headerIn(headers, name, context);
  if (value !== undefined) return value;
  throw new SignatureError(`the webhook has no ${name} header`, { reason: "missing-header" }, context);
}

/** Throws `ConfigError` for an empty secret or one that is no string: anybody could sign with it. */
export function assertSecret(secret: unknown, name: string, context: ErrorContext): void {
  if (typeof secret !== "string" || secret === "")
    throw new ConfigError(`${name} must be a text that is not empty`, context);
}

/** Returns the tolerance or its default. Throws `ConfigError` unless it is a number of at least 0. */
export function checkedTolerance(
  { toleranceMs = DEFAULT_TOLERANCE_MS }: Freshness,
  context: ErrorContext,
): number {
  if (toleranceMs >= 0) return toleranceMs;
  throw new ConfigError("toleranceMs must be a number of at least 0", context);
}

/** `timestamp` is epoch seconds as text. `options` may carry a test clock. */
export function assertFresh(timestamp: string, options: Freshness, context: ErrorContext): void {
  const toleranceMs = checkedTolerance(options, context);
  const signedAtMs = /^\d+$/.test(timestamp) ? Number(timestamp) * 1_000 : NaN;
  const ageMs = clockOf(options).now() - signedAtMs;
  if (!(Math.abs(ageMs) <= toleranceMs))
    throw new SignatureError("the webhook was not signed recently", { reason: "stale" }, context);
}

/**
 * Throws `SignatureError` unless one of the Base64 signatures is the HMAC-SHA256 of `signed`. WebCrypto compares in
 * constant time.
 */
export async function assertSigned(
  signed: Uint8Array,
  key: Uint8Array,
  signatures: readonly string[],
  context: ErrorContext,
): Promise<void> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = crypto;
  const imported = await subtle.importKey("raw", key as BufferSource, algorithm, false, ["verify"]);
  for (const signature of signatures) {
    const bytes = base64Bytes(signature);
    if (bytes && (await subtle.verify("HMAC", imported, bytes, signed as BufferSource))) return;
  }
  throw new SignatureError("the signature does not belong to this body", { reason: "mismatch" }, context);
}

export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Compares two texts; the duration reveals only the length of `given`. */
export function isSameSecret(given: string, secret: string): boolean {
  const [a, b] = [encoder.encode(given), encoder.encode(secret)];
  const different = a.reduce(
    (bits, byte, at) => bits | (byte ^ (b[at % b.length] ?? 0)),
    a.length ^ b.length,
  );
  return different === 0;
}
