// Whoever has values of the official SDK's types hands them over as they are, and looks at results through its types:
// with the SDK of today and with that of a year ago. `npm test` in this folder compiles it.
import type Today from "@anthropic-ai/sdk";
import { betaTool } from "@anthropic-ai/sdk/helpers/beta/json-schema";
import type AYearAgo from "anthropic-sdk-a-year-ago";
import type * as Wire from "../../../src/anthropic/index.js";

/** Compiles where `Theirs` can be passed for `Ours`. */
type Fits<Theirs extends Ours, Ours> = Theirs;

// What is sent: whole bodies.
export type Bodies = [
  Fits<Today.Messages.BatchCreateParams, Wire.MessageBatchCreateParams>,
  Fits<Today.Messages.BatchCreateParams.Request, Wire.BatchRequest>,
  Fits<Today.MessageCreateParamsNonStreaming, Wire.MessageCreateParams>,
  Fits<Today.Beta.Messages.MessageCreateParamsNonStreaming, Wire.MessageCreateParams>,
  Fits<AYearAgo.Messages.BatchCreateParams, Wire.MessageBatchCreateParams>,
  Fits<AYearAgo.MessageCreateParamsNonStreaming, Wire.MessageCreateParams>,
  Fits<AYearAgo.Beta.Messages.MessageCreateParamsNonStreaming, Wire.MessageCreateParams>,
];

// What is sent: the pieces that people keep.
export type Pieces = [
  Fits<Today.MessageParam[], Wire.MessageCreateParams["messages"]>,
  Fits<Today.Beta.BetaMessageParam[], Wire.MessageCreateParams["messages"]>,
  Fits<Today.ContentBlockParam[], Wire.MessageContentParam>,
  Fits<Today.Beta.BetaContentBlockParam[], Wire.MessageContentParam>,
  Fits<Today.Tool[], NonNullable<Wire.MessageCreateParams["tools"]>>,
  Fits<Today.ToolUnion[], NonNullable<Wire.MessageCreateParams["tools"]>>,
  Fits<Today.Beta.BetaToolUnion[], NonNullable<Wire.MessageCreateParams["tools"]>>,
  Fits<Today.ToolChoice, Wire.ToolChoice>,
  Fits<Today.ThinkingConfigParam, Wire.ThinkingConfigParam>,
  Fits<AYearAgo.MessageParam[], Wire.MessageCreateParams["messages"]>,
  Fits<AYearAgo.Beta.BetaMessageParam[], Wire.MessageCreateParams["messages"]>,
  Fits<AYearAgo.ToolUnion[], NonNullable<Wire.MessageCreateParams["tools"]>>,
  Fits<AYearAgo.Beta.BetaToolUnion[], NonNullable<Wire.MessageCreateParams["tools"]>>,
];

// What is sent: tools that a helper made, and schemas that were written `as const`.
const schema = {
  type: "object",
  properties: { email: { type: "string" } },
  required: ["email"],
} as const;
const made = betaTool({ name: "find_order", description: "", inputSchema: schema, run: () => "" });
export const tools: Wire.MessageCreateParams["tools"] = [made, { name: "find_order", input_schema: schema }];

// What is sent: whole answers, given back as the model's turn.
export type GivenBack = [
  Fits<Today.Message["content"], Wire.MessageContentParam>,
  Fits<Today.Beta.BetaMessage["content"], Wire.MessageContentParam>,
  Fits<AYearAgo.Message["content"], Wire.MessageContentParam>,
  Fits<Wire.Message["content"], Wire.MessageContentParam>,
];

// What comes back: the SDK's objects are ours.
export type Answers = [
  Fits<Today.Messages.MessageBatch, Wire.MessageBatch>,
  Fits<Today.Messages.MessageBatchIndividualResponse, Wire.MessageBatchIndividualResponse>,
  Fits<Today.Messages.DeletedMessageBatch, Wire.DeletedMessageBatch>,
  Fits<Today.Message, Wire.Message>,
  Fits<AYearAgo.Messages.MessageBatch, Wire.MessageBatch>,
  Fits<AYearAgo.Messages.MessageBatchIndividualResponse, Wire.MessageBatchIndividualResponse>,
  Fits<AYearAgo.Message, Wire.Message>,
];

// And ours are the SDK's, but for sets of values that the SDK closes: `as` bridges those, and nothing else.
export function asToday(line: Wire.MessageBatchIndividualResponse, batch: Wire.MessageBatch): unknown[] {
  if (line.result.type !== "succeeded") return [line as Today.Messages.MessageBatchIndividualResponse];
  const { message } = line.result;
  return [message as Today.Message, message as Today.Beta.BetaMessage, batch as Today.Messages.MessageBatch];
}
export function asAYearAgo(message: Wire.Message, batch: Wire.MessageBatch): unknown[] {
  return [message as AYearAgo.Message, batch as AYearAgo.Messages.MessageBatch];
}
export function requestsAsToday(params: Wire.MessageCreateParams): unknown[] {
  return [params as Today.MessageCreateParamsNonStreaming, params.messages as Today.MessageParam[]];
}

// A batch takes no streams.
// @ts-expect-error -- `stream` is true
export type Streaming = Fits<Today.MessageCreateParamsStreaming, Wire.MessageCreateParams>;
