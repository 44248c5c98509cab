import type {
  A2PBatchEvent,
  A2PMessageEvent,
  A2POptOutEvent,
  SmsConsentEvent,
} from "../../generated/ringcentral.js";
import { stringAt } from "../core/base/json.js";
import { ResponseParseError } from "../core/base/errors/index.js";
import { parse } from "./dialect.js";

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
  const text = typeof rawBody === "string" ? rawBody : new TextDecoder().decode(rawBody);
  let raw: unknown;
  try {
    raw = parse(text);
  } catch {
    throw new ResponseParseError("the event is not JSON", { accepted: false }, { provider: "ringcentral" });
  }
  const event = stringAt(raw, "event") ?? "";
  const type = TYPES.find(([pattern]) => pattern.test(event))?.[1];
  const { body } = (raw ?? {}) as { body?: unknown };
  const isKnown = type !== undefined && typeof body === "object" && body !== null;
  return isKnown ? ({ ...(raw as object), type, raw } as RingCentralEvent) : { type: "unknown", raw };
}

/**
 * The answer to the request by which the platform checks the address of a new subscription; undefined for any other
 * request. It must be sent within 3 seconds. The check has no body; events do, and may carry the same header.
 */
export function ringCentralValidation(request: Pick<Request, "headers" | "body">): Response | undefined {
  const token = request.headers.get("validation-token");
  if (token === null) return undefined;
  const isEmpty = request.body === null || request.headers.get("content-length") === "0";
  return isEmpty ? new Response(null, { status: 200, headers: { "Validation-Token": token } }) : undefined;
}
