import { type Answer, type Issue, type Problem, HttpError } from "../provider.js";
import { dotted } from "../validator.js";

/** The members of an error; those left out are null on the wire. */
export interface ErrorDetails {
  readonly message: string;
  readonly type?: string;
  readonly param?: string;
  readonly code?: string;
}

/** The envelope of every error, as an HTTP body and in the lines of an error file. */
export interface ErrorEnvelope {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

export function envelope(error: ErrorDetails): ErrorEnvelope {
  const { message, type = "invalid_request_error", param = null, code = null } = error;
  return { error: { message, type, param, code } };
}

export function errorAnswer(status: number, error: ErrorDetails): Answer {
  return { status, body: envelope(error) };
}

export function httpError(status: number, error: ErrorDetails): HttpError {
  return new HttpError(errorAnswer(status, error));
}

/** Type and code by status, for errors without a cause of their own. */
const BY_STATUS: ReadonlyMap<number, Pick<ErrorDetails, "type" | "code">> = new Map([
  [401, { code: "invalid_api_key" }],
  [429, { type: "requests", code: "rate_limit_exceeded" }],
]);

/** The error of an injected fault. */
export function simulatedFault(status: number): ErrorDetails {
  const type = status < 500 ? "invalid_request_error" : "server_error";
  return { message: `Simulated fault: status ${status}.`, type, ...BY_STATUS.get(status) };
}

export function refuse(problem: Problem): Answer {
  switch (problem.kind) {
    case "no-route":
      return problem.allowed.length > 0
        ? errorAnswer(405, {
            message: `This path takes ${problem.allowed.join(" or ")}.`,
            code: "method_not_supported",
          })
        : errorAnswer(404, { message: "There is nothing at this path.", code: "unknown_url" });
    case "too-large":
      return errorAnswer(413, { message: `The body has more than ${problem.limitBytes} bytes.` });
    case "media-type":
      return errorAnswer(415, {
        message: "The body has another content type than this call takes.",
        code: "unsupported_content_type",
      });
    case "malformed-json":
      return errorAnswer(400, { message: `The body is not JSON: ${problem.message}` });
    case "invalid":
      return errorAnswer(400, inWords(problem.issues[0]));
    case "status":
      return errorAnswer(problem.status, simulatedFault(problem.status));
  }
}

/** Names the field at error, as the API does. */
export function inWords({ path, keyword, params, message }: Issue): ErrorDetails {
  if (keyword === "required") {
    const param = dotted([...path, String(params["missingProperty"])]);
    return { message: `Missing required parameter: '${param}'.`, param, code: "missing_required_parameter" };
  }
  const param = dotted(path);
  const code = keyword === "type" ? "invalid_type" : "invalid_value";
  return { message: `Invalid value for '${param}': ${message}.`, param, code };
}
