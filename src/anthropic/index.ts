export type * from "../../generated/anthropic.js";
export type { MessageBatches } from "./batches.js";
export type {
  /** @deprecated Use `SubmitInput`. */
  SubmitInput as BatchRequests,
  SubmitInput,
} from "./kind.js";
export type { MessageBatchListQuery } from "./paging.js";
export { classifyResult, type ResultClass } from "./classify.js";
export { AnthropicClient, type AnthropicOptions } from "./client.js";
export { type ResultUsage, usageOf } from "./usage.js";
