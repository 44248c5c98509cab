import type { BatchRequestOutput } from "../../generated/openai.js";
import { defined } from "../core/base/defined.js";
import { numberAt } from "../core/base/json.js";

/** Token usage of one result, as the provider counts it. Members that the provider omits are absent. */
export interface ResultUsage {
  /** Input tokens, including cached ones. */
  readonly inputTokens: number;
  /** Output tokens, including reasoning; 0 for embeddings. */
  readonly outputTokens: number;
  /** The part of `inputTokens` read from a cache. */
  readonly cachedTokens?: number;
  /** The part of `inputTokens` written to a cache. */
  readonly cacheWriteTokens?: number;
  /** The part of `outputTokens` used for reasoning. */
  readonly reasoningTokens?: number;
}

/** The usage of a results line of any endpoint; undefined for a line without usage, which is not billed. */
export function usageOf(line: BatchRequestOutput): ResultUsage | undefined {
  const at = (...path: readonly string[]): number | undefined =>
    numberAt(line, "response", "body", "usage", ...path);
  const inputTokens = at("input_tokens") ?? at("prompt_tokens");
  const outputTokens = at("output_tokens") ?? at("completion_tokens");
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const input = (name: string): number | undefined =>
    at("input_tokens_details", name) ?? at("prompt_tokens_details", name);
  const output = (name: string): number | undefined =>
    at("output_tokens_details", name) ?? at("completion_tokens_details", name);
  return defined({
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    cachedTokens: input("cached_tokens"),
    cacheWriteTokens: input("cache_write_tokens"),
    reasoningTokens: output("reasoning_tokens"),
  });
}
