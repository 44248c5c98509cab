import { type Answer, type Issue, type Problem, Refusal } from "../provider.js";
import { dotted } from "../validator.js";

/** What an error says; a member that is left out is null on the wire. */
export interface Fault {
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

export function envelope(fault: Fault): ErrorEnvelope {
  const { message, type = "invalid_request_error", param = null, code = null } = fault;
  return { error: { message, type, param, code } };
}

export function errorAnswer(status: number, fault: Fault): Answer {
  return { status, body: envelope(fault) };
}

export function refusal(status: number, fault: Fault): Refusal {
  return new Refusal(errorAnswer(status, fault));
}

/** Type and code that go with a status where nothing more is known. */
const BY_STATUS: ReadonlyMap<number, Pick<Fault, "type" | "code">> = new Map([
  [401, { code: "invalid_api_key" }],
  [429, { type: "requests", code: "rate_limit_exceeded" }],
]);

/** An error that somebody asked for. */
export function simulatedFault(status: number): Fault {
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

/** Names the field at fault, as the API does. */
export function inWords({ path, keyword, params, message }: Issue): Fault {
  if (keyword === "required") {
    const param = dotted([...path, String(params["missingProperty"])]);
    return { message: `Missing required parameter: '${param}'.`, param, code: "missing_required_parameter" };
  }
  const param = dotted(path);
  const code = keyword === "type" ? "invalid_type" : "invalid_value";
  return { message: `Invalid value for '${param}': ${message}.`, param, code };
}
