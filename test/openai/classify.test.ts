import { describe, expect, it } from "vitest";
import { type BatchRequestOutput, classifyResult, usageOf } from "../../src/openai/index.js";
import { answered, chat, errorBody, resultLine } from "../support/openai.js";

const line = (changes: object): BatchRequestOutput => resultLine("a", changes);
const body = (value: unknown, status = 200): BatchRequestOutput =>
  line({ response: answered(value, status) });
const refused = (status: number, error: Record<string, unknown> = {}): BatchRequestOutput =>
  body(errorBody("no", error), status);
const unmade = (code: unknown): BatchRequestOutput =>
  line({ response: null, error: { code, message: "no" } });
const response = (changes: object): object => ({
  id: "resp_1",
  object: "response",
  status: "completed",
  output: [],
  ...changes,
});

describe("classifyResult", () => {
  it.each<[string, BatchRequestOutput, string]>([
    ["a chat that stopped by itself", body(chat()), "usable"],
    ["a chat that calls tools", body(chat("tool_calls")), "usable"],
    ["a chat with a reason of its own", body(chat("something_new")), "usable"],
    ["a chat that was cut", body(chat("length")), "truncated"],
    ["a chat that was filtered", body(chat("content_filter")), "refused"],
    ["a chat that refuses", body(chat("stop", { refusal: "I cannot", content: null })), "refused"],
    [
      "a completion that was cut",
      body({ object: "text_completion", choices: [{ finish_reason: "length" }] }),
      "truncated",
    ],
    ["a response", body(response({})), "usable"],
    [
      "a response out of tokens",
      body(response({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } })),
      "truncated",
    ],
    [
      "a response that was filtered",
      body(response({ status: "incomplete", incomplete_details: { reason: "content_filter" } })),
      "refused",
    ],
    [
      "a response that ended early",
      body(response({ status: "incomplete", incomplete_details: null })),
      "truncated",
    ],
    [
      "a response that refuses",
      body(
        response({
          output: [{ type: "reasoning" }, { type: "message", content: [{ type: "refusal", refusal: "no" }] }],
        }),
      ),
      "refused",
    ],
    [
      "a response that failed by itself",
      body(response({ status: "failed", error: { code: "server_error" } })),
      "retry",
    ],
    [
      "a response that failed by its prompt",
      body(response({ status: "failed", error: { code: "invalid_prompt" } })),
      "fix-request",
    ],
    ["a response that was not finished", body(response({ status: "in_progress" })), "retry"],
    ["embeddings", body({ object: "list", data: [{ embedding: [1] }] }), "usable"],
    ["a moderation", body({ id: "modr_1", results: [] }), "usable"],
    ["an error in a 200", body({ error: { message: "no such parameter" } }), "fix-request"],
    ["an error in a 200 that may pass", body({ error: { code: "server_error" } }), "retry"],
    ["an overload in a 200", body({ error: { type: "overloaded_error" } }), "retry"],
    ["a rate limit in a 200", body({ error: { type: "rate_limit_error" } }), "retry"],
    ["a timeout in a 200", body({ error: { code: "request_timeout" } }), "retry"],
    ["a 503 in a 200", body({ error: { code: 503 } }), "retry"],
    ["a 429 in a 200", body({ error: { code: 429 } }), "retry"],
    ["a 401 in a 200", body({ error: { code: 401 } }), "account"],
    ["a 400 in a 200", body({ error: { code: 400 } }), "fix-request"],
    ["an error in a 200 with a number of its own", body({ error: { code: 1301 } }), "fix-request"],
    ["a quota in a 200", body({ error: { code: "insufficient_quota" } }), "account"],
    ["an error in a 200 that is none", body({ ...chat(), error: null }), "usable"],
    ["an account that was closed", refused(403, { code: "account_deactivated" }), "account"],
    ["a bad parameter", refused(400, { code: "invalid_value" }), "fix-request"],
    ["a policy", refused(400, { code: "content_policy_violation" }), "refused"],
    ["a filter of Azure", refused(400, { code: "content_filter" }), "refused"],
    ["a key", refused(401, { code: "invalid_api_key" }), "account"],
    ["a permission", refused(403), "fix-request"],
    ["a request that is too large", refused(413), "fix-request"],
    ["a bill that is due", refused(402), "account"],
    ["a limit of the bill", refused(400, { code: "billing_hard_limit_reached" }), "account"],
    ["a bill that is not set up", refused(429, { code: "billing_not_active" }), "account"],
    ["an unknown model", refused(404, { code: "model_not_found" }), "fix-request"],
    ["a rate", refused(429, { code: "rate_limit_exceeded" }), "retry"],
    ["a quota", refused(429, { code: "insufficient_quota" }), "account"],
    ["a quota by its type", refused(429, { code: null, type: "insufficient_quota" }), "account"],
    ["a request that took too long", refused(408), "retry"],
    ["a fault of the server", refused(500), "retry"],
    ["a request that got no answer", body({}, 0), "retry"],
    ["one that expired", unmade("batch_expired"), "retry"],
    ["one that was cancelled", unmade("batch_cancelled"), "retry"],
    ["one that another server gave up", unmade("timeout"), "retry"],
    ["neither answer nor error", line({ response: null, error: null }), "unknown"],
    ["a line without either", { custom_id: "a" }, "unknown"],
    ["names of a prototype", refused(400, { code: "constructor" }), "fix-request"],
  ])("%s", (_, given, expected) => {
    expect(classifyResult(given)).toBe(expected);
  });
});

describe("usageOf", () => {
  it("a chat", () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 5,
      total_tokens: 15,
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
      completion_tokens_details: { reasoning_tokens: 3 },
    };
    expect(usageOf(body({ ...chat(), usage }))).toEqual({
      inputTokens: 10,
      outputTokens: 5,
      cachedTokens: 4,
      cacheWriteTokens: 2,
      reasoningTokens: 3,
    });
  });

  it("a response", () => {
    const usage = {
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 5,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 15,
    };
    expect(usageOf(body(response({ usage })))).toEqual({
      inputTokens: 10,
      outputTokens: 5,
      cachedTokens: 0,
      reasoningTokens: 0,
    });
  });

  it("embeddings, which put nothing out", () => {
    expect(usageOf(body({ object: "list", usage: { prompt_tokens: 7, total_tokens: 7 } }))).toEqual({
      inputTokens: 7,
      outputTokens: 0,
    });
  });

  it.each([
    ["an error", refused(400)],
    ["one that expired", unmade("batch_expired")],
    ["null", body({ usage: null })],
  ])("none of %s", (_, given) => {
    expect(usageOf(given)).toBeUndefined();
  });
});
