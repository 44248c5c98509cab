import type { MessageBatchIndividualResponse } from "../../generated/anthropic.js";
import { stringAt } from "../core/base/json.js";

/** What to do with a result: use it, send a changed request, see to the account, or send the same request again. */
export type ResultClass =
  "usable" | "refused" | "truncated" | "paused" | "fix-request" | "retry" | "account" | "unknown";

// Maps: an object would also know the names of its prototype, and any string may come as a reason or a type.
const STOPS: ReadonlyMap<string, ResultClass> = new Map([
  ["refusal", "refused"],
  ["max_tokens", "truncated"],
  ["model_context_window_exceeded", "truncated"],
  ["pause_turn", "paused"],
]);

/** Error types that come again with the same request. Every other one may pass. */
const LASTING: ReadonlyMap<string, ResultClass> = new Map([
  ["invalid_request_error", "fix-request"],
  ["not_found_error", "fix-request"],
  ["permission_error", "fix-request"],
  ["request_too_large", "fix-request"],
  ["authentication_error", "account"],
  ["billing_error", "account"],
]);

// The finer codes of the specification that speak of the account, whatever type of error they come with.
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set([
  "enforced_spend_limit_reached",
  "contract_spend_limit_reached",
  "organization_on_hold",
  "cmek_key_disabled",
  "claude_code_key_creator_not_member",
]);

// An account without credit, or at a limit of its own, is told so by an invalid_request_error that has no code.
const ACCOUNT_WORDS = /credit balance|api usage limits|spend(ing)? limit/i;

/**
 * Sorts a line of a results file. "succeeded" alone does not mean usable: refusals, truncated answers and paused turns
 * arrive as succeeded too. `fix-request`: the same request would fail again; `account`: key, credit, billing or a limit of the
 * account, so that nothing goes through until it is seen to; `retry`: the same request may be sent again.
 *
 * @example
 * for await (const line of client.batches.results(batch)) if (classifyResult(line) === "retry") again.push(line.custom_id);
 */
export function classifyResult(line: MessageBatchIndividualResponse): ResultClass {
  const { result } = line;
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
  // The error sits in an envelope whose own type is always "error"; some servers have left the envelope out.
  const path = stringAt(result, "error", "error", "type") === undefined ? ["error"] : ["error", "error"];
  const type = stringAt(result, ...path, "type") ?? "";
  if (OF_THE_ACCOUNT.has(stringAt(result, ...path, "details", "error_code") ?? "")) return "account";
  const lacksCredit = ACCOUNT_WORDS.test(stringAt(result, ...path, "message") ?? "");
  if (type === "invalid_request_error" && lacksCredit) return "account";
  return LASTING.get(type) ?? "retry";
}
