import { type Body, type Endpoint, modelIn } from "./endpoint.js";
import { TEXT_MODELS } from "./models.js";
import { numberIn, outputTokensOf, planText, stringsIn, textOf, type TextRequest } from "./text.js";

const DEFAULT_MAX_TOKENS = 16;

/** `/v1/completions` */
export const COMPLETIONS: Endpoint = {
  schema: "CreateCompletionRequest",
  models: TEXT_MODELS,
  required: ["model"],
  plan: (body, override, inputTokens) => {
    // This endpoint has neither refusals nor tools.
    if (override.stop === "refusal" || override.stop === "tool_calls") return undefined;
    const answer = planText(requestOf(body), override);
    const choices = Math.max(1, stringsIn(body["prompt"]).length) * (numberIn(body["n"]) ?? 1);
    const usage = { inputTokens, outputTokens: choices * outputTokensOf(answer) };
    const model = modelIn(body) ?? "";
    return {
      usage,
      write: (random, createdS) => ({
        id: `cmpl-${random.text(29)}`,
        object: "text_completion",
        created: createdS,
        model,
        choices: Array.from({ length: choices }, (_, index) => ({
          text: textOf(answer),
          index,
          logprobs: null,
          finish_reason: answer.reason,
        })),
        usage: {
          prompt_tokens: inputTokens,
          completion_tokens: usage.outputTokens,
          total_tokens: inputTokens + usage.outputTokens,
        },
        system_fingerprint: null,
      }),
    };
  },
};

function requestOf(body: Body): TextRequest {
  return {
    prompt: stringsIn(body["prompt"])[0] ?? "",
    maxTokens: numberIn(body["max_tokens"]) ?? DEFAULT_MAX_TOKENS,
    stops: stringsIn(body["stop"]),
    schema: undefined,
    forced: undefined,
    offered: undefined,
  };
}
