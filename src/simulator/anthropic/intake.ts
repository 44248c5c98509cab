import { isRecord } from "../json.js";
import { ItemSplitter } from "./json-items.js";
import { type Plan, planRequest } from "./plan.js";
import type { ParamsJudge } from "./rules.js";

const MAX_REQUESTS = 100_000;
const CUSTOM_ID_PATTERN = /^[a-zA-Z0-9_-]+$/;
const MAX_CUSTOM_ID_LENGTH = 64;

/** A fault of the envelope, in words: it refuses the whole batch at once. */
export class EnvelopeFault extends Error {}

/** Reads a create body as it arrives, and keeps of each request only what its result will need. */
export async function takeIn(
  chunks: AsyncIterable<Uint8Array>,
  judge: ParamsJudge,
): Promise<readonly Plan[]> {
  const intake = new Intake(judge);
  const splitter = new ItemSplitter("requests", (request, bytes) => intake.add(request, bytes));
  let fault: EnvelopeFault | undefined;
  // After a fault the rest is still read: a body over the size limit is refused for that and nothing else.
  for await (const chunk of chunks) fault ??= faultOf(() => splitter.write(chunk));
  fault ??= faultOf(() => intake.end(splitter.end()));
  if (fault !== undefined) throw fault;
  return intake.plans;
}

function faultOf(step: () => void): EnvelopeFault | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof EnvelopeFault) return error;
    if (error instanceof SyntaxError)
      return new EnvelopeFault(`The body is not valid JSON: ${error.message}`);
    throw error;
  }
}

class Intake {
  readonly plans: Plan[] = [];
  readonly #judge: ParamsJudge;
  readonly #customIds = new Set<string>();

  constructor(judge: ParamsJudge) {
    this.#judge = judge;
  }

  add(request: unknown, bytes: number): void {
    const at = `requests.${this.plans.length}`;
    if (this.plans.length === MAX_REQUESTS) {
      throw new EnvelopeFault(`requests: List should have at most ${MAX_REQUESTS} items`);
    }
    if (!isRecord(request)) throw new EnvelopeFault(`${at}: Input should be an object`);
    const { custom_id: customId, params, ...strays } = request;
    const stray = Object.keys(strays)[0];
    if (stray !== undefined) throw new EnvelopeFault(`${at}.${stray}: Extra inputs are not permitted`);
    const id = this.#customId(customId, `${at}.custom_id`);
    if (params === undefined) throw new EnvelopeFault(`${at}.params: Field required`);
    if (!isRecord(params)) throw new EnvelopeFault(`${at}.params: Input should be an object`);
    this.plans.push(planRequest(id, params, bytes, this.#judge));
  }

  /** Judges the body around the requests that were added. */
  end({ requests, ...strays }: Readonly<Record<string, unknown>>): void {
    const stray = Object.keys(strays)[0];
    if (stray !== undefined) throw new EnvelopeFault(`${stray}: Extra inputs are not permitted`);
    if (requests === undefined) throw new EnvelopeFault("requests: Field required");
    if (!Array.isArray(requests)) throw new EnvelopeFault("requests: Input should be a valid list");
    if (requests.length === 0) throw new EnvelopeFault("requests: List should have at least 1 item");
    const misfit = requests.findIndex((request) => !isRecord(request));
    if (misfit >= 0) throw new EnvelopeFault(`requests.${misfit}: Input should be an object`);
    // The splitter has seen other requests than JSON.parse: the member comes twice, or its name is escaped.
    if (requests.length !== this.plans.length) throw new EnvelopeFault("requests: Input should be one list");
  }

  #customId(value: unknown, at: string): string {
    if (value === undefined) throw new EnvelopeFault(`${at}: Field required`);
    if (typeof value !== "string") throw new EnvelopeFault(`${at}: Input should be a valid string`);
    if (value === "") throw new EnvelopeFault(`${at}: String should have at least 1 character`);
    if (value.length > MAX_CUSTOM_ID_LENGTH) {
      throw new EnvelopeFault(`${at}: String should have at most ${MAX_CUSTOM_ID_LENGTH} characters`);
    }
    if (!CUSTOM_ID_PATTERN.test(value)) {
      throw new EnvelopeFault(`${at}: String should match pattern ${CUSTOM_ID_PATTERN.source}`);
    }
    if (this.#customIds.has(value)) throw new EnvelopeFault(`${at}: ${value} is used by an earlier request`);
    this.#customIds.add(value);
    return value;
  }
}
