import { isRecord } from "../../json.js";
import type { Random } from "../../random.js";
import { type Body, type Endpoint, modelIn } from "./endpoint.js";
import { TEXT_MODELS } from "./models.js";
import {
  numberIn,
  outputTokensOf,
  plainText,
  planText,
  stringsIn,
  type TextAnswer,
  textOf,
  type TextRequest,
} from "./text.js";
import { toolsOf } from "./tools.js";

/** `/v1/chat/completions` */
export const CHAT: Endpoint = {
  schema: "CreateChatCompletionRequest",
  models: TEXT_MODELS,
  required: ["model", "messages"],
  plan: (body, override, inputTokens) => {
    const answer = planText(requestOf(body), override);
    const choices = numberIn(body["n"]) ?? 1;
    const usage = { inputTokens, outputTokens: choices * outputTokensOf(answer) };
    const model = modelIn(body) ?? "";
    return {
      usage,
      write: (random, createdS) => ({
        id: `chatcmpl-${random.text(29)}`,
        object: "chat.completion",
        created: createdS,
        model,
        choices: Array.from({ length: choices }, (_, index) => choiceOf(answer, index, random)),
        usage: {
          prompt_tokens: inputTokens,
          completion_tokens: usage.outputTokens,
          total_tokens: inputTokens + usage.outputTokens,
          prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
          completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
        },
        service_tier: "default",
        system_fingerprint: null,
      }),
    };
  },
};

function requestOf(body: Body): TextRequest {
  const messages = body["messages"] as readonly Body[];
  const prompt = plainText(messages.findLast(({ role }) => role === "user")?.["content"]);
  const maxTokens = numberIn(body["max_completion_tokens"]) ?? numberIn(body["max_tokens"]);
  const tools = toolsOf(body);
  return {
    prompt,
    maxTokens,
    stops: stringsIn(body["stop"]),
    schema: schemaOf(body["response_format"]),
    ...tools,
  };
}

/** The schema of a JSON answer; any object for the format `json_object`. */
function schemaOf(format: unknown): unknown {
  if (!isRecord(format)) return undefined;
  if (format["type"] === "json_object") return { type: "object" };
  return isRecord(format["json_schema"]) ? (format["json_schema"]["schema"] ?? {}) : undefined;
}

function choiceOf(answer: TextAnswer, index: number, random: Random): object {
  const { reason, call } = answer;
  const isRefusal = reason === "refusal";
  const message = {
    role: "assistant",
    content: isRefusal || call ? null : textOf(answer),
    refusal: isRefusal ? answer.text : null,
    annotations: [],
    ...(call && { tool_calls: [{ id: `call_${random.text(24)}`, ...toolCall(call) }] }),
  };
  return { index, message, logprobs: null, finish_reason: isRefusal ? "stop" : reason };
}

function toolCall({ kind, name, input }: NonNullable<TextAnswer["call"]>): object {
  return kind === "custom"
    ? { type: kind, custom: { name, input } }
    : { type: kind, function: { name, arguments: input } };
}
