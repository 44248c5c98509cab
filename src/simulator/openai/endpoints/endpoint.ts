import type { Random } from "../../random.js";
import type { StopFate } from "../fate.js";

/** The `body` of a request line. */
export type Body = Readonly<Record<string, unknown>>;

/** The model that a body names. */
export function modelIn({ model }: Body): string | undefined {
  return typeof model === "string" ? model : undefined;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** An answer, as it is kept until its batch ends: what it costs, and how it is written. */
export interface Planned {
  readonly usage: Usage;
  /** Writes the object that the endpoint answers with, made at a time in whole seconds. */
  readonly write: (random: Random, createdS: number) => object;
}

/** What a request wants its answer to be like. */
export interface Wish {
  readonly stop?: StopFate | undefined;
  /** The size of the text. */
  readonly bytes?: number | undefined;
}

/** One of the endpoints that a batch can go to. */
export interface Endpoint {
  /** The schema of its request bodies, by its name in the document. */
  readonly schema: string;
  /** The ids of models that it knows. */
  readonly models: RegExp;
  /** Members whose absence is seen before the batch runs, and fails it. */
  readonly required: readonly string[];
  /** How many inputs a request holds, where they count against a limit. */
  readonly countInputs?: (body: Body) => number;
  /** Plans the answer to a body that fits the schema; undefined where it cannot have what is wished. */
  readonly plan: (body: Body, wish: Wish, inputTokens: number) => Planned | undefined;
}
