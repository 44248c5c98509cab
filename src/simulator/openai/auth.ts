import { bearerToken } from "../credentials.js";
import type { Answer, Environment, Exchange } from "../provider.js";
import { HEX_DIGITS } from "../random.js";
import { ACCOUNT } from "./account.js";
import { errorAnswer } from "./errors.js";

/** Checks the key, then organization and project if the caller sends them. */
export function admit(exchange: Exchange): Answer | undefined {
  const key = bearerToken(exchange);
  if (key === undefined) return errorAnswer(401, { message: "An API key is required, as a bearer token." });
  if (key !== ACCOUNT.apiKey) {
    return errorAnswer(401, { message: "Incorrect API key provided.", code: "invalid_api_key" });
  }
  const { "openai-organization": organization, "openai-project": project } = exchange.headers;
  if (organization !== undefined && organization !== ACCOUNT.organization) {
    return errorAnswer(401, { message: "No such organization for this key.", code: "invalid_organization" });
  }
  if (project !== undefined && project !== ACCOUNT.project) {
    return errorAnswer(401, { message: "No such project for this key.", code: "invalid_project" });
  }
  return undefined;
}

/** Adds the headers of every answer. Those of the account are left out of a 401. */
export function finish(answer: Answer, exchange: Exchange, { random }: Environment): Answer {
  const generator = random("request", exchange.id);
  const headers = {
    "x-request-id": `req_${generator.text(32, HEX_DIGITS)}`,
    "openai-version": "2020-10-01",
    "openai-processing-ms": String(20 + generator.below(400)),
    ...(answer.status !== 401 && {
      "openai-organization": ACCOUNT.organization,
      "openai-project": ACCOUNT.project,
    }),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
