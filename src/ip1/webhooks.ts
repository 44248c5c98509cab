/** Calls that iP.1 makes. Nothing proves who is calling: put an unguessable token into the address. */
import type { DeliveryReport, Message } from "../../generated/ip1.js";
import { parseEvent } from "../core/base/webhook.js";
import {
  type WebhookHandler,
  webhookHandler,
  type WebhookHandlerOptions,
} from "../core/base/webhook-handler.js";

/** One status of one message, with `messageId` under one name and numbers as numbers. */
export type DeliveryReportEvent = Omit<DeliveryReport, "messageId" | "segments" | "price"> & {
  readonly type: "delivery-report";
  readonly messageId: string;
  readonly segments?: number;
  /** Of the whole message, all segments together. */
  readonly price?: number;
  readonly raw: unknown;
};

/** A received SMS. The message's own `type`, sms or flash, stands in `raw`. */
export type IncomingMessageEvent = Omit<Message, "type"> & {
  readonly type: "incoming-message";
  readonly messageId: string;
  readonly code?: undefined;
  readonly raw: unknown;
};

/** Neither: an event that did not exist when this was written. */
export interface UnknownEvent {
  readonly type: "unknown";
  readonly messageId?: undefined;
  readonly code?: undefined;
  readonly raw: unknown;
}

export type Ip1Event = DeliveryReportEvent | IncomingMessageEvent | UnknownEvent;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a delivery report or an incoming SMS from the body of a webhook call, as it arrived. Fields that are not known
 * are kept, `currency` and the timestamps stay as they were sent, `raw` is the parsed JSON.
 *
 * Only status 200 counts as received: answer it first. Reports come more than once and in any order: apply them by
 * `created`, and expect no more for a message after `duration` 1.
 *
 * Throws `ResponseParseError` if the body is no JSON.
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
 * A listener for Node's `http` and for Express that parses reports and incoming messages, and answers 200 after `onEvent`:
 * the provider takes anything else for a failure, and gives up after ten of them. Nothing proves who is calling, so the
 * address should hold an unguessable part. In Express it has to stand before any body parser.
 * @example
 * app.post(`/ip1/${token}`, ip1ReportHandler({ onEvent: (event) => store(event) }));
 */
export function ip1ReportHandler(options: WebhookHandlerOptions<Ip1Event>): WebhookHandler {
  return webhookHandler(({ rawBody }) => ({ event: parseIp1Report(rawBody) }), options);
}

/** Numbers come as texts, too. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The fields with these in their place; what is no number is left to `raw`. */
function withNumbers(fields: Fields, numbers: Readonly<Record<string, number | undefined>>): Fields {
  const others = Object.entries(fields).filter(([name]) => !(name in numbers));
  const known = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...others, ...known]);
}
