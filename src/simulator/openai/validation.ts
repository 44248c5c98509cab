import type { Fault } from "./errors.js";
import type { InputLine } from "./input.js";
import type { RequestPlan } from "./request.js";

const MAX_REQUESTS = 50_000;
const MAX_EMBEDDING_INPUTS = 50_000;

/** An entry of a failed batch's errors. */
export interface BatchError {
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
  /** Counts from 1; null where the fault is not one of a line. */
  readonly line: number | null;
}

/** The requests of a file, or why it cannot be run. */
export type Validated =
  | { readonly requests: readonly RequestPlan[]; readonly model: string | null; readonly errors?: undefined }
  | { readonly errors: readonly BatchError[] };

/** Checks a whole file for an endpoint. All bad lines are reported, one fault each. */
export function validate(lines: readonly InputLine[], endpoint: string): Validated {
  const tooMany = countFault(lines);
  if (tooMany !== undefined) return { errors: [batchError(tooMany)] };
  const customIds = new Set<string>();
  const errors: BatchError[] = [];
  const model = lines.find((line) => line.model !== undefined)?.model ?? null;
  for (const [index, line] of lines.entries()) {
    const fault = lineFault(line, endpoint) ?? repeatFault(line, customIds) ?? modelFault(line, model);
    if (fault !== undefined) errors.push(batchError(fault, index + 1));
  }
  if (errors.length > 0) return { errors };
  return { requests: lines.flatMap(({ plan }) => plan ?? []), model };
}

export function batchError(fault: Fault, line: number | null = null): BatchError {
  return { code: fault.code ?? null, message: fault.message, param: fault.param ?? null, line };
}

function countFault(lines: readonly InputLine[]): Fault | undefined {
  if (lines.length > MAX_REQUESTS) {
    return { code: "too_many_tasks", message: `The file has more than ${MAX_REQUESTS} requests.` };
  }
  const inputs = lines.reduce((sum, { plan }) => sum + (plan?.inputs ?? 0), 0);
  if (inputs <= MAX_EMBEDDING_INPUTS) return undefined;
  return {
    code: "too_many_tasks",
    message: `The requests have more than ${MAX_EMBEDDING_INPUTS} inputs together.`,
  };
}

function lineFault({ url, fault }: InputLine, endpoint: string): Fault | undefined {
  if (url === undefined || url === endpoint) return fault;
  return {
    code: "invalid_url",
    param: "url",
    message: `The url is not the batch's endpoint, '${endpoint}'.`,
  };
}

function repeatFault({ customId = "" }: InputLine, seen: Set<string>): Fault | undefined {
  if (!seen.has(customId)) {
    seen.add(customId);
    return undefined;
  }
  const message = `The custom_id '${customId}' is used by an earlier line.`;
  return { code: "duplicate_custom_id", param: "custom_id", message };
}

/** An endpoint that needs no model takes lines without one beside others. */
function modelFault({ model }: InputLine, first: string | null): Fault | undefined {
  if (model === undefined || model === first) return undefined;
  return {
    code: "model_mismatch",
    param: "body.model",
    message: `All requests must name the same model, '${first}'.`,
  };
}
