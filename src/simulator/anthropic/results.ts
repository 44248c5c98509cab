import { filler } from "../llm/text.js";
import type { Random } from "../random.js";
import { envelope } from "./errors.js";
import type { RequestPlan } from "./request.js";

/** The result type of a request in an ended batch. */
export type Outcome = "succeeded" | "errored" | "canceled" | "expired";

/** One line of the results. */
export function resultLine(plan: RequestPlan, outcome: Outcome, random: Random): unknown {
  return { custom_id: plan.customId, result: resultOf(plan, outcome, random) };
}

function resultOf(plan: RequestPlan, outcome: Outcome, random: Random): unknown {
  switch (outcome) {
    case "succeeded":
      return { type: outcome, message: messageOf(plan, random) };
    case "errored": {
      const type = plan.fate.kind === "errored" ? plan.fate.type : "api_error";
      return { type: outcome, error: envelope(type, plan.text, `req_${random.text(24)}`) };
    }
    default:
      return { type: outcome };
  }
}

function messageOf(plan: RequestPlan, random: Random): unknown {
  const { model, stopReason, stopSequence, inputTokens, outputTokens } = plan;
  return {
    id: `msg_${random.text(24)}`,
    type: "message",
    role: "assistant",
    model,
    content: contentOf(plan, random),
    container: null,
    diagnostics: null,
    stop_reason: stopReason,
    stop_sequence: stopSequence,
    stop_details:
      stopReason === "refusal"
        ? { type: "refusal", category: "general_harms", explanation: "The simulator was asked to refuse." }
        : null,
    usage: {
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      service_tier: "batch",
    },
  };
}

function contentOf(plan: RequestPlan, random: Random): unknown[] {
  const { tool, thinks, stopReason, fate } = plan;
  const blocks: unknown[] = [];
  if (stopReason === "refusal") return blocks;
  if (thinks) {
    blocks.push({ type: "thinking", thinking: "Nothing to think about.", signature: random.text(40) });
  }
  const text = fate.kind === "bytes" ? filler(fate.bytes) : plan.text;
  if (text !== "") blocks.push({ type: "text", text, citations: null });
  const caller = { type: "direct" };
  if (tool !== undefined) {
    blocks.push({
      type: "tool_use",
      id: `toolu_${random.text(24)}`,
      name: tool.name,
      input: tool.input,
      caller,
    });
  }
  if (stopReason === "pause_turn") {
    const id = `srvtoolu_${random.text(24)}`;
    blocks.push({ type: "server_tool_use", id, name: "web_search", input: { query: "simulated" }, caller });
  }
  return blocks;
}
