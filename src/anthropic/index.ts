export type * from "../../generated/anthropic.js";
export type {
  /** @deprecated Its name is `SubmitInput`. */
  SubmitInput as BatchRequests,
  SubmitInput,
  MessageBatches,
} from "./batches.js";
export { classifyResult, type ResultClass } from "./classify.js";
export { AnthropicClient, type AnthropicOptions } from "./client.js";
