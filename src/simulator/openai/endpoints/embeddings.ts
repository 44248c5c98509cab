import type { Random } from "../../random.js";
import { type Body, type Endpoint, modelIn } from "./endpoint.js";
import { numberIn } from "./text.js";

const DIMENSIONS: ReadonlyMap<string, number> = new Map([["text-embedding-3-large", 3_072]]);
const USUAL_DIMENSIONS = 1_536;

/** `/v1/embeddings` */
export const EMBEDDINGS: Endpoint = {
  schema: "CreateEmbeddingRequest",
  models: /^text-embedding-/,
  required: ["model"],
  countInputs,
  plan: (body, override, inputTokens) => {
    if (override.stop !== undefined || override.bytes !== undefined) return undefined;
    const inputs = countInputs(body);
    const model = modelIn(body) ?? "";
    const dimensions = numberIn(body["dimensions"]) ?? DIMENSIONS.get(model) ?? USUAL_DIMENSIONS;
    const isBase64 = body["encoding_format"] === "base64";
    return {
      usage: { inputTokens, outputTokens: 0 },
      write: (random) => ({
        object: "list",
        data: Array.from({ length: inputs }, (_, index) => ({
          object: "embedding",
          index,
          embedding: isBase64 ? base64(vector(dimensions, random)) : [...vector(dimensions, random)],
        })),
        model,
        usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
      }),
    };
  },
};

/** A text, or its list of token numbers, is one input; a list of those is several. */
function countInputs({ input }: Body): number {
  return Array.isArray(input) && typeof input[0] !== "number" ? input.length : 1;
}

/** A random vector of length 1. */
function vector(dimensions: number, random: Random): Float32Array {
  const values = Float32Array.from({ length: dimensions }, () => random.next() - 0.5);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return values.map((value) => value / length);
}

function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
