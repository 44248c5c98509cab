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

/** What a subscription delivers. `raw` is the parsed JSON; ids in it are strings. Drop a `uuid` that came before. */
export type RingCentralEvent =
  | (A2PBatchEvent & { readonly type: "batch"; readonly raw: unknown })
  | (A2PMessageEvent & { readonly type: "message"; readonly raw: unknown })
  /** `body.active`: true for an opt-out, false for an opt-in. */
  | (A2POptOutEvent & { readonly type: "opt-out"; readonly raw: unknown })
  | (SmsConsentEvent & { readonly type: "consent"; readonly raw: unknown })
  | { readonly type: "unknown"; readonly raw: unknown };

// The event names the filter that it came through, with the account filled in and perhaps an id or a query behind.
const TYPES: readonly (readonly [RegExp, "batch" | "message" | "opt-out" | "consent"])[] = [
  [/\/a2p-sms\/batches(?![\w-])/, "batch"],
  [/\/a2p-sms\/messages(?![\w-])/, "message"],
  [/\/a2p-sms\/opt-outs(?![\w-])/, "opt-out"],
  [/\/sms\/consents(?![\w-])/, "consent"],
];

/**
 * Reads the body of an event. An event of a kind that this release does not know is `{ type: "unknown", raw }`.
 * Throws `ResponseParseError` for a body that is no JSON. Nothing here proves who sent it: compare the token header.
 */
export function parseRingCentralEvent(rawBody: string | Uint8Array): RingCentralEvent {
  const raw = parseEvent(rawBody, context, parse);
  const event = stringAt(raw, "event") ?? "";
  const type = TYPES.find(([pattern]) => pattern.test(event))?.[1];
  const { body } = (raw ?? {}) as { body?: unknown };
  const isKnown = type !== undefined && typeof body === "object" && body !== null;
  return isKnown ? ({ ...(raw as object), type, raw } as RingCentralEvent) : { type: "unknown", raw };
}

/** A web `Request`, or what Node and platforms without one hand over. */
export interface ReceivedRequest {
  readonly headers: WebhookHeaders;
  readonly body?: unknown;
}

/**
 * The answer to the request by which the platform checks the address of a new subscription; undefined for any other
 * request. It must be sent within 3 seconds.
 *
 * The check has no body; events do, and may carry the same header. A stream tells that it is empty only once it is read:
 * until then a request counts as empty whose headers name neither length nor kind of a body. Pass `rawBody` where the body
 * was read already.
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
  /** What the subscription was created with; events without it are answered 401. Default: events are not verified. */
  readonly verificationToken?: string | undefined;
}

/**
 * A listener for Node's `http` and for Express that answers the check of the address, verifies and parses events, and
 * answers 200 after `onEvent`. In Express it has to stand before any body parser.
 * @throws ConfigError for an empty `verificationToken`.
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

/** The guide shows the token in one header, the name of its field suggests the other (unconfirmed). */
function assertToken(headers: WebhookHeaders, expected: string): void {
  const tokens = ["verification-token", "validation-token"].flatMap(
    (name) => headerIn(headers, name, context) ?? [],
  );
  if (tokens.length === 0)
    throw new SignatureError("the webhook has no token", { reason: "missing-header" }, context);
  if (!tokens.some((token) => isSameSecret(token, expected)))
    throw new SignatureError("the webhook has another token", { reason: "mismatch" }, context);
}
