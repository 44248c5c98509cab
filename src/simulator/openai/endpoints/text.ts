import { isRecord } from "../../json.js";
import { sample } from "../../llm/sample.js";
import { answerTo, cutToTokens, filler, tokensOf } from "../../llm/text.js";
import type { AnswerOverride } from "./endpoint.js";

/** A call of a tool: a function with arguments, or a custom tool with a text. */
export interface ToolCall {
  readonly kind: "function" | "custom";
  readonly name: string;
  /** JSON for a function. */
  readonly input: string;
}

/** A request for text, independent of the member names of its endpoint. */
export interface TextRequest {
  readonly prompt: string;
  readonly maxTokens: number | undefined;
  readonly stops: readonly string[];
  /** The JSON Schema of the answer. */
  readonly schema: unknown;
  /** The tool that has to be called. */
  readonly forced: ToolCall | undefined;
  /** The tool that could be called. */
  readonly offered: ToolCall | undefined;
}

export interface TextAnswer {
  readonly reason: "stop" | "length" | "content_filter" | "refusal" | "tool_calls";
  readonly text: string;
  /** Replaces the text by one of this size. */
  readonly bytes?: number;
  readonly call?: ToolCall;
}

const SOME_TOOL: ToolCall = { kind: "function", name: "simulated_tool", input: "{}" };

export function planText(request: TextRequest, { stop, bytes }: AnswerOverride): TextAnswer {
  const text =
    request.schema === undefined ? answerTo(request.prompt) : JSON.stringify(sample(request.schema));
  if (bytes !== undefined) return { reason: "stop", text: "", bytes };
  if (stop === "refusal") return { reason: stop, text: "The simulator was asked to refuse." };
  if (stop === "tool_calls") return callOf(request.forced ?? request.offered ?? SOME_TOOL);
  if (stop !== undefined) return { reason: stop, text: text.slice(0, -"simulated.".length) };
  return request.forced ? callOf(request.forced) : limited(cutAtStop(text, request.stops), request.maxTokens);
}

function callOf(call: ToolCall): TextAnswer {
  return { reason: "tool_calls", text: "", call };
}

function cutAtStop(text: string, stops: readonly string[]): string {
  const places = stops.filter((stop) => stop !== "").map((stop) => text.indexOf(stop));
  const first = Math.min(...places.filter((place) => place >= 0));
  return first === Infinity ? text : text.slice(0, first);
}

function limited(text: string, maxTokens: number | undefined): TextAnswer {
  const cut = maxTokens === undefined ? text : cutToTokens(text, maxTokens);
  return { reason: cut === text ? "stop" : "length", text: cut };
}

export function textOf({ text, bytes }: TextAnswer): string {
  return bytes === undefined ? text : filler(bytes);
}

export function outputTokensOf({ text, bytes, call }: TextAnswer): number {
  return Math.max(1, tokensOf((bytes ?? text.length) + (call?.input.length ?? 0)));
}

/** The text in the content of a message, which is a string or a list of parts. */
export function plainText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const texts = content.map((part: unknown) => (isRecord(part) ? part["text"] : part));
  return texts.filter((text) => typeof text === "string").join(" ");
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function stringsIn(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((entry): entry is string => typeof entry === "string");
}
