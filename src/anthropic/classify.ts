import type { MessageBatchIndividualResponse } from "../../generated/anthropic.js";
import { memberAt, stringAt } from "../core/base/json.js";

/** How to treat a result: use it, change the request, fix the account, or send the same request again. */
export type ResultClass =
  "usable" | "refused" | "truncated" | "paused" | "fix-request" | "retry" | "account" | "unknown";

// Maps, because an object would also match names of its prototype such as "constructor".
const STOPS: ReadonlyMap<string, ResultClass> = new Map([
  ["refusal", "refused"],
  ["max_tokens", "truncated"],
  ["model_context_window_exceeded", "truncated"],
  ["pause_turn", "paused"],
]);

/** Error types that would recur with the same request. All others may be temporary. */
const LASTING: ReadonlyMap<string, ResultClass> = new Map([
  ["invalid_request_error", "fix-request"],
  ["not_found_error", "fix-request"],
  ["permission_error", "fix-request"],
  ["request_too_large", "fix-request"],
  ["authentication_error", "account"],
  ["billing_error", "account"],
]);

// Error codes of the spec that concern the account, whatever the error type.
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set([
  "enforced_spend_limit_reached",
  "contract_spend_limit_reached",
  "organization_on_hold",
  "cmek_key_disabled",
  "claude_code_key_creator_not_member",
]);

// Without credit, or at a limit of the account, the API answers an invalid_request_error without a code.
const ACCOUNT_WORDS = /credit balance|api usage limits|spend(ing)? limit/i;

/**
 * Classifies a line of a results file. "succeeded" results can still be refusals, truncated or paused.
 * `fix-request`: the same request would fail again. `account`: the key, credit, billing or a limit must be fixed first.
 * `retry`: send the same request again. `unknown`: a result type that this version does not know.
 * @example
 * for await (const line of client.batches.results(batch)) if (classifyResult(line) === "retry")
 * again.push(line.custom_id);
 */
export function classifyResult(line: MessageBatchIndividualResponse): ResultClass {
  const result = memberAt(line, "result");
  switch (stringAt(result, "type")) {
    case "succeeded":
      return STOPS.get(stringAt(result, "message", "stop_reason") ?? "") ?? "usable";
    case "errored":
      return classOfError(result);
    case "canceled":
    case "expired":
      return "retry";
    default:
      return "unknown";
  }
}

function classOfError(result: unknown): ResultClass {
  // Errors are nested in an envelope of type "error"; some servers omit the envelope.
  const path = stringAt(result, "error", "error", "type") === undefined ? ["error"] : ["error", "error"];
  const type = stringAt(result, ...path, "type") ?? "";
  if (OF_THE_ACCOUNT.has(stringAt(result, ...path, "details", "error_code") ?? "")) return "account";
  const lacksCredit = ACCOUNT_WORDS.test(stringAt(result, ...path, "message") ?? "");
  if (type === "invalid_request_error" && lacksCredit) return "account";
  return LASTING.get(type) ?? "retry";
}
