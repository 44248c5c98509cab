import { isRecord } from "../json.js";
import { ItemSplitter } from "./json-items.js";
import { type RequestPlan, planRequest } from "./request.js";
import type { ParamsCheck } from "./validation.js";

const MAX_REQUESTS = 100_000;
const CUSTOM_ID_PATTERN = /^[a-zA-Z0-9_-]+$/;
const MAX_CUSTOM_ID_LENGTH = 64;

/** A fault of the body around the params, for which the create call is refused. */
export class EnvelopeError extends Error {}

/** Reads a create body as it arrives, and keeps of each request only what its result needs. */
export async function readRequests(
  chunks: AsyncIterable<Uint8Array>,
  check: ParamsCheck,
): Promise<readonly RequestPlan[]> {
  const reader = new RequestReader(check);
  const splitter = new ItemSplitter("requests", (request, bytes) => reader.add(request, bytes));
  let error: EnvelopeError | undefined;
  // After an error the rest is still read: a body over the size limit must be refused for its size.
  for await (const chunk of chunks) error ??= errorOf(() => splitter.write(chunk));
  error ??= errorOf(() => reader.end(splitter.end()));
  if (error !== undefined) throw error;
  return reader.plans;
}

function errorOf(step: () => void): EnvelopeError | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof EnvelopeError) return error;
    if (error instanceof SyntaxError)
      return new EnvelopeError(`The body is not valid JSON: ${error.message}`);
    throw error;
  }
}

class RequestReader {
  readonly plans: RequestPlan[] = [];
  readonly #check: ParamsCheck;
  readonly #customIds = new Set<string>();

  constructor(check: ParamsCheck) {
    this.#check = check;
  }

  add(request: unknown, bytes: number): void {
    const at = `requests.${this.plans.length}`;
    if (this.plans.length === MAX_REQUESTS) {
      throw new EnvelopeError(`requests: List should have at most ${MAX_REQUESTS} items`);
    }
    if (!isRecord(request)) throw new EnvelopeError(`${at}: Input should be an object`);
    const { custom_id: customId, params, ...strays } = request;
    const stray = Object.keys(strays)[0];
    if (stray !== undefined) throw new EnvelopeError(`${at}.${stray}: Extra inputs are not permitted`);
    const id = this.#customId(customId, `${at}.custom_id`);
    if (params === undefined) throw new EnvelopeError(`${at}.params: Field required`);
    if (!isRecord(params)) throw new EnvelopeError(`${at}.params: Input should be an object`);
    this.plans.push(planRequest(id, params, bytes, this.#check));
  }

  /** Checks the members around the requests. */
  end({ requests, ...strays }: Readonly<Record<string, unknown>>): void {
    const stray = Object.keys(strays)[0];
    if (stray !== undefined) throw new EnvelopeError(`${stray}: Extra inputs are not permitted`);
    if (requests === undefined) throw new EnvelopeError("requests: Field required");
    if (!Array.isArray(requests)) throw new EnvelopeError("requests: Input should be a valid list");
    if (requests.length === 0) throw new EnvelopeError("requests: List should have at least 1 item");
    const misfit = requests.findIndex((request) => !isRecord(request));
    if (misfit >= 0) throw new EnvelopeError(`requests.${misfit}: Input should be an object`);
    // The splitter and JSON.parse differ if the member comes twice or its name is escaped.
    if (requests.length !== this.plans.length) throw new EnvelopeError("requests: Input should be one list");
  }

  #customId(value: unknown, at: string): string {
    if (value === undefined) throw new EnvelopeError(`${at}: Field required`);
    if (typeof value !== "string") throw new EnvelopeError(`${at}: Input should be a valid string`);
    if (value === "") throw new EnvelopeError(`${at}: String should have at least 1 character`);
    if (value.length > MAX_CUSTOM_ID_LENGTH) {
      throw new EnvelopeError(`${at}: String should have at most ${MAX_CUSTOM_ID_LENGTH} characters`);
    }
    if (!CUSTOM_ID_PATTERN.test(value)) {
      throw new EnvelopeError(`${at}: String should match pattern ${CUSTOM_ID_PATTERN.source}`);
    }
    if (this.#customIds.has(value)) throw new EnvelopeError(`${at}: ${value} is used by an earlier request`);
    this.#customIds.add(value);
    return value;
  }
}
