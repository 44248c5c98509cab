import { bearerToken } from "../credentials.js";
import type { Answer, Exchange } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer, requestIdOf } from "./errors.js";
import { VERSIONS } from "./validation.js";

/** Checks credentials before the version: a caller without them must not learn which versions exist. */
export function admit(exchange: Exchange): Answer | undefined {
  const { headers } = exchange;
  // If both headers are sent, `x-api-key` takes precedence.
  const credential = headers["x-api-key"] ?? bearerToken(exchange);
  if (credential === undefined)
    return errorAnswer(exchange, 401, "x-api-key or authorization header is required.");
  if (credential !== ACCOUNT.apiKey) return errorAnswer(exchange, 401, "The credentials are not valid.");
  const workspace = headers["anthropic-workspace-id"];
  if (workspace !== undefined && workspace !== ACCOUNT.workspaceId) {
    return errorAnswer(exchange, 403, "The credentials do not belong to this workspace.");
  }
  return versionError(exchange, headers["anthropic-version"]);
}

function versionError(exchange: Exchange, version: string | undefined): Answer | undefined {
  if (version === undefined) return errorAnswer(exchange, 400, "anthropic-version: header is required");
  if (VERSIONS.includes(version)) return undefined;
  const words = `"${version}" is not a version; use ${VERSIONS.join(" or ")}`;
  return errorAnswer(exchange, 400, `anthropic-version: ${words}`);
}

/** Adds the headers of every answer. Those of the account are left out of a 401. */
export function finish(answer: Answer, exchange: Exchange): Answer {
  if (answer.type === "text/html") return answer;
  const headers = {
    "request-id": requestIdOf(exchange),
    ...(answer.status !== 401 && {
      "anthropic-organization-id": ACCOUNT.organizationId,
      "anthropic-workspace-id": ACCOUNT.workspaceId,
    }),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
