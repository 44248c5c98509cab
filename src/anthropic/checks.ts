/** Local checks by the provider's documents. Paths are those that the server names in its own errors. */
import type { BatchRequest, MessageBatchCreateParams } from "../../generated/anthropic.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { IdSet } from "../core/base/id-set.js";
import type { ItemCheck } from "../core/submit/part.js";
import { isIntegerWithin } from "../core/base/validation.js";
import { CUSTOM_ID, MAX_LIST_LIMIT, MAX_REQUESTS } from "./limits.js";

// These are headers of the whole batch. Inside `params` they fail the request, possibly after a day.
const HEADER_ONLY = [
  "betas",
  "anthropic-beta",
  "anthropic_beta",
  "anthropic-version",
  "anthropic_version",
  "workspace_id",
];

// The create body has only the member `requests`; `user_profile_id` is allowed within a request.
const HEADER_ONLY_OF_BODY = [...HEADER_ONLY, "user_profile_id"];

const HEADER = "is a header of the whole batch: set it on the client";

/**
 * Creates a check that sees the requests in turn and finds repeated ids. A false duplicate is practically impossible:
 * see `IdSet`.
 */
export function newRequestCheck(): ItemCheck<BatchRequest> {
  const ids = new IdSet();
  return (request, index) => requestIssues(request, index, ids);
}

function requestIssues(request: BatchRequest, index: number, ids: IdSet): ValidationIssue[] {
  if (typeof request !== "object" || request === null) {
    return [{ path: `requests.${index}`, index, message: "must be an object with custom_id and params" }];
  }
  const { custom_id: id, params } = request as { custom_id?: unknown; params?: unknown };
  const issues: ValidationIssue[] = [];
  const report = (field: string, message: string): void => {
    const who = typeof id === "string" ? { customId: id.slice(0, 80) } : {};
    issues.push({ path: `requests.${index}.${field}`, index, ...who, message });
  };
  if (typeof id !== "string" || !CUSTOM_ID.test(id)) report("custom_id", `must match ${CUSTOM_ID.source}`);
  else if (!ids.add(id)) report("custom_id", "is used by an earlier request");
  checkParams(params, report);
  return issues;
}

function checkParams(params: unknown, report: (field: string, message: string) => void): void {
  if (typeof params !== "object" || params === null) {
    report("params", "must be an object");
    return;
  }
  const members = params as Readonly<Record<string, unknown>>;
  const { max_tokens: maxTokens, stream, speed, billing_policy: billing } = members;
  if (!isIntegerWithin(maxTokens, 1)) report("params.max_tokens", "must be an integer of at least 1");
  if (stream !== undefined && stream !== false) report("params.stream", "must be absent or false in a batch");
  if (speed === "fast") report("params.speed", "must not be fast in a batch");
  if ((billing as { bill_to?: unknown } | null | undefined)?.bill_to === "user_profile")
    report("params.billing_policy.bill_to", "must not be user_profile in a batch");
  for (const name of HEADER_ONLY) {
    if (members[name] !== undefined) report(`params.${name}`, HEADER);
  }
}

/** Checks the create body except its requests. */
export function createIssues(body: MessageBatchCreateParams): readonly ValidationIssue[] {
  const members = (body ?? {}) as Readonly<Record<string, unknown>>;
  const { requests } = members;
  const count = Array.isArray(requests) ? requests.length : 0;
  if (count < 1 || count > MAX_REQUESTS)
    return [{ path: "requests", message: `must be an array of 1 to ${MAX_REQUESTS} requests` }];
  const given = HEADER_ONLY_OF_BODY.filter((name) => members[name] !== undefined);
  return given.map((path) => ({ path, message: HEADER }));
}

export function listIssues({ limit }: { readonly limit?: number | undefined }): readonly ValidationIssue[] {
  if (limit === undefined || isIntegerWithin(limit, 1, MAX_LIST_LIMIT)) return [];
  return [{ path: "limit", message: `must be an integer from 1 to ${MAX_LIST_LIMIT}` }];
}
