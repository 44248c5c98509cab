import { type Answer, type Exchange, type Issue, type Problem, HttpError } from "../provider.js";
import { dotted } from "../validator.js";

/** Messages by field of the request. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

const TITLES: Readonly<Record<number, string>> = {
  400: "The request is not valid",
  401: "The API key is not valid",
  403: "This API key may not be used from here",
  404: "There is no such resource",
  429: "Too many requests",
};

/** Problem Details in the shape of ASP.NET Core, which clients of this API expect. */
export function errorAnswer(
  exchange: Exchange,
  status: number,
  title = TITLES[status] ?? "Something went wrong",
  errors?: FieldErrors,
): Answer {
  const body = { title, status, traceId: `00-${exchange.id}-01`, ...(errors && { errors }) };
  return { status, body, type: "application/problem+json" };
}

export function httpError(
  exchange: Exchange,
  status: number,
  title?: string,
  errors?: FieldErrors,
): HttpError {
  return new HttpError(errorAnswer(exchange, status, title, errors));
}

export function refuse(problem: Problem, exchange: Exchange): Answer {
  switch (problem.kind) {
    case "no-route":
      return problem.allowed.length > 0
        ? errorAnswer(exchange, 405, `This path takes ${problem.allowed.join(" or ")}`)
        : errorAnswer(exchange, 404);
    case "too-large":
      return errorAnswer(exchange, 413, "The body is too large");
    case "media-type":
      return errorAnswer(exchange, 415, "The body must be application/json");
    case "malformed-json":
      return errorAnswer(exchange, 400, "The body is not JSON");
    case "invalid":
      return errorAnswer(exchange, 400, undefined, byField(problem.issues));
    case "status":
      return errorAnswer(
        exchange,
        problem.status,
        TITLES[problem.status] ?? `Simulated fault: status ${problem.status}`,
      );
  }
}

function byField(issues: readonly Issue[]): FieldErrors {
  const errors: Record<string, string[]> = {};
  for (const { path, keyword, params, message } of issues) {
    const steps = keyword === "required" ? [...path, String(params["missingProperty"])] : path;
    (errors[dotted(steps) || "body"] ??= []).push(message);
  }
  return errors;
}
