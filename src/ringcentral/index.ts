export type * from "../../generated/ringcentral.js";
export type { Token, TokenStore } from "../core/auth/token.js";
export type { RingCentralBatches } from "./batches.js";
export type {
  /** @deprecated Use `SubmitInput`. */
  SubmitInput as BatchInput,
  SubmitInput,
  SubmitOptions,
} from "./frame.js";
export type { RejectedRecipient, RingCentralSnapshot } from "./kind.js";
export type { BatchListQuery } from "./paging.js";
export { RingCentralClient, type RingCentralOptions } from "./client.js";
export type { ConsentHistoryQuery, ConsentListQuery, Consents } from "./consents.js";
export type { MessageListQuery, Messages, MessageStatusesQuery } from "./messages.js";
export type { OptOutListQuery, OptOuts } from "./opt-outs.js";
export type { PhoneNumberListQuery, PhoneNumbers } from "./phone-numbers.js";
export type { RingCentralResult } from "./results.js";
export type { WebhookHandler, WebhookHandlerOptions, WebhookRequest } from "../core/base/webhook-handler.js";
export {
  parseRingCentralEvent,
  type RingCentralEvent,
  type ReceivedRequest,
  ringCentralValidation,
  ringCentralWebhookHandler,
  type RingCentralWebhookHandlerOptions,
} from "./webhooks.js";
