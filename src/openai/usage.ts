import type { BatchRequestOutput } from "../../generated/openai.js";
import { defined } from "../core/base/defined.js";
import { numberAt } from "../core/base/json.js";

/** What one result used, as the provider counts it. All members are numbers that can be summed; what is left out is absent. */
export interface ResultUsage {
  /** Input tokens, those that came from a cache included. */
  readonly inputTokens: number;
  /** Output tokens, those spent on reasoning included; 0 for embeddings. */
  readonly outputTokens: number;
  /** The part of `inputTokens` that came from a cache. */
  readonly cachedTokens?: number;
  /** The part of `inputTokens` that was written to a cache. */
  readonly cacheWriteTokens?: number;
  /** The part of `outputTokens` that was spent on reasoning. */
  readonly reasoningTokens?: number;
}

/** The usage of a line of the results, whatever its endpoint; undefined for one without, which is not billed. */
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
