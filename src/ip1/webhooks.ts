/** Webhook calls of iP.1. They are not signed: put an unguessable token into the URL. */
import type { DeliveryReport, Message } from "../../generated/ip1.js";
import { parseEvent } from "../core/base/webhook.js";
import {
  type WebhookHandler,
  webhookHandler,
  type WebhookHandlerOptions,
} from "../core/base/webhook-handler.js";

/** One status of one message, with uniform names and types: `messageId`, and numbers as numbers. */
export type DeliveryReportEvent = Omit<DeliveryReport, "messageId" | "segments" | "price"> & {
  readonly type: "delivery-report";
  readonly messageId: string;
  readonly segments?: number;
  /** Price of the whole message, all segments together. */
  readonly price?: number;
  readonly raw: unknown;
};

/** A received SMS. Its own `type`, sms or flash, is in `raw`. */
export type IncomingMessageEvent = Omit<Message, "type"> & {
  readonly type: "incoming-message";
  readonly messageId: string;
  readonly code?: undefined;
  readonly raw: unknown;
};

/** An event that this version does not know. */
export interface UnknownEvent {
  readonly type: "unknown";
  readonly messageId?: undefined;
  readonly code?: undefined;
  readonly raw: unknown;
}

export type Ip1Event = DeliveryReportEvent | IncomingMessageEvent | UnknownEvent;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses a delivery report or an incoming SMS from the raw body of a webhook call. Unknown members are kept, `currency` and
 * timestamps are unchanged, and `raw` is the parsed JSON.
 *
 * iP.1 accepts only the status 200: answer it first. Reports may be repeated and arrive in any order: apply them by
 * `created`. After `duration` 1, no more reports follow for a message.
 * @throws `ResponseParseError` if the body is not JSON, `ConfigError` if it was already parsed
 */
export function parseIp1Report(rawBody: string | Uint8Array): Ip1Event {
  const raw = parseEvent(rawBody, { provider: "ip1" });
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { type: "unknown", raw };
  const fields = raw as Fields;
  const messageId = [fields["messageId"], fields["id"]].find((id) => typeof id === "string" && id !== "");
  if (messageId === undefined) return { type: "unknown", raw };
  const code = numberOf(fields["code"]);
  if (Number.isInteger(code)) {
    const numbers = {
      code,
      duration: numberOf(fields["duration"]),
      segments: numberOf(fields["segments"]),
      price: numberOf(fields["price"]),
    };
    return {
      ...withNumbers(fields, numbers),
      messageId,
      type: "delivery-report",
      raw,
    } as DeliveryReportEvent;
  }
  if (Array.isArray(fields["statuses"]) && typeof fields["sender"] === "string") {
    return { ...fields, messageId, type: "incoming-message", raw } as IncomingMessageEvent;
  }
  return { type: "unknown", raw };
}

/**
 * A listener for Node's `http` and Express that parses reports and incoming messages and answers 200 after `onEvent`. The
 * provider retries after any other answer and gives up after ten failures. Calls are not signed: use an unguessable URL. In
 * Express, register the listener before any body parser.
 * @throws `ConfigError` for an invalid option
 * @example
 * app.post(`/ip1/${token}`, ip1ReportHandler({ onEvent: (event) => store(event) }));
 */
export function ip1ReportHandler(options: WebhookHandlerOptions<Ip1Event>): WebhookHandler {
  return webhookHandler(({ rawBody }) => ({ event: parseIp1Report(rawBody) }), options);
}

/** Converts numbers that are sent as texts. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The fields with the converted numbers. Values that are no numbers remain only in `raw`. */
function withNumbers(fields: Fields, numbers: Readonly<Record<string, number | undefined>>): Fields {
  const others = Object.entries(fields).filter(([name]) => !(name in numbers));
  const known = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...others, ...known]);
}
