import type { Answer, Exchange } from "../provider.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer, requestIdOf } from "./errors.js";
import { VERSIONS } from "./rules.js";

/** Checks credentials first, then the version: an unknown caller learns nothing else. */
export function admit(exchange: Exchange): Answer | undefined {
  const { headers } = exchange;
  // Where both forms are sent, the key wins.
  const credential = headers["x-api-key"] ?? /^Bearer (.*)$/i.exec(headers["authorization"] ?? "")?.[1];
  if (credential === undefined)
    return errorAnswer(exchange, 401, "x-api-key or authorization header is required.");
  if (credential !== ACCOUNT.apiKey) return errorAnswer(exchange, 401, "The credentials are not valid.");
  const workspace = headers["anthropic-workspace-id"];
  if (workspace !== undefined && workspace !== ACCOUNT.workspaceId) {
    return errorAnswer(exchange, 403, "The credentials do not belong to this workspace.");
  }
  return versionFault(exchange, headers["anthropic-version"]);
}

function versionFault(exchange: Exchange, version: string | undefined): Answer | undefined {
  if (version === undefined) return errorAnswer(exchange, 400, "anthropic-version: header is required");
  if (VERSIONS.includes(version)) return undefined;
  const words = `"${version}" is not a version; use ${VERSIONS.join(" or ")}`;
  return errorAnswer(exchange, 400, `anthropic-version: ${words}`);
}

/** The headers of every answer. A caller with wrong credentials does not learn whose they might have been. */
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
