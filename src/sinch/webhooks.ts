import type { DeliveryReport, InboundMessage, RecipientDeliveryReport } from "../../generated/sinch.js";
import { joined } from "../core/base/bytes.js";
import { SignatureError } from "../core/base/errors/index.js";
import { stringAt } from "../core/base/json.js";
import {
  assertFresh,
  assertSecret,
  assertSigned,
  checkedTolerance,
  type Freshness,
  signatureHeader,
  type WebhookHeaders,
} from "../core/base/signature.js";
import { bodyBytes, parseEvent } from "../core/base/webhook.js";
import {
  type WebhookHandler,
  webhookHandler,
  type WebhookHandlerOptions,
} from "../core/base/webhook-handler.js";

/** An event, distinguished by `type`; `raw` is the parsed JSON. */
export type SinchEvent =
  | ((DeliveryReport | RecipientDeliveryReport | InboundMessage) & { readonly raw: unknown })
  | { readonly type: "unknown"; readonly raw: unknown };

export interface SinchWebhook extends Freshness {
  readonly headers: WebhookHeaders;
  /** The exact body. JSON that was parsed and written again does not verify. */
  readonly rawBody: string | Uint8Array;
  /** The shared secret as text. */
  readonly secret: string;
}

export interface SinchWebhookHandlerOptions extends WebhookHandlerOptions<SinchEvent>, Freshness {
  /** The shared secret, or `false` for accounts whose callbacks are not signed; use an unguessable URL then. */
  readonly secret: string | false;
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
const context = { provider: "sinch" } as const;
const encoder = new TextEncoder();

/**
 * Resolves if the signature is valid and recent. Callbacks are signed only if the account manager has enabled it, and
 * events may be repeated with valid signatures.
 * @throws `SignatureError` with `reason` `missing-header`, `algorithm` (not HmacSHA256), `stale` or `mismatch`
 * @throws `ConfigError` for an empty secret or a parsed `rawBody`
 */
export async function verifySinchWebhook(webhook: SinchWebhook): Promise<void> {
  const { headers, rawBody, secret } = webhook;
  assertSecret(secret, "secret", context);
  const body = bodyBytes(rawBody, context);
  const signature = signatureHeader(headers, HEADER, context);
  const nonce = signatureHeader(headers, `${HEADER}-nonce`, context);
  const timestamp = signatureHeader(headers, `${HEADER}-timestamp`, context);
  const algorithm = signatureHeader(headers, `${HEADER}-algorithm`, context);
  if (algorithm.toLowerCase() !== "hmacsha256")
    throw new SignatureError(
      "the webhook is signed with an unknown algorithm",
      { reason: "algorithm" },
      context,
    );
  assertFresh(timestamp, webhook, context);
  const signed = joined([body, encoder.encode(`.${nonce}.${timestamp}`)]);
  await assertSigned(signed, encoder.encode(secret), [signature], context);
}

/**
 * Parses a callback. Unknown types are `{ type: "unknown", raw }`.
 * @throws `ResponseParseError` if the body is not JSON, `ConfigError` if it was already parsed
 */
export function parseSinchWebhook(rawBody: string | Uint8Array): SinchEvent {
  const raw = parseEvent(rawBody, context);
  if (!TYPES.has(stringAt(raw, "type") ?? "")) return { type: "unknown", raw };
  return { ...(raw as DeliveryReport), raw };
}

/**
 * A listener for Node's `http` and Express that verifies and parses callbacks, and answers 401 to a bad signature, 200
 * after `onEvent`. In Express, register it before any body parser.
 * @throws `ConfigError` for an empty secret or an invalid option
 * @example
 * app.post("/sinch", sinchWebhookHandler({ secret, onEvent: (event) => store(event) }));
 * createServer(sinchWebhookHandler({ secret, onEvent: (event) => store(event) })).listen(8080);
 */
export function sinchWebhookHandler(options: SinchWebhookHandlerOptions): WebhookHandler {
  const { secret } = options;
  if (secret !== false) assertSecret(secret, "secret", context);
  checkedTolerance(options, context);
  return webhookHandler(async (message) => {
    if (secret !== false) await verifySinchWebhook({ ...options, ...message, secret });
    return { event: parseSinchWebhook(message.rawBody) };
  }, options);
}
