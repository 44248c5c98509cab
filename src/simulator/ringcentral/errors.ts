import { type Answer, type Exchange, type Issue, type Problem, HttpError } from "../provider.js";
import { dotted } from "../validator.js";

export interface ErrorDetails {
  readonly code: string;
  readonly message: string;
  /** The invalid parameter. */
  readonly parameter?: string;
  /** The `error` code of OAuth, which only the token endpoints have. */
  readonly oauth?: string;
}

/** An error in the shape of the operation: that of OAuth, a code with a list of errors, or the list alone. */
export function errorAnswer(exchange: Exchange, status: number, details: ErrorDetails): Answer {
  const { code, message, parameter, oauth = "invalid_request" } = details;
  const entry = { errorCode: code, message, ...(parameter !== undefined && { parameterName: parameter }) };
  if (exchange.path.startsWith("/restapi/oauth/")) {
    return { status, body: { error: oauth, error_description: message, errors: [entry] } };
  }
  const isPlatform = /\/(sms\/consents|phone-number)(\/|$)/.test(exchange.path);
  return { status, body: isPlatform ? { errors: [entry] } : { errorCode: code, message, errors: [entry] } };
}

export function httpError(exchange: Exchange, status: number, details: ErrorDetails): HttpError {
  return new HttpError(errorAnswer(exchange, status, details));
}

export function notFound(exchange: Exchange, parameter: string): HttpError {
  const message = `Resource for parameter [${parameter}] is not found`;
  return httpError(exchange, 404, { code: "CMN-102", message, parameter });
}

export function badParameter(exchange: Exchange, parameter: string, why: string): HttpError {
  return httpError(exchange, 400, badValue(parameter, why));
}

function badValue(parameter: string, why: string): ErrorDetails {
  return { code: "CMN-101", message: `Parameter [${parameter}] value is invalid: ${why}`, parameter };
}

/** The code by status, for errors without a cause of their own. */
const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: "CMN-101",
  401: "CMN-405",
  403: "CMN-401",
  404: "CMN-102",
  429: "CMN-301",
  500: "CMN-203",
  503: "CMN-201",
};

export function refuse(problem: Problem, exchange: Exchange): Answer {
  switch (problem.kind) {
    case "no-route":
      return problem.allowed.length > 0
        ? errorAnswer(exchange, 405, { code: "CMN-202", message: "HTTP method is not supported" })
        : errorAnswer(exchange, 404, { code: "CMN-120", message: "Invalid URI" });
    case "too-large": {
      const message = `The body has more than ${problem.limitBytes} bytes`;
      return errorAnswer(exchange, 413, { code: "CMN-101", message });
    }
    case "media-type":
      // The token endpoints document no body for a 415.
      return exchange.path.startsWith("/restapi/oauth/")
        ? { status: 415 }
        : errorAnswer(exchange, 415, { code: "CMN-407", message: "The media type is not supported" });
    case "malformed-json":
      return errorAnswer(exchange, 400, { code: "CMN-103", message: "The JSON of the body is not valid" });
    case "invalid":
      return errorAnswer(exchange, 400, inWords(problem.issues[0], exchange));
    case "status": {
      const code = CODE_BY_STATUS[problem.status] ?? (problem.status < 500 ? "CMN-101" : "CMN-203");
      return errorAnswer(exchange, problem.status, { code, message: `Simulated fault: ${problem.status}` });
    }
  }
}

function inWords({ path, keyword, params, message }: Issue, { body }: Exchange): ErrorDetails {
  const at = keyword === "required" ? [...path, String(params["missingProperty"])] : path;
  const grant = (body as { grant_type?: unknown } | undefined)?.grant_type;
  const isGrant = keyword === "discriminator" || at[0] === "grant_type";
  const oauth = isGrant && grant !== undefined ? "unsupported_grant_type" : "invalid_request";
  return { ...badValue(dotted(at) || "body", message), oauth };
}
