import type { Answer, Environment, Exchange } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer } from "./errors.js";

/** The key comes first; organization and project are only looked at where a caller names one. */
export function admit({ headers }: Exchange): Answer | undefined {
  const key = /^Bearer (.*)$/i.exec(headers["authorization"] ?? "")?.[1];
  if (key === undefined) return errorAnswer(401, { message: "An API key is required, as a bearer token." });
  if (key !== ACCOUNT.apiKey) {
    return errorAnswer(401, { message: "Incorrect API key provided.", code: "invalid_api_key" });
  }
  const { "openai-organization": organization, "openai-project": project } = headers;
  if (organization !== undefined && organization !== ACCOUNT.organization) {
    return errorAnswer(401, { message: "No such organization for this key.", code: "invalid_organization" });
  }
  if (project !== undefined && project !== ACCOUNT.project) {
    return errorAnswer(401, { message: "No such project for this key.", code: "invalid_project" });
  }
  return undefined;
}

/** The headers of every answer; who pays for the call is named only to those who have a key. */
export function finish(answer: Answer, exchange: Exchange, { random }: Environment): Answer {
  const chance = random("request", exchange.id);
  const headers = {
    "x-request-id": `req_${chance.text(32, HEX_DIGITS)}`,
    "openai-version": "2020-10-01",
    "openai-processing-ms": String(20 + chance.below(400)),
    ...(answer.status !== 401 && {
      "openai-organization": ACCOUNT.organization,
      "openai-project": ACCOUNT.project,
    }),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
