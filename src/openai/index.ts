export type * from "../../generated/openai.js";
export type { OpenAIBatches } from "./batches.js";
export { classifyResult, type ResultClass } from "./classify.js";
export { OpenAIClient, type OpenAIOptions } from "./client.js";
export type { OpenAIFiles, UploadOptions } from "./files.js";
export type { CreateBody } from "./kind.js";
export type { BatchLimits, OpenAISubmitOptions, RequestLine, SubmitInput } from "./lines.js";
export type { BatchListQuery, FileListQuery } from "./paging.js";
export { type ResultUsage, usageOf } from "./usage.js";
export {
  type OpenAIEvent,
  type OpenAIWebhook,
  openAIWebhookHandler,
  type OpenAIWebhookHandlerOptions,
  parseOpenAIWebhook,
  verifyOpenAIWebhook,
} from "./webhooks.js";
