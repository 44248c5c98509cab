import type { Environment } from "../provider.js";
import type { Random } from "../random.js";
import { deepestIssue } from "../validator.js";
import { type Body, type Endpoint, modelIn, type Usage } from "./endpoints/index.js";
import { envelope, type ErrorDetails, inWords, simulatedFault } from "./errors.js";
import { type Fate, parseFate } from "./fate.js";

/**
 * The data from which the result line of a request is written when its batch ends. It has to be small, because a batch
 * may hold 50,000 requests.
 */
export interface RequestPlan {
  readonly customId: string;
  readonly fate: Fate;
  readonly status: number;
  readonly usage: Usage;
  /** Tokens that count against `enqueuedTokens`. */
  readonly inputTokens: number;
  readonly inputs: number;
  /** Writes the body of the endpoint's answer. `createdS`: epoch seconds. */
  readonly write: (random: Random, createdS: number) => object;
}

/**
 * Decides how a request ends. The API validates bodies only while the batch runs, so an invalid one gives a line of the
 * error file and does not fail the batch.
 */
export function planRequest(
  customId: string,
  endpoint: Endpoint,
  body: Body,
  inputTokens: number,
  { check }: Environment,
): RequestPlan {
  const fate = parseFate(body["user"]);
  const inputs = endpoint.countInputs?.(body) ?? 0;
  const request = { customId, fate: fate ?? { kind: "usual" }, inputTokens, inputs } as const;
  const failed = (status: number, error: ErrorDetails): RequestPlan => ({
    ...request,
    status,
    usage: { inputTokens: 0, outputTokens: 0 },
    write: () => envelope(error),
  });
  const issue = deepestIssue(check(endpoint.schema, body));
  if (issue !== undefined) return failed(400, inWords(issue));
  if (fate?.kind === "status") return failed(fate.status, statusError(fate.status, fate.code));
  const override = {
    stop: fate?.kind === "stop" ? fate.reason : undefined,
    bytes: fate?.kind === "bytes" ? fate.bytes : undefined,
  };
  const planned = fate && endpoint.plan(body, override, inputTokens);
  if (planned !== undefined) return { ...request, status: 200, ...planned };
  return failed(400, { message: `user: this endpoint knows no ${String(body["user"])}`, param: "user" });
}

function statusError(status: number, code: string | undefined): ErrorDetails {
  return { ...simulatedFault(status), ...(code !== undefined && { code }) };
}

/** The error for which a body fails the whole batch, because the API checks it before the batch runs. */
export function bodyError(endpoint: Endpoint | undefined, body: Body): ErrorDetails | undefined {
  if (body["stream"] === true) {
    return {
      code: "streaming_unsupported",
      param: "body.stream",
      message: "Streaming is not supported in a batch.",
    };
  }
  const missing = endpoint?.required.find((name) => (body[name] ?? null) === null);
  if (missing !== undefined) {
    return { code: "invalid_request", param: `body.${missing}`, message: `The body has no '${missing}'.` };
  }
  const model = modelIn(body);
  if (endpoint !== undefined && (model === undefined || endpoint.models.test(model))) return undefined;
  const message = `The model '${model ?? ""}' does not exist, or does not work with this endpoint in a batch.`;
  return { code: "model_not_found", param: "body.model", message };
}
