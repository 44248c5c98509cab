export type * from "../../generated/ip1.js";
export type { Ip1Batches, Ip1WaitOptions } from "./batches.js";
export type { Blacklist } from "./blacklist.js";
export { Ip1Client, type Ip1Options } from "./client.js";
export type { Ip1SendOptions, Ip1SubmitOptions } from "./kind.js";
export type { BatchListQuery, ListQuery } from "./paging.js";
export type { Messages } from "./messages.js";
export type { Recipient, RecipientPair, Recipients as SubmitRecipients, SubmitInput } from "./recipients.js";
export type { Ip1Result } from "./results.js";
export type { Senders } from "./senders.js";
export type { SentBatch } from "./sent.js";
export type { WebhookHandler, WebhookHandlerOptions, WebhookRequest } from "../core/base/webhook-handler.js";
export {
  type DeliveryReportEvent,
  type IncomingMessageEvent,
  type Ip1Event,
  ip1ReportHandler,
  parseIp1Report,
  type UnknownEvent,
} from "./webhooks.js";
