import { isRecord, parseJson } from "../json.js";
import { tokensOf } from "../llm/text.js";
import type { Environment } from "../provider.js";
import { ENDPOINTS, modelIn } from "./endpoints/index.js";
import type { ErrorDetails } from "./errors.js";
import { bodyError, planRequest, type RequestPlan } from "./request.js";

/** One line of an input file; members that could not be read are absent. */
export interface InputLine {
  readonly customId?: string;
  /** Absent if one of the four members is missing or wrong: `error` then precedes all other errors. */
  readonly url?: string;
  readonly model?: string | undefined;
  readonly error?: ErrorDetails | undefined;
  readonly plan?: RequestPlan;
}

const MEMBERS = ["custom_id", "method", "url", "body"];
const NEWLINE = 0x0a;

/** After this many bytes the reader yields to the event loop. */
const TURN_BYTES = 2 ** 20;

export async function readInput(
  chunks: readonly Uint8Array[],
  environment: Environment,
): Promise<readonly InputLine[]> {
  const lines: InputLine[] = [];
  let sinceTurn = 0;
  for (const line of linesOf(chunks)) {
    lines.push(readLine(line.toString("utf8"), environment));
    sinceTurn += line.length;
    if (sinceTurn < TURN_BYTES) continue;
    sinceTurn = 0;
    await new Promise(setImmediate);
  }
  return lines;
}

/** Splits at newlines. The last line may lack one. */
function* linesOf(chunks: readonly Uint8Array[]): Generator<Buffer> {
  let rest: Uint8Array[] = [];
  for (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

function readLine(text: string, environment: Environment): InputLine {
  const value = parsed(text);
  if (!isRecord(value)) {
    return { error: { code: "invalid_json_line", message: "This line is no JSON object." } };
  }
  const missing = MEMBERS.find((name) => value[name] === undefined);
  if (missing !== undefined) {
    const message = `Missing required parameter: '${missing}'.`;
    return { error: { code: "missing_required_parameter", param: missing, message } };
  }
  const { custom_id: customId, method, url, body } = value;
  if (typeof customId !== "string") return { error: notA("custom_id", "string") };
  if (typeof url !== "string") return { error: notA("url", "string") };
  if (method !== "POST") return { customId, url, error: notA("method", "POST") };
  if (!isRecord(body)) return { customId, url, error: notA("body", "object") };
  const endpoint = ENDPOINTS.get(url);
  const line = { customId, url, model: modelIn(body) };
  const error = bodyError(endpoint, body);
  if (error !== undefined || endpoint === undefined) return { ...line, error };
  return { ...line, plan: planRequest(customId, endpoint, body, tokensOf(text.length), environment) };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function notA(param: string, what: string): ErrorDetails {
  return { code: "invalid_request", param, message: `'${param}' must be ${what}.` };
}
