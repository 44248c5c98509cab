// Whoever has values of the official SDK's types hands them over as they are, and looks at results through its types.
// Needs `npm ci` in the root of the repository and in this folder; `npm test` in this folder compiles it.
import type OpenAI from "openai";
import type * as Wire from "../../../generated/openai.js";

/** Compiles where `Theirs` can be passed for `Ours`. */
type Fits<Theirs extends Ours, Ours> = Theirs;

// What is sent: bodies, as the SDK's own calls take them.
export type Bodies = [
  Fits<OpenAI.ChatCompletionCreateParamsNonStreaming, Wire.CreateChatCompletionRequest>,
  Fits<OpenAI.Responses.ResponseCreateParamsNonStreaming, Wire.CreateResponseRequest>,
  Fits<OpenAI.EmbeddingCreateParams, Wire.CreateEmbeddingRequest>,
  Fits<OpenAI.CompletionCreateParamsNonStreaming, Wire.CreateCompletionRequest>,
  Fits<OpenAI.ModerationCreateParams, Wire.CreateModerationRequest>,
  Fits<OpenAI.ImageGenerateParamsNonStreaming, Wire.CreateImageRequest>,
  Fits<OpenAI.BatchCreateParams, Wire.CreateBatchRequest>,
  Fits<NonNullable<OpenAI.BatchCreateParams["endpoint"]>, Wire.BatchEndpoint>,
  Fits<OpenAI.FilePurpose, Wire.FilePurpose>,
];

// What is sent: the pieces that people keep.
export type Pieces = [
  Fits<OpenAI.ChatCompletionMessageParam, Wire.ChatMessageParam>,
  Fits<OpenAI.ChatCompletionMessageParam[], Wire.CreateChatCompletionRequest["messages"]>,
  Fits<OpenAI.ChatCompletionTool[], NonNullable<Wire.CreateChatCompletionRequest["tools"]>>,
  Fits<OpenAI.ChatCompletionContentPart[], Wire.ChatContent>,
  Fits<OpenAI.ResponseFormatJSONSchema, Wire.ChatResponseFormat>,
  Fits<OpenAI.Responses.ResponseInput, NonNullable<Wire.CreateResponseRequest["input"]>>,
  Fits<OpenAI.Responses.Tool[], NonNullable<Wire.CreateResponseRequest["tools"]>>,
  Fits<OpenAI.Responses.ResponseTextConfig, NonNullable<Wire.CreateResponseRequest["text"]>>,
  // Whole answers sent back, the SDK's and ours.
  Fits<OpenAI.ChatCompletionMessage, Wire.ChatMessageParam>,
  Fits<Wire.ChatMessage, Wire.ChatMessageParam>,
  Fits<OpenAI.Responses.ResponseOutputItem, Wire.ResponseInputItem>,
  Fits<Wire.ResponseOutputItem, Wire.ResponseInputItem>,
];

// What comes back: the SDK's objects are ours.
export type Answers = [
  Fits<OpenAI.ChatCompletion, Wire.ChatCompletion>,
  Fits<OpenAI.Responses.Response, Wire.ResponseObject>,
  Fits<OpenAI.CreateEmbeddingResponse, Wire.EmbeddingList>,
  Fits<OpenAI.Completion, Wire.Completion>,
  Fits<OpenAI.ModerationCreateResponse, Wire.Moderation>,
  Fits<OpenAI.ImagesResponse, Wire.ImagesResponse>,
  Fits<OpenAI.Batch, Wire.Batch>,
  Fits<OpenAI.BatchError, Wire.BatchError>,
  Fits<OpenAI.FileObject, Wire.FileObject>,
  Fits<OpenAI.FileDeleted, Wire.DeletedFile>,
  Fits<OpenAI.Webhooks.BatchCompletedWebhookEvent, Wire.BatchWebhookEvent>,
  Fits<OpenAI.Webhooks.BatchFailedWebhookEvent, Wire.BatchWebhookEvent>,
];

// And ours are the SDK's, but for sets of values that the SDK closes: `as` bridges those, and nothing else.
export function answersAs(body: Wire.BatchResponseBody, batch: Wire.Batch, file: Wire.FileObject): unknown[] {
  return [
    body as OpenAI.ChatCompletion,
    body as OpenAI.Responses.Response,
    body as OpenAI.CreateEmbeddingResponse,
    body as OpenAI.Completion,
    body as OpenAI.ModerationCreateResponse,
    body as OpenAI.ImagesResponse,
    batch as OpenAI.Batch,
    file as OpenAI.FileObject,
  ];
}

// A batch takes no streams, and a line has the body of its endpoint.
// @ts-expect-error -- `stream` may be true
export type Streaming = Fits<OpenAI.ChatCompletionCreateParamsStreaming, Wire.CreateChatCompletionRequest>;
// @ts-expect-error -- a body of another endpoint
export type Foreign = Fits<OpenAI.EmbeddingCreateParams, Wire.CreateChatCompletionRequest>;
