export type * from "../../generated/sinch.js";
export type { DryRunQuery, SmsBatches } from "./batches.js";
export type {
  SinchSendOptions,
  SubmitInput,
  /** @deprecated Use `SubmitInput`. */
  SubmitInput as SubmitRequest,
} from "./kind.js";
export type { BatchListQuery } from "./paging.js";
export { SinchClient, type SinchOptions, type SinchRegion } from "./client.js";
export type { DeliveryReports, DeliveryReportListQuery, DeliveryReportQuery } from "./delivery-reports.js";
export type { GroupListQuery, Groups } from "./groups.js";
export type { InboundListQuery, Inbounds } from "./inbounds.js";
export type { SinchResult } from "./results.js";
export type { WebhookHandler, WebhookHandlerOptions, WebhookRequest } from "../core/base/webhook-handler.js";
export {
  parseSinchWebhook,
  type SinchEvent,
  type SinchWebhook,
  sinchWebhookHandler,
  type SinchWebhookHandlerOptions,
  verifySinchWebhook,
} from "./webhooks.js";
