export type * from "../../generated/sinch.js";
export type {
  /** @deprecated Its name is `SubmitInput`. */
  SubmitInput as SubmitRequest,
  SmsBatches,
  DryRunQuery,
  SubmitInput,
} from "./batches.js";
export { SinchClient, type SinchOptions, type SinchRegion } from "./client.js";
export type { DeliveryReports, DeliveryReportListQuery, DeliveryReportQuery } from "./delivery-reports.js";
export type { GroupListQuery, Groups } from "./groups.js";
export type { InboundListQuery, Inbounds } from "./inbounds.js";
export type { BatchListQuery } from "./paging.js";
export { parseSinchWebhook, type SinchEvent, type SinchWebhook, verifySinchWebhook } from "./webhooks.js";
