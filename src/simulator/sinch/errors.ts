import { type Answer, type Exchange, type Issues, type Problem, HttpError } from "../provider.js";
import { dotted } from "../validator.js";

function smsError(status: 400 | 403, code: string, text: string): Answer {
  return { status, body: { code, text } };
}

export function httpError(status: 400 | 403, code: string, text: string): HttpError {
  return new HttpError(smsError(status, code, text));
}

/** A 404 of this API has no body, like most other errors. */
export function notFound(): HttpError {
  return new HttpError({ status: 404 });
}

export function oauthError(status: 400 | 401, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}

/** Keywords of JSON Schema that set bounds, for which the API has a code of its own. */
const CONSTRAINTS = new Set([
  "required",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minProperties",
]);

export function refuse(problem: Problem, exchange: Exchange): Answer {
  const isTokenCall = exchange.operation?.id === "getToken";
  switch (problem.kind) {
    case "no-route":
      return { status: problem.allowed.length > 0 ? 405 : 404 };
    case "too-large":
      return { status: 413 };
    case "media-type":
      return isTokenCall ? oauthError(400, "invalid_request", "A form is expected") : { status: 415 };
    case "malformed-json":
      return smsError(400, "syntax_invalid_json", `The body is not JSON: ${problem.message}`);
    case "invalid":
      if (isTokenCall)
        return oauthError(400, "unsupported_grant_type", "Only client_credentials is supported");
      return invalid(problem.issues);
    case "status":
      return { status: problem.status };
  }
}

function invalid(issues: Issues): Answer {
  // A union has issues for every member; those about the union or its tags do not name the cause.
  const telling = issues.filter(({ keyword }) => !["anyOf", "oneOf", "const"].includes(keyword));
  const issue = telling[0] ?? issues[0];
  const code = CONSTRAINTS.has(issue.keyword)
    ? "syntax_constraint_violation"
    : "syntax_invalid_parameter_format";
  const missing = issue.params["missingProperty"];
  const path = typeof missing === "string" ? [...issue.path, missing] : issue.path;
  return smsError(400, code, `[${dotted(path)}] ${issue.message}`);
}
