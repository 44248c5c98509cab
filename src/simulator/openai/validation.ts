import type { ErrorDetails } from "./errors.js";
import type { InputLine } from "./input.js";
import type { RequestPlan } from "./request.js";

const MAX_REQUESTS = 50_000;
const MAX_EMBEDDING_INPUTS = 50_000;

/** An entry in the `errors` of a failed batch. */
export interface BatchError {
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
  /** Counts from 1; null for an error of the whole file. */
  readonly line: number | null;
}

/** The requests of a file, or the errors for which the batch fails. */
export type Validated =
  | { readonly requests: readonly RequestPlan[]; readonly model: string | null; readonly errors?: undefined }
  | { readonly errors: readonly BatchError[] };

/** Validates all lines of a file for an endpoint. Each invalid line gets one error. */
export function validate(lines: readonly InputLine[], endpoint: string): Validated {
  const tooMany = countError(lines);
  if (tooMany !== undefined) return { errors: [batchError(tooMany)] };
  const customIds = new Set<string>();
  const errors: BatchError[] = [];
  const model = lines.find((line) => line.model !== undefined)?.model ?? null;
  for (const [index, line] of lines.entries()) {
    const error = lineError(line, endpoint) ?? repeatError(line, customIds) ?? modelError(line, model);
    if (error !== undefined) errors.push(batchError(error, index + 1));
  }
  if (errors.length > 0) return { errors };
  return { requests: lines.flatMap(({ plan }) => plan ?? []), model };
}

export function batchError(error: ErrorDetails, line: number | null = null): BatchError {
  return { code: error.code ?? null, message: error.message, param: error.param ?? null, line };
}

function countError(lines: readonly InputLine[]): ErrorDetails | undefined {
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

function lineError({ url, error }: InputLine, endpoint: string): ErrorDetails | undefined {
  if (url === undefined || url === endpoint) return error;
  return {
    code: "invalid_url",
    param: "url",
    message: `The url is not the batch's endpoint, '${endpoint}'.`,
  };
}

function repeatError({ customId = "" }: InputLine, seen: Set<string>): ErrorDetails | undefined {
  if (!seen.has(customId)) {
    seen.add(customId);
    return undefined;
  }
  const message = `The custom_id '${customId}' is used by an earlier line.`;
  return { code: "duplicate_custom_id", param: "custom_id", message };
}

/** A line may lack a model if its endpoint does not require one. */
function modelError({ model }: InputLine, first: string | null): ErrorDetails | undefined {
  if (model === undefined || model === first) return undefined;
  return {
    code: "model_mismatch",
    param: "body.model",
    message: `All requests must name the same model, '${first}'.`,
  };
}
