import type { Environment, Issue } from "../provider.js";
import { deepestIssue } from "../validator.js";
import { inWords } from "./errors.js";

export type Params = Readonly<Record<string, unknown>>;

/** Headers of the create call on which the validation of its requests depends. */
export interface CreateHeaders {
  readonly version: string;
  /** Values of `anthropic-beta`. With any of them unknown parameters are accepted. */
  readonly betas: readonly string[];
  readonly userProfileId: string | undefined;
}

/** The version that dropped the sampling parameters. */
const STRICT_VERSION = "2026-10-21";
export const VERSIONS: readonly string[] = ["2023-06-01", STRICT_VERSION];

interface ParamsError {
  readonly type: string;
  readonly message: string;
}

interface Block {
  readonly type?: unknown;
  readonly citations?: unknown;
  readonly content?: unknown;
}

/** Parameters of the Messages API that batches do not support, and for which values. */
const REFUSED_IN_BATCHES: readonly (readonly [name: string, isRefused: (value: unknown) => boolean])[] = [
  ["stream", (value) => value === true],
  ["speed", (value) => value !== null],
  ["store", () => true],
  ["thread", () => true],
  ["previous_thread_event_id", () => true],
  ["cache_hint", () => true],
  ["context_hint", () => true],
  ["research_preview_2026_02", (value) => value === "active"],
  ["fallbacks", () => true],
  ["billing_policy", (value) => (value as { bill_to?: unknown } | null)?.bill_to === "user_profile"],
];

const HEADER_ONLY = ["betas", "anthropic-beta", "anthropic_beta"];
const REMOVED_SAMPLING = ["temperature", "top_p", "top_k"];
/** Parameters of the document that need a beta header. */
const BETA_ONLY = [
  "billing_policy",
  "compaction",
  "context_management",
  "fallback_credit_token",
  "mcp_servers",
  "output_format",
];

/** Returns why a request cannot be processed; `undefined` if it can. */
export type ParamsCheck = (params: Params) => ParamsError | undefined;

/**
 * The API validates params only after it has accepted the batch, so invalid ones give an `errored` result and no HTTP
 * error. The rules of this file come before the schema, because their messages name the cause better.
 */
export function createParamsCheck(createHeaders: CreateHeaders, { check, schema }: Environment): ParamsCheck {
  const known = new Set(Object.keys(schema("MessageCreateParams")["properties"] as object));
  if (createHeaders.betas.length === 0) for (const name of BETA_ONLY) known.delete(name);
  return (params) => {
    const message =
      headerError(params, createHeaders) ??
      batchError(params) ??
      (createHeaders.version === STRICT_VERSION ? versionError(params) : undefined) ??
      (createHeaders.betas.length === 0 ? unknownParamError(params, known) : undefined) ??
      documentError(check("MessageCreateParams", params)) ??
      modelError(params, createHeaders);
    if (message !== undefined) return { type: "invalid_request_error", message };
    const model = params["model"] as string;
    return model.startsWith("claude-") ? undefined : { type: "not_found_error", message: `model: ${model}` };
  };
}

function headerError(params: Params, { userProfileId }: CreateHeaders): string | undefined {
  const stray = HEADER_ONLY.find((name) => name in params);
  if (stray !== undefined)
    return `${stray}: Extra inputs are not permitted; betas go into a header of the batch`;
  const own = params["user_profile_id"];
  const isConflict = userProfileId !== undefined && typeof own === "string" && own !== userProfileId;
  return isConflict ? "user_profile_id: differs from the anthropic-user-profile-id header" : undefined;
}

function batchError(params: Params): string | undefined {
  const refused = REFUSED_IN_BATCHES.find(([name, isRefused]) => name in params && isRefused(params[name]));
  if (refused !== undefined) return `${refused[0]}: not supported in Message Batches`;
  return params["max_tokens"] === 0 ? "max_tokens: must be at least 1 in Message Batches" : undefined;
}

function versionError(params: Params): string | undefined {
  const removed = REMOVED_SAMPLING.find((name) => name in params);
  if (removed !== undefined) return `${removed}: was removed in version ${STRICT_VERSION}`;
  const messages = Array.isArray(params["messages"]) ? (params["messages"] as Params[]) : [];
  for (const [index, message] of messages.entries()) {
    const blocks = blocksOf(message?.["content"]);
    const at = `messages.${index}.content`;
    if (message?.["role"] === "assistant" && blocks.some(({ type }) => type === "document")) {
      return `${at}: document blocks are not allowed in assistant messages since version ${STRICT_VERSION}`;
    }
    if (message?.["role"] === "user" && blocks.some(hasCitedText)) {
      return `${at}: text with citations is not allowed in user messages since version ${STRICT_VERSION}`;
    }
  }
  return undefined;
}

function hasCitedText({ type, citations, content }: Block): boolean {
  if (type === "text") return Array.isArray(citations) && citations.length > 0;
  return type === "search_result" && blocksOf(content).some(hasCitedText);
}

export function blocksOf(content: unknown): readonly Block[] {
  if (!Array.isArray(content)) return [];
  return content.filter((block): block is Block => typeof block === "object" && block !== null);
}

function unknownParamError(params: Params, known: ReadonlySet<string>): string | undefined {
  const stray = Object.keys(params).find((name) => !known.has(name));
  return stray === undefined ? undefined : `${stray}: Extra inputs are not permitted`;
}

function documentError(issues: readonly Issue[]): string | undefined {
  const deepest = deepestIssue(issues);
  return deepest && inWords(deepest);
}

const EXTENDED_OUTPUT = "output-300k-2026-03-24";
const EXTENSIBLE = /^claude-(opus-(5|4-[678])|sonnet-(5|4-6))$/;

function modelError(params: Params, { betas }: CreateHeaders): string | undefined {
  const model = params["model"] as string;
  const maxTokens = params["max_tokens"] as number;
  const isOld = /-4-5(-\d+)?$/.test(model);
  const isExtended = betas.includes(EXTENDED_OUTPUT) && EXTENSIBLE.test(model);
  const ceiling = isExtended ? 300_000 : isOld ? 64_000 : 128_000;
  if (maxTokens > ceiling) return `max_tokens: ${maxTokens} is more than the ${ceiling} of ${model}`;
  const { budget_tokens: budget } = (params["thinking"] ?? {}) as { budget_tokens?: number };
  if (budget !== undefined && budget >= maxTokens)
    return "thinking.budget_tokens: must be less than max_tokens";
  const messages = params["messages"] as readonly { readonly role: string }[];
  const isPrefilled = messages.at(-1)?.role === "assistant";
  return isPrefilled && !isOld
    ? `messages: ${model} takes no conversation that ends with an assistant turn`
    : undefined;
}
