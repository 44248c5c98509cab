/** Local checks by the provider's documents: a single invalid line fails its whole batch. */
import { isLongerThan } from "../core/base/characters.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import { memberAt, stringAt } from "../core/base/json.js";
import { IdSet } from "../core/base/id-set.js";
import type { ItemCheck } from "../core/submit/part.js";
import { isIntegerWithin } from "../core/base/validation.js";
import { LEAST_LIFE_S, MAX_KEY, MAX_PAIRS, MAX_VALUE, MOST_LIFE_S } from "./limits.js";
import { endpointOf, type RequestLine } from "./lines.js";

// Endpoints whose requests must name a model.
const WITH_MODEL = /\/(chat\/completions|responses|embeddings|completions)$/;

/**
 * Creates a check that sees the lines in turn and finds repeated ids. A false duplicate is practically impossible: see
 * `IdSet`.
 */
export function newLineCheck(): ItemCheck<RequestLine> {
  const ids = new IdSet();
  return (line, index) => lineIssues(line, index, ids);
}

function lineIssues(line: unknown, index: number, ids: IdSet): ValidationIssue[] {
  if (typeof line !== "object" || line === null)
    return [{ path: `requests.${index}`, index, message: "must be an object with custom_id and body" }];
  const { custom_id: id, method = "POST", url, body } = line as Record<string, unknown>;
  const issues: ValidationIssue[] = [];
  const report = (field: string, message: string): void => {
    const who = typeof id === "string" ? { customId: id.slice(0, 80) } : {};
    issues.push({ path: `requests.${index}.${field}`, index, ...who, message });
  };
  if (typeof id !== "string" || id === "") report("custom_id", "must be a text that is not empty");
  else if (!ids.add(id)) report("custom_id", "is used by an earlier request");
  if (method !== "POST") report("method", "must be POST");
  if (url !== undefined && !(typeof url === "string" && url.startsWith("/")))
    report("url", "must be the path of an endpoint, such as /v1/responses");
  if (typeof body !== "object" || body === null || Array.isArray(body)) report("body", "must be an object");
  else checkBody(body, endpointOf(line), report);
  return issues;
}

function checkBody(
  body: object,
  endpoint: string | undefined,
  report: (field: string, message: string) => void,
): void {
  if (endpoint === undefined) report("url", "must be given, unless the body has messages");
  const { model, stream } = body as { readonly model?: unknown; readonly stream?: unknown };
  const isNeeded = endpoint !== undefined && WITH_MODEL.test(endpoint);
  if (isNeeded ? typeof model !== "string" || model === "" : model !== undefined && typeof model !== "string")
    report("body.model", "must be the name of a model");
  if (stream === true) report("body.stream", "must be absent or false in a batch");
}

export function createIssues(body: unknown): readonly ValidationIssue[] {
  const missing = ["input_file_id", "endpoint"].filter((name) => stringAt(body, name) === undefined);
  const issues = missing.map((path) => ({ path, message: "must be a text that is not empty" }));
  return [...issues, ...envelopeIssues(body)];
}

/** Checks the create options besides file and endpoint. */
export function envelopeIssues(body: unknown): readonly ValidationIssue[] {
  return [
    ...metadataIssues(memberAt(body, "metadata") ?? {}),
    ...lifeIssues("output_expires_after", memberAt(body, "output_expires_after")),
  ];
}

function metadataIssues(metadata: unknown): readonly ValidationIssue[] {
  const pairs = typeof metadata === "object" && metadata !== null ? Object.entries(metadata) : undefined;
  if (pairs === undefined || pairs.length > MAX_PAIRS)
    return [{ path: "metadata", message: `must be an object of at most ${MAX_PAIRS} texts` }];
  const isText = (text: unknown, most: number): boolean =>
    typeof text === "string" && !isLongerThan(text, most);
  return pairs
    .filter(([key, value]) => !isText(key, MAX_KEY) || !isText(value, MAX_VALUE))
    .map(([key]) => ({
      path: `metadata.${key.slice(0, MAX_KEY)}`,
      message: `must be a text of at most ${MAX_VALUE} characters, its name one of at most ${MAX_KEY}`,
    }));
}

export function lifeIssues(path: string, life: unknown): readonly ValidationIssue[] {
  if (life === undefined || life === null) return [];
  const { anchor, seconds } = life as { readonly anchor?: unknown; readonly seconds?: unknown };
  if (anchor === "created_at" && isIntegerWithin(seconds, LEAST_LIFE_S, MOST_LIFE_S)) return [];
  return [{ path, message: `must be { anchor: "created_at", seconds: ${LEAST_LIFE_S} to ${MOST_LIFE_S} }` }];
}

export function listIssues(limit: unknown, most: number): readonly ValidationIssue[] {
  if (limit === undefined || isIntegerWithin(limit, 1, most)) return [];
  return [{ path: "limit", message: `must be an integer from 1 to ${most}` }];
}
