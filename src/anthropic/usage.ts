import type { MessageBatchIndividualResponse } from "../../generated/anthropic.js";
import { defined } from "../core/base/defined.js";
import { numberAt } from "../core/base/json.js";

/**
 * Token usage of one result, as the provider counts it. The total input is `inputTokens` + `cacheCreationTokens` +
 * `cacheReadTokens`. Members that the provider omits are absent.
 */
export interface ResultUsage {
  /** Input tokens outside the cache. */
  readonly inputTokens: number;
  /** Output tokens, thinking included. */
  readonly outputTokens: number;
  /** Input tokens read from the cache. */
  readonly cacheReadTokens?: number;
  /** Input tokens written to the cache: in all, and by lifetime of the entry (5 minutes, 1 hour). */
  readonly cacheCreationTokens?: number;
  readonly cacheCreation5mTokens?: number;
  readonly cacheCreation1hTokens?: number;
  /** The part of `outputTokens` used for thinking. */
  readonly thinkingTokens?: number;
  readonly webSearchRequests?: number;
  readonly webFetchRequests?: number;
}

/** The usage of a results line; undefined for a line without a message, which is not billed. */
export function usageOf(line: MessageBatchIndividualResponse): ResultUsage | undefined {
  const at = (...path: readonly string[]): number | undefined =>
    numberAt(line, "result", "message", "usage", ...path);
  const inputTokens = at("input_tokens");
  const outputTokens = at("output_tokens");
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return defined({
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    cacheReadTokens: at("cache_read_input_tokens"),
    cacheCreationTokens: at("cache_creation_input_tokens"),
    cacheCreation5mTokens: at("cache_creation", "ephemeral_5m_input_tokens"),
    cacheCreation1hTokens: at("cache_creation", "ephemeral_1h_input_tokens"),
    thinkingTokens: at("output_tokens_details", "thinking_tokens"),
    webSearchRequests: at("server_tool_use", "web_search_requests"),
    webFetchRequests: at("server_tool_use", "web_fetch_requests"),
  });
}
