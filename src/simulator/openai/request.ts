import type { Environment } from "../provider.js";
import type { Random } from "../random.js";
import { deepestIssue } from "../validator.js";
import { type Body, type Endpoint, modelIn, type Usage } from "./endpoints/index.js";
import { envelope, type Fault, inWords, simulatedFault } from "./errors.js";
import { type Fate, parseFate } from "./fate.js";

/**
 * What is kept of a request until its batch ends: enough to write its line of the results, and little, for a batch may
 * hold 50,000 of them.
 */
export interface RequestPlan {
  readonly customId: string;
  readonly fate: Fate;
  /** The status that the endpoint answers with. */
  readonly status: number;
  readonly usage: Usage;
  /** What it takes up in the queue. */
  readonly inputTokens: number;
  readonly inputs: number;
  /** Writes the body of the endpoint's answer, made at a time in whole seconds. */
  readonly write: (random: Random, createdS: number) => object;
}

/**
 * Settles what will come of a request. Its body is looked at only while the batch runs, so a fault makes a line of the
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
  const failed = (status: number, fault: Fault): RequestPlan => ({
    ...request,
    status,
    usage: { inputTokens: 0, outputTokens: 0 },
    write: () => envelope(fault),
  });
  const issue = deepestIssue(check(endpoint.schema, body));
  if (issue !== undefined) return failed(400, inWords(issue));
  if (fate?.kind === "status") return failed(fate.status, statusFault(fate.status, fate.code));
  const wish = {
    stop: fate?.kind === "stop" ? fate.reason : undefined,
    bytes: fate?.kind === "bytes" ? fate.bytes : undefined,
  };
  const planned = fate && endpoint.plan(body, wish, inputTokens);
  if (planned !== undefined) return { ...request, status: 200, ...planned };
  return failed(400, { message: `user: this endpoint knows no ${String(body["user"])}`, param: "user" });
}

function statusFault(status: number, code: string | undefined): Fault {
  return { ...simulatedFault(status), ...(code !== undefined && { code }) };
}

/** Why a body fails the whole batch: the few things that are looked at before it runs. */
export function bodyFault(endpoint: Endpoint | undefined, body: Body): Fault | undefined {
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
