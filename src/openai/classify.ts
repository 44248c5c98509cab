import type { BatchRequestOutput } from "../../generated/openai.js";
import { memberAt, numberAt, stringAt } from "../core/base/json.js";

/** How to treat a result: use it, change the request, fix the account, or send the same request again. */
export type ResultClass =
  "usable" | "refused" | "truncated" | "paused" | "fix-request" | "retry" | "account" | "unknown";

// Maps, because an object would also match names of its prototype such as "constructor".
const STOPS: ReadonlyMap<string, ResultClass> = new Map([
  ["length", "truncated"],
  ["max_output_tokens", "truncated"],
  ["content_filter", "refused"],
]);

const CODES: ReadonlyMap<string, ResultClass> = new Map([
  ["insufficient_quota", "account"],
  ["billing_hard_limit_reached", "account"],
  ["billing_not_active", "account"],
  ["account_deactivated", "account"],
  ["content_filter", "refused"],
  ["content_policy_violation", "refused"],
]);

const STATUSES: ReadonlyMap<number, ResultClass> = new Map([
  [401, "account"],
  [402, "account"],
  [408, "retry"],
  [409, "retry"],
  [425, "retry"],
  [429, "retry"],
]);

/** Errors in a 2xx body that may be temporary, of the provider or a proxy. All others are faults of the request. */
const PASSING = /server_error|rate_?limit|timeout|overloaded|unavailable/i;

/**
 * Classifies a results line. A 2xx can still be a refusal, filtered or truncated.
 * `fix-request`: the same request would fail again. `account`: key, credit or billing must be fixed first. `retry`:
 * send the same request again, because it was not run in time or the error may be temporary.
 * @example
 * for await (const line of client.batches.results(batch)) if (classifyResult(line) === "retry")
 * again.push(line.custom_id);
 */
export function classifyResult(line: BatchRequestOutput): ResultClass {
  const status = numberAt(line, "response", "status_code");
  const body = memberAt(line, "response", "body");
  if (status === undefined) return memberAt(line, "error") ? (classOfError(line) ?? "retry") : "unknown";
  if (status >= 200 && status < 300) return classOfBody(body);
  return classOfError(body) ?? classOfHttp(status);
}

function classOfHttp(status: number): ResultClass {
  // Status 0 occurs for requests that got no answer.
  const isOfRequest = status >= 300 && status < 500;
  return STATUSES.get(status) ?? (isOfRequest ? "fix-request" : "retry");
}

/** The class of an error by its code, or by its type if it has no code. */
function classOfError(holder: unknown): ResultClass | undefined {
  const [code, type] = [stringAt(holder, "error", "code"), stringAt(holder, "error", "type")];
  return CODES.get(code ?? "") ?? CODES.get(type ?? "");
}

function classOfBody(body: unknown): ResultClass {
  const stops = listAt(body, "choices").map((choice) => STOPS.get(stringAt(choice, "finish_reason") ?? ""));
  const stop = stops.find((one) => one !== undefined);
  return stop ?? (isRefused(body) ? "refused" : classOfStatus(body));
}

/** Whether the model refused: chats say so in the message, responses in a part of the output. */
function isRefused(body: unknown): boolean {
  const parts = listAt(body, "output").flatMap((item) => listAt(item, "content"));
  return (
    parts.some((part) => stringAt(part, "type") === "refusal") ||
    listAt(body, "choices").some((choice) => stringAt(choice, "message", "refusal") !== undefined)
  );
}

/** Only responses have a status. An error in any other 2xx body comes from a proxy. */
function classOfStatus(body: unknown): ResultClass {
  switch (stringAt(body, "object") === "response" ? stringAt(body, "status") : undefined) {
    case "incomplete":
      return STOPS.get(stringAt(body, "incomplete_details", "reason") ?? "") ?? "truncated";
    case "cancelled":
    case "queued":
    case "in_progress":
      return "retry";
    case "failed":
      return classOfFailure(body);
    default:
      return (memberAt(body, "error") ?? null) === null ? "usable" : classOfFailure(body);
  }
}

function classOfFailure(body: unknown): ResultClass {
  // Some proxies have the HTTP status for a code.
  const status = numberAt(body, "error", "code") ?? 0;
  if (status >= 300 && status < 600) return classOfError(body) ?? classOfHttp(status);
  const passes = PASSING.test(stringAt(body, "error", "code") ?? stringAt(body, "error", "type") ?? "");
  return classOfError(body) ?? (passes ? "retry" : "fix-request");
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const found = memberAt(value, name);
  return Array.isArray(found) ? found : [];
}
