import { type Answer, type Exchange, type Issue, type Problem, Refusal } from "../provider.js";
import { dotted } from "../validator.js";

/** Field of the request to what is wrong with it. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

const TITLES: Readonly<Record<number, string>> = {
  400: "The request is not valid",
  401: "The API key is not valid",
  403: "This API key may not be used from here",
  404: "There is no such resource",
  429: "Too many requests",
};

/** The shape of ASP.NET Core's problem documents, which clients in the field expect. */
export function problem(
  exchange: Exchange,
  status: number,
  title = TITLES[status] ?? "Something went wrong",
  errors?: FieldErrors,
): Answer {
  const body = { title, status, traceId: `00-${exchange.id}-01`, ...(errors && { errors }) };
  return { status, body, type: "application/problem+json" };
}

export function refusal(exchange: Exchange, status: number, title?: string, errors?: FieldErrors): Refusal {
  return new Refusal(problem(exchange, status, title, errors));
}

export function refuse(fault: Problem, exchange: Exchange): Answer {
  switch (fault.kind) {
    case "no-route":
      return fault.allowed.length > 0
        ? problem(exchange, 405, `This path takes ${fault.allowed.join(" or ")}`)
        : problem(exchange, 404);
    case "too-large":
      return problem(exchange, 413, "The body is too large");
    case "media-type":
      return problem(exchange, 415, "The body must be application/json");
    case "malformed-json":
      return problem(exchange, 400, "The body is not JSON");
    case "invalid":
      return problem(exchange, 400, undefined, byField(fault.issues));
    case "status":
      return problem(
        exchange,
        fault.status,
        TITLES[fault.status] ?? `Simulated fault: status ${fault.status}`,
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
