/** Webhook events of batches, signed by Standard Webhooks. They contain only the batch's id. */
import type { BatchWebhookEvent } from "../../generated/openai.js";
import { joined } from "../core/base/bytes.js";
import { ConfigError, SignatureError } from "../core/base/errors/index.js";
import { stringAt } from "../core/base/json.js";
import {
  assertFresh,
  assertSecret,
  assertSigned,
  base64Bytes,
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

type BatchEventType = "batch.completed" | "batch.failed" | "batch.expired" | "batch.cancelled";

/**
 * An event, distinguished by `type`; `raw` is the parsed JSON. `data.id` is the batch's id: retrieve the batch for its
 * state.
 */
export type OpenAIEvent =
  | (Omit<BatchWebhookEvent, "type"> & { readonly type: BatchEventType; readonly raw: unknown })
  | { readonly type: "unknown"; readonly raw: unknown };

export interface OpenAIWebhook extends Freshness {
  readonly headers: WebhookHeaders;
  /** The exact body. JSON that was parsed and written again does not verify. */
  readonly rawBody: string | Uint8Array;
  /** The endpoint's signing secret: `whsec_` plus Base64. Without the prefix, its text is the key itself. */
  readonly secret: string;
}

export interface OpenAIWebhookHandlerOptions extends WebhookHandlerOptions<OpenAIEvent>, Freshness {
  /** The endpoint's signing secret. */
  readonly secret: string;
}

const TYPES: readonly string[] = [
  "batch.completed",
  "batch.failed",
  "batch.expired",
  "batch.cancelled",
] satisfies readonly BatchEventType[];
const PREFIX = "whsec_";
const VERSION = "v1,";
const context = { provider: "openai" } as const;
const encoder = new TextEncoder();

/**
 * Resolves if the signature is valid and recent. Events are repeated for up to 72 hours: skip a `webhook-id` that was
 * already handled.
 * @throws `SignatureError` with `reason` `missing-header`, `algorithm` (no version 1 signature), `stale` or `mismatch`
 * @throws `ConfigError` for a secret that is empty or no Base64, or a parsed `rawBody`
 */
export async function verifyOpenAIWebhook(webhook: OpenAIWebhook): Promise<void> {
  const { headers, rawBody, secret } = webhook;
  const key = keyOf(secret);
  const body = bodyBytes(rawBody, context);
  const id = signatureHeader(headers, "webhook-id", context);
  const timestamp = signatureHeader(headers, "webhook-timestamp", context);
  const header = signatureHeader(headers, "webhook-signature", context);
  // Signatures are separated by spaces; repeated headers arrive joined by ", ".
  const signatures = header
    .split(/,?\s+/)
    .flatMap((each) => (each.startsWith(VERSION) ? each.slice(VERSION.length) : []));
  if (signatures.length === 0)
    throw new SignatureError("the webhook has no signature of version 1", { reason: "algorithm" }, context);
  assertFresh(timestamp, webhook, context);
  await assertSigned(joined([encoder.encode(`${id}.${timestamp}.`), body]), key, signatures, context);
}

function keyOf(secret: string): Uint8Array {
  assertSecret(secret, "secret", context);
  if (!secret.startsWith(PREFIX)) return encoder.encode(secret);
  const key = base64Bytes(secret.slice(PREFIX.length));
  if (key === undefined || key.byteLength === 0)
    throw new ConfigError("secret must hold Base64 behind whsec_", context);
  return key;
}

/**
 * Parses an event. Events that are not about a batch have the type `unknown`.
 * @throws `ResponseParseError` if the body is not JSON, `ConfigError` if it was already parsed
 */
export function parseOpenAIWebhook(rawBody: string | Uint8Array): OpenAIEvent {
  const raw = parseEvent(rawBody, context);
  const isKnown = TYPES.includes(stringAt(raw, "type") ?? "") && stringAt(raw, "data", "id") !== undefined;
  return isKnown ? ({ ...(raw as object), raw } as OpenAIEvent) : { type: "unknown", raw };
}

/**
 * A listener for Node's `http` and Express that verifies and parses events, and answers 401 to a bad signature, 200 after
 * `onEvent`. The provider waits only a few seconds, so `onEvent` must be quick. In Express, register the listener before
 * any body parser.
 * @throws `ConfigError` for a secret that is empty or no Base64, or an invalid option
 * @example
 * const onEvent = async (event) => {
 *   if (event.type !== "unknown") await queue.add(event.data.id);
 * };
 * app.post("/openai", openAIWebhookHandler({ secret, onEvent }));
 */
export function openAIWebhookHandler(options: OpenAIWebhookHandlerOptions): WebhookHandler {
  const { secret } = options;
  keyOf(secret);
  checkedTolerance(options, context);
  return webhookHandler(async (message) => {
    await verifyOpenAIWebhook({ ...options, ...message, secret });
    return { event: parseOpenAIWebhook(message.rawBody) };
  }, options);
}
