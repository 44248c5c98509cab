import { type Answer, type Exchange, type Issue, type Problem, HttpError } from "../provider.js";
import { dotted } from "../validator.js";

/** The envelope of every error, as an HTTP body and in an `errored` line. */
export interface ErrorEnvelope {
  readonly type: "error";
  readonly error: { readonly type: string; readonly message: string };
  readonly request_id: string | null;
}

/** The error type that goes with a status; other 4xx are `invalid_request_error`. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  409: "conflict_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

function errorTypeOf(status: number): string {
  return TYPE_BY_STATUS[status] ?? (status < 500 ? "invalid_request_error" : "api_error");
}

export function requestIdOf(exchange: Exchange): string {
  return `req_${exchange.id}`;
}

export function envelope(type: string, message: string, requestId: string | null): ErrorEnvelope {
  return { type: "error", error: { type, message }, request_id: requestId };
}

export function errorAnswer(exchange: Exchange, status: number, message: string): Answer {
  return { status, body: envelope(errorTypeOf(status), message, requestIdOf(exchange)) };
}

export function httpError(exchange: Exchange, status: number, message: string): HttpError {
  return new HttpError(errorAnswer(exchange, status, message));
}

export function refuse(problem: Problem, exchange: Exchange): Answer {
  switch (problem.kind) {
    case "no-route":
      return problem.allowed.length > 0
        ? errorAnswer(
            exchange,
            405,
            `This path takes ${problem.allowed.join(" or ")}, not ${exchange.method}.`,
          )
        : errorAnswer(exchange, 404, "There is nothing at this path.");
    case "too-large":
      return proxyPage(413, "Content Too Large");
    case "media-type":
      return errorAnswer(exchange, 400, "The body must be sent as application/json.");
    case "malformed-json":
      return errorAnswer(exchange, 400, `The body is not valid JSON: ${problem.message}`);
    case "invalid":
      return errorAnswer(exchange, 400, inWords(problem.issues[0]));
    case "status":
      return errorAnswer(exchange, problem.status, `Simulated fault: status ${problem.status}.`);
  }
}

/** The proxy in front of the API refuses large bodies itself, in HTML and without a request id. */
function proxyPage(status: number, title: string): Answer {
  const heading = `${status} ${title}`;
  const text = `<html>\n<head><title>${heading}</title></head>\n<body><h1>${heading}</h1></body>\n</html>\n`;
  return { status, text, type: "text/html" };
}

/** `requests.0.params.model: …`, the way the API names the place of a fault. */
export function inWords({ path, keyword, params, message }: Issue): string {
  if (keyword === "required")
    return `${dotted([...path, String(params["missingProperty"])])}: Field required`;
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    const stray = params["additionalProperty"] ?? params["unevaluatedProperty"];
    return `${dotted([...path, String(stray)])}: Extra inputs are not permitted`;
  }
  return path.length > 0 ? `${dotted(path)}: ${message}` : message;
}
