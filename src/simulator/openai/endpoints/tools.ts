import { isRecord } from "../../json.js";
import { sample } from "../../llm/sample.js";
import type { Body } from "./endpoint.js";
import type { ToolCall } from "./text.js";

/** The first tool of a body, and the one that `tool_choice` forces. */
export interface Tools {
  readonly offered: ToolCall | undefined;
  readonly forced: ToolCall | undefined;
}

/**
 * Reads `tools` and `tool_choice`. In chat completions the name and the parameters of a tool are in a member named after
 * its type, in responses beside the type; both forms are read.
 */
export function toolsOf({ tools, tool_choice: choice }: Body): Tools {
  const calls = (Array.isArray(tools) ? tools : []).flatMap(callTo);
  const chosen = isRecord(choice) ? callTo(choice)[0]?.name : undefined;
  const forced = choice === "required" ? calls[0] : calls.find(({ name }) => name === chosen);
  return { offered: calls[0], forced };
}

function callTo(tool: unknown): ToolCall[] {
  if (!isRecord(tool)) return [];
  const kind = tool["type"];
  if (kind !== "function" && kind !== "custom") return [];
  const inner = tool[kind];
  const { name, parameters } = isRecord(inner) ? inner : tool;
  if (typeof name !== "string") return [];
  return [
    { kind, name, input: kind === "custom" ? "simulated input" : JSON.stringify(sample(parameters) ?? {}) },
  ];
}
