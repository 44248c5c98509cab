import type { Random } from "../../random.js";
import type { StopFate } from "../fate.js";

/** The `body` of a request line. */
export type Body = Readonly<Record<string, unknown>>;

export function modelIn({ model }: Body): string | undefined {
  return typeof model === "string" ? model : undefined;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** An answer that is written when the batch ends. */
export interface Planned {
  readonly usage: Usage;
  /** Writes the body of the answer. `createdS`: epoch seconds. */
  readonly write: (random: Random, createdS: number) => object;
}

/** How the fate of a request changes its answer. */
export interface AnswerOverride {
  readonly stop?: StopFate | undefined;
  /** Size of the text. */
  readonly bytes?: number | undefined;
}

/** An endpoint for the requests of a batch. */
export interface Endpoint {
  /** The schema of its request bodies, by its name in the document. */
  readonly schema: string;
  /** Matches the ids of its models. */
  readonly models: RegExp;
  /** Members that are checked before the batch runs: without them the batch fails. */
  readonly required: readonly string[];
  /** Counts the inputs of a request, if the endpoint has a limit for them. */
  readonly countInputs?: (body: Body) => number;
  /** Plans the answer to a valid body; undefined if the endpoint does not support the override. */
  readonly plan: (body: Body, override: AnswerOverride, inputTokens: number) => Planned | undefined;
}
