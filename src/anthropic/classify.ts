import type { MessageBatchIndividualResponse } from "../../generated/anthropic.js";
import { stringAt } from "../core/base/json.js";

/** What to do with a result: use it, send a changed request, or send the same one again. */
export type ResultClass = "usable" | "refused" | "truncated" | "paused" | "fix-request" | "retry" | "unknown";

// A map: an object would also know the names of its prototype, and any string may come as a reason.
const STOPS: ReadonlyMap<string, ResultClass> = new Map([
  ["refusal", "refused"],
  ["max_tokens", "truncated"],
  ["model_context_window_exceeded", "truncated"],
  ["pause_turn", "paused"],
]);

/**
 * Sorts a line of a results file. "succeeded" alone does not mean usable: refusals, truncated answers and paused turns
 * arrive as succeeded too. `fix-request`: the request itself is at fault; `retry`: the same request may be sent again.
 */
export function classifyResult(line: MessageBatchIndividualResponse): ResultClass {
  const { result } = line;
  switch (stringAt(result, "type")) {
    case "succeeded":
      return STOPS.get(stringAt(result, "message", "stop_reason") ?? "") ?? "usable";
    case "errored": {
      // The error sits in an envelope whose own type is always "error"; some servers have left the envelope out.
      const type = stringAt(result, "error", "error", "type") ?? stringAt(result, "error", "type");
      return type === "invalid_request_error" ? "fix-request" : "retry";
    }
    case "canceled":
    case "expired":
      return "retry";
    default:
      return "unknown";
  }
}
