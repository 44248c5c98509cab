import type {
  A2PBatchEvent,
  A2PMessageEvent,
  A2POptOutEvent,
  SmsConsentEvent,
} from "../../generated/ringcentral.js";
import { stringAt } from "../core/base/json.js";
import { SignatureError } from "../core/base/errors/index.js";
import { assertSecret, headerIn, isSameSecret, type WebhookHeaders } from "../core/base/signature.js";
import { parseEvent } from "../core/base/webhook.js";
import {
  type WebhookHandler,
  webhookHandler,
  type WebhookHandlerOptions,
} from "../core/base/webhook-handler.js";
import { parse } from "./dialect.js";

const context = { provider: "ringcentral" } as const;

/**
 * An event of a subscription. `raw` is the parsed JSON; its ids are strings. Skip a `uuid` that was already handled.
 */
export type RingCentralEvent =
  | (A2PBatchEvent & { readonly type: "batch"; readonly raw: unknown })
  | (A2PMessageEvent & { readonly type: "message"; readonly raw: unknown })
  /** `body.active`: true for an opt-out, false for an opt-in. */
  | (A2POptOutEvent & { readonly type: "opt-out"; readonly raw: unknown })
  | (SmsConsentEvent & { readonly type: "consent"; readonly raw: unknown })
  | { readonly type: "unknown"; readonly raw: unknown };

// The event names its subscription filter, with the account id inserted and possibly an id or query appended.
const TYPES: readonly (readonly [RegExp, "batch" | "message" | "opt-out" | "consent"])[] = [
  [/\/a2p-sms\/batches(?![\w-])/, "batch"],
  [/\/a2p-sms\/messages(?![\w-])/, "message"],
  [/\/a2p-sms\/opt-outs(?![\w-])/, "opt-out"],
  [/\/sms\/consents(?![\w-])/, "consent"],
];

/**
 * Parses an event. Unknown kinds are `{ type: "unknown", raw }`. Does not verify the sender: compare the token header.
 * @throws `ResponseParseError` if the body is not JSON, `ConfigError` if it was already parsed
 */
export function parseRingCentralEvent(rawBody: string | Uint8Array): RingCentralEvent {
  const raw = parseEvent(rawBody, context, parse);
  const event = stringAt(raw, "event") ?? "";
  const type = TYPES.find(([pattern]) => pattern.test(event))?.[1];
  const { body } = (raw ?? {}) as { body?: unknown };
  const isKnown = type !== undefined && typeof body === "object" && body !== null;
  return isKnown ? ({ ...(raw as object), type, raw } as RingCentralEvent) : { type: "unknown", raw };
}

/** A web `Request`, or an object with the headers and body of one. */
export interface ReceivedRequest {
  readonly headers: WebhookHeaders;
  readonly body?: unknown;
}

/**
 * The answer to the request by which the platform checks the address of a new subscription; undefined for any other
 * request. It must be sent within 3 seconds.
 *
 * The check has no body; events have one, and may have the same header. An unread stream does not show whether it is empty:
 * without `rawBody`, a request counts as empty if it has no headers about a body. Pass `rawBody` if it was read already.
 */
export function ringCentralValidation(
  request: ReceivedRequest,
  rawBody?: string | Uint8Array,
): Response | undefined {
  const token = headerIn(request.headers, "validation-token", context);
  const isEmpty = rawBody === undefined ? hasNoBody(request) : rawBody.length === 0;
  if (token === undefined || !isEmpty) return undefined;
  return new Response(null, { status: 200, headers: { "Validation-Token": token } });
}

function hasNoBody({ headers, body }: ReceivedRequest): boolean {
  const names = ["content-length", "transfer-encoding", "content-type"];
  const told = names.flatMap((name) => headerIn(headers, name, context) ?? []);
  return body === null || told.length === 0 || told[0] === "0";
}

export interface RingCentralWebhookHandlerOptions extends WebhookHandlerOptions<RingCentralEvent> {
  /**
   * Token that the subscription was created with. Events without it are answered 401.
   * @default events are not verified
   */
  readonly verificationToken?: string | undefined;
}

/**
 * A listener for Node's `http` and Express that answers RingCentral's check of the URL, verifies and parses events, and
 * answers 200 after `onEvent`. In Express, register it before any body parser.
 * @throws `ConfigError` for an empty `verificationToken`
 * @example
 * app.post("/ringcentral", ringCentralWebhookHandler({ verificationToken, onEvent: (event) => store(event) }));
 */
export function ringCentralWebhookHandler(options: RingCentralWebhookHandlerOptions): WebhookHandler {
  const { verificationToken } = options;
  if (verificationToken !== undefined) assertSecret(verificationToken, "verificationToken", context);
  return webhookHandler(({ headers, rawBody }) => {
    const token = headerIn(headers, "validation-token", context);
    if (token !== undefined && rawBody.byteLength === 0)
      return { answer: { status: 200, headers: { "Validation-Token": token } } };
    if (verificationToken !== undefined) assertToken(headers, verificationToken);
    return { event: parseRingCentralEvent(rawBody) };
  }, options);
}

/** Checks both possible headers: the guide shows one, the name of its field suggests the other (unconfirmed). */
function assertToken(headers: WebhookHeaders, expected: string): void {
  const tokens = ["verification-token", "validation-token"].flatMap(
    (name) => headerIn(headers, name, context) ?? [],
  );
  if (tokens.length === 0)
    throw new SignatureError("the webhook has no token", { reason: "missing-header" }, context);
  if (!tokens.some((token) => isSameSecret(token, expected)))
    throw new SignatureError("the webhook has another token", { reason: "mismatch" }, context);
}
