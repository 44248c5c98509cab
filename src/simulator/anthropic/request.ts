import { sample } from "../llm/sample.js";
import { answerTo, cutToTokens, tokensOf } from "../llm/text.js";
import { type Fate, parseFate, type StopFate } from "./fate.js";
import { blocksOf, type Params, type ParamsCheck } from "./validation.js";

/**
 * The data from which the result line of a request is written when its batch ends. It has to be small, because a batch
 * may hold 100,000 requests.
 */
export interface RequestPlan {
  readonly customId: string;
  readonly fate: Fate;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly text: string;
  readonly stopReason: string;
  readonly stopSequence: string | null;
  /** The tool that is called. */
  readonly tool?: { readonly name: string; readonly input: unknown };
  readonly thinks: boolean;
}

/** Decides how a request ends. The decision shows only when the batch ends. */
export function planRequest(
  customId: string,
  params: Params,
  bytes: number,
  check: ParamsCheck,
): RequestPlan {
  const userId = (params["metadata"] as { user_id?: unknown } | null | undefined)?.user_id;
  const error = check(params);
  const fate = parseFate(userId);
  if (error !== undefined) return failed(customId, error.type, error.message);
  if (fate === undefined) {
    return failed(
      customId,
      "invalid_request_error",
      `metadata.user_id: the simulator knows no ${String(userId)}`,
    );
  }
  if (fate.kind === "errored") return failed(customId, fate.type, `Simulated ${fate.type}.`);
  return { customId, fate, ...planAnswer(params, bytes, fate) };
}

function failed(customId: string, type: string, message: string): RequestPlan {
  const nothing = {
    model: "",
    inputTokens: 0,
    outputTokens: 0,
    stopReason: "",
    stopSequence: null,
    thinks: false,
  };
  return { customId, fate: { kind: "errored", type }, text: message, ...nothing };
}

type AnswerPlan = Omit<RequestPlan, "customId" | "fate">;

function planAnswer(params: Params, bytes: number, fate: Fate): AnswerPlan {
  const whole: AnswerPlan = {
    model: params["model"] as string,
    inputTokens: tokensOf(bytes),
    outputTokens: 0,
    text: answerTo(lastUserText(params["messages"])),
    stopReason: "end_turn",
    stopSequence: null,
    thinks: thinks(params),
  };
  if (fate.kind === "bytes") return withUsage({ ...whole, text: "" }, fate.bytes);
  if (fate.kind === "stop") return withUsage(stopped(whole, fate.reason, params));
  const tool = forcedTool(params);
  if (tool !== undefined) return withUsage({ ...whole, text: "", stopReason: "tool_use", tool });
  return withUsage(
    cutToLength(cutAtSequence({ ...whole, text: formatted(params) ?? whole.text }, params), params),
  );
}

function withUsage(plan: AnswerPlan, bytes = plan.text.length): AnswerPlan {
  const chars = bytes + (plan.tool ? JSON.stringify(plan.tool.input).length : 0);
  return { ...plan, outputTokens: Math.max(1, tokensOf(chars)) };
}

function stopped(plan: AnswerPlan, reason: StopFate, params: Params): AnswerPlan {
  switch (reason) {
    case "refusal":
      return { ...plan, text: "", stopReason: reason };
    case "stop_sequence":
      return { ...plan, stopReason: reason, stopSequence: stopSequences(params)[0] ?? "STOP" };
    case "tool_use": {
      const tool = forcedTool(params) ?? firstTool(params) ?? { name: "simulated_tool", input: {} };
      return { ...plan, stopReason: reason, tool };
    }
    case "max_tokens":
    case "model_context_window_exceeded":
      return { ...plan, stopReason: reason, text: plan.text.slice(0, -"simulated.".length) };
    case "pause_turn":
      return { ...plan, stopReason: reason };
  }
}

function cutAtSequence(plan: AnswerPlan, params: Params): AnswerPlan {
  const cuts = stopSequences(params)
    .map((sequence) => ({ sequence, at: plan.text.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const first = cuts[0];
  if (first === undefined) return plan;
  const text = plan.text.slice(0, first.at);
  return { ...plan, text, stopReason: "stop_sequence", stopSequence: first.sequence };
}

function cutToLength(plan: AnswerPlan, params: Params): AnswerPlan {
  const text = cutToTokens(plan.text, params["max_tokens"] as number);
  if (text === plan.text) return plan;
  return { ...plan, text, stopReason: "max_tokens", stopSequence: null };
}

function stopSequences(params: Params): readonly string[] {
  const sequences = (params["stop_sequences"] ?? []) as readonly string[];
  return sequences.filter((sequence) => sequence !== "");
}

function thinks(params: Params): boolean {
  const { type, display } = (params["thinking"] ?? {}) as { type?: string; display?: string };
  return (type === "enabled" || type === "adaptive") && display !== "omitted";
}

/** The text for a JSON output format. */
function formatted(params: Params): string | undefined {
  const format = (params["output_config"] as { format?: { schema?: unknown } | null } | undefined)?.format;
  return format ? JSON.stringify(sample(format.schema)) : undefined;
}

interface Tool {
  readonly name?: string;
  readonly input_schema?: unknown;
}

function forcedTool(params: Params): RequestPlan["tool"] {
  const choice = params["tool_choice"] as { type?: string; name?: string } | undefined;
  if (choice?.type === "any") return firstTool(params);
  return choice?.type === "tool" ? firstTool(params, choice.name) : undefined;
}

function firstTool(params: Params, name?: string): RequestPlan["tool"] {
  const tools = ((params["tools"] ?? []) as readonly Tool[]).filter(
    (tool) => tool.input_schema !== undefined,
  );
  const tool = tools.find((candidate) => name === undefined || candidate.name === name);
  return tool && { name: tool.name ?? "", input: sample(tool.input_schema) };
}

function lastUserText(messages: unknown): string {
  const list = messages as readonly { readonly role: string; readonly content: unknown }[];
  const content = list.findLast(({ role }) => role === "user")?.content;
  if (typeof content === "string") return content;
  const texts = blocksOf(content).map((block) => (block as { text?: unknown }).text);
  return texts.filter((text) => typeof text === "string").join(" ");
}
