import type { DeliveryReport, InboundMessage, RecipientDeliveryReport } from "../../generated/sinch.js";
import { clockOf } from "../core/base/clock.js";
import { stringAt } from "../core/base/json.js";
import { ConfigError, SignatureError } from "../core/base/errors/index.js";
import { parseEvent } from "../core/base/webhook.js";

/** An event, told apart by `type`; `raw` is the parsed JSON as it came. */
export type SinchEvent =
  | ((DeliveryReport | RecipientDeliveryReport | InboundMessage) & { readonly raw: unknown })
  | { readonly type: "unknown"; readonly raw: unknown };

type Headerlike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SinchWebhook {
  /** In any case. */
  readonly headers: Headerlike;
  /** The body as it arrived: JSON that was parsed and written again does not verify. */
  readonly rawBody: string | Uint8Array;
  /** The shared secret, as text. */
  readonly secret: string;
  /** How far the timestamp may be from now, either way. Default 5 minutes. */
  readonly toleranceMs?: number;
}

const TYPES = new Set([
  "delivery_report_sms",
  "delivery_report_mms",
  "recipient_delivery_report_sms",
  "recipient_delivery_report_mms",
  "mo_text",
  "mo_binary",
  "mo_media",
]);
const HEADER = "x-sinch-webhook-signature";
const TOLERANCE_MS = 5 * 60_000;
const context = { provider: "sinch" } as const;

/**
 * Resolves if the account's secret signed this body, not too long ago; else throws `SignatureError` with a `reason`:
 * `missing-header`, `algorithm` (not HmacSHA256), `stale` or `mismatch`. An empty secret is a `ConfigError`. Accounts sign
 * only where the account manager has switched it on. Events are repeated: a good signature does not make one new.
 */
export async function verifySinchWebhook(webhook: SinchWebhook): Promise<void> {
  const { headers, rawBody, secret, toleranceMs = TOLERANCE_MS } = webhook;
  if (typeof secret !== "string" || secret === "") throw new ConfigError("secret must not be empty", context);
  if (!(toleranceMs >= 0)) throw new ConfigError("toleranceMs must be a number of at least 0", context);
  const signature = header(headers, HEADER);
  const nonce = header(headers, `${HEADER}-nonce`);
  const timestamp = header(headers, `${HEADER}-timestamp`);
  const algorithm = header(headers, `${HEADER}-algorithm`);
  if (algorithm.toLowerCase() !== "hmacsha256")
    throw new SignatureError(
      "the webhook is signed with an unknown algorithm",
      { reason: "algorithm" },
      context,
    );
  const ageMs = clockOf(webhook).now() - Number(/^\d+$/.test(timestamp) ? timestamp : NaN) * 1_000;
  if (!(Math.abs(ageMs) <= toleranceMs))
    throw new SignatureError("the webhook was not signed recently", { reason: "stale" }, context);
  if (!(await isSignedBy(secret, signature, rawBody, `.${nonce}.${timestamp}`)))
    throw new SignatureError("the signature does not belong to this body", { reason: "mismatch" }, context);
}

/** Reads the body of a callback. An unknown type is data; a body that is no JSON is a `ResponseParseError`. */
export function parseSinchWebhook(rawBody: string | Uint8Array): SinchEvent {
  const raw = parseEvent(rawBody, context);
  if (!TYPES.has(stringAt(raw, "type") ?? "")) return { type: "unknown", raw };
  return { ...(raw as DeliveryReport), raw };
}

function header(headers: Headerlike, name: string): string {
  const value: unknown =
    typeof (headers as Headers).get === "function"
      ? (headers as Headers).get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value === "string" && value !== "") return value;
  throw new SignatureError(`the webhook has no ${name} header`, { reason: "missing-header" }, context);
}

/** HMAC-SHA256 over body and tail. WebCrypto compares in constant time. */
async function isSignedBy(
  secret: string,
  signature: string,
  rawBody: string | Uint8Array,
  tail: string,
): Promise<boolean> {
  const encoder = new TextEncoder();
  const body = typeof rawBody === "string" ? encoder.encode(rawBody) : rawBody;
  const end = encoder.encode(tail);
  const signed = new Uint8Array(body.byteLength + end.byteLength);
  signed.set(body);
  signed.set(end, body.byteLength);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
  const bytes = base64Bytes(signature);
  return bytes !== undefined && crypto.subtle.verify("HMAC", key, bytes, signed);
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
