import { isRecord } from "../../json.js";
import type { Random } from "../../random.js";
import type { Body, Endpoint } from "./endpoint.js";
import { TEXT_MODELS } from "./models.js";
import {
  numberIn,
  outputTokensOf,
  plainText,
  planText,
  type TextAnswer,
  textOf,
  type TextRequest,
} from "./text.js";
import { toolsOf } from "./tools.js";

/** `incomplete_details.reason` by the reason for which the text ends. */
const INCOMPLETE: ReadonlyMap<TextAnswer["reason"], string> = new Map([
  ["length", "max_output_tokens"],
  ["content_filter", "content_filter"],
]);

/** `/v1/responses` */
export const RESPONSES: Endpoint = {
  schema: "CreateResponseRequest",
  models: TEXT_MODELS,
  required: ["model"],
  plan: (body, override, inputTokens) => {
    const answer = planText(requestOf(body), override);
    const usage = { inputTokens, outputTokens: outputTokensOf(answer) };
    const echo = echoOf(body);
    const reason = INCOMPLETE.get(answer.reason);
    return {
      usage,
      write: (random, createdS) => ({
        id: `resp_${random.text(48)}`,
        object: "response",
        created_at: createdS,
        completed_at: reason === undefined ? createdS : null,
        status: reason === undefined ? "completed" : "incomplete",
        error: null,
        incomplete_details: reason === undefined ? null : { reason },
        background: false,
        ...echo,
        output: [itemOf(answer, random)],
        usage: {
          input_tokens: inputTokens,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens: usage.outputTokens,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: inputTokens + usage.outputTokens,
        },
        service_tier: "default",
      }),
    };
  },
};

function requestOf(body: Body): TextRequest {
  const { text, max_output_tokens: maxTokens } = body;
  const format = isRecord(text) && isRecord(text["format"]) ? text["format"] : {};
  const schema = format["type"] === "json_object" ? { type: "object" } : format["schema"];
  return {
    prompt: promptOf(body["input"]),
    maxTokens: numberIn(maxTokens),
    stops: [],
    schema,
    ...toolsOf(body),
  };
}

/** The text, or that of the last item with the role `user`. */
function promptOf(input: unknown): string {
  if (!Array.isArray(input)) return plainText(input);
  const items = input.filter(isRecord);
  return plainText(items.findLast(({ role }) => role === "user")?.["content"]);
}

/** The members of a request that its answer repeats. */
function echoOf({ model, instructions, metadata, temperature, top_p, max_output_tokens }: Body): object {
  return {
    model: String(model),
    instructions: typeof instructions === "string" ? instructions.slice(0, 200) : null,
    max_output_tokens: max_output_tokens ?? null,
    metadata: metadata ?? {},
    parallel_tool_calls: true,
    temperature: temperature ?? 1,
    tool_choice: "auto",
    tools: [],
    top_p: top_p ?? 1,
  };
}

function itemOf(answer: TextAnswer, random: Random): object {
  const { reason, call } = answer;
  const status = INCOMPLETE.has(reason) ? "incomplete" : "completed";
  if (call === undefined) {
    const part =
      reason === "refusal"
        ? { type: "refusal", refusal: answer.text }
        : { type: "output_text", text: textOf(answer), annotations: [], logprobs: [] };
    return { id: `msg_${random.text(48)}`, type: "message", status, role: "assistant", content: [part] };
  }
  const called = { status, call_id: `call_${random.text(24)}`, name: call.name };
  return call.kind === "custom"
    ? { id: `ctc_${random.text(48)}`, type: "custom_tool_call", ...called, input: call.input }
    : { id: `fc_${random.text(48)}`, type: "function_call", ...called, arguments: call.input };
}
