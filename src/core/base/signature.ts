/** Who signed a webhook request, and when. Everything that is wrong with it is a `SignatureError`. */
import { clockOf } from "./clock.js";
import { ConfigError, type ErrorContext, SignatureError } from "./errors/index.js";

/** Headers of a request, names in any case. Node gives some of them as arrays. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Freshness {
  /**
   * How far the time of the signature may be from now, either way.
   * @default 300_000
   */
  readonly toleranceMs?: number | undefined;
}

const DEFAULT_TOLERANCE_MS = 5 * 60_000;

const encoder = new TextEncoder();

/** The header, if it is there and not empty. Several values are joined as `Headers` joins them. */
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

/** As `headerIn`, for a header without which nothing can be verified. */
export function signatureHeader(headers: WebhookHeaders, name: string, context: ErrorContext): string {
  const value = headerIn(headers, name, context);
  if (value !== undefined) return value;
  throw new SignatureError(`the webhook has no ${name} header`, { reason: "missing-header" }, context);
}

/** A secret that is no text or empty is a `ConfigError`: anybody can sign with it. */
export function assertSecret(secret: unknown, name: string, context: ErrorContext): void {
  if (typeof secret !== "string" || secret === "")
    throw new ConfigError(`${name} must be a text that is not empty`, context);
}

/** The tolerance, or its default; anything but a number of at least 0 is a `ConfigError`. */
export function checkedTolerance(
  { toleranceMs = DEFAULT_TOLERANCE_MS }: Freshness,
  context: ErrorContext,
): number {
  if (toleranceMs >= 0) return toleranceMs;
  throw new ConfigError("toleranceMs must be a number of at least 0", context);
}

/** `timestamp` is in epoch seconds, as text. `options` may carry the clock of a test. */
export function assertFresh(timestamp: string, options: Freshness, context: ErrorContext): void {
  const toleranceMs = checkedTolerance(options, context);
  const signedAtMs = /^\d+$/.test(timestamp) ? Number(timestamp) * 1_000 : NaN;
  const ageMs = clockOf(options).now() - signedAtMs;
  if (!(Math.abs(ageMs) <= toleranceMs))
    throw new SignatureError("the webhook was not signed recently", { reason: "stale" }, context);
}

/** One of the signatures, in Base64, has to be the HMAC-SHA256 of `signed`. WebCrypto compares in constant time. */
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

/** Whether two texts are the same, in a time that tells only the length of the first. */
export function isSameSecret(given: string, secret: string): boolean {
  const [a, b] = [encoder.encode(given), encoder.encode(secret)];
  const different = a.reduce(
    (bits, byte, at) => bits | (byte ^ (b[at % b.length] ?? 0)),
    a.length ^ b.length,
  );
  return different === 0;
}
