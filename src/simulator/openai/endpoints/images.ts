import type { Body, Endpoint } from "./endpoint.js";
import { numberIn } from "./text.js";

const IMAGE_MODELS = /^(gpt-image-|chatgpt-image-|dall-e-)/;

/** A PNG of one pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** `/v1/images/generations` */
export const IMAGES: Endpoint = imageEndpoint("CreateImageRequest");

/** `/v1/images/edits`, in its JSON form */
export const IMAGE_EDITS: Endpoint = imageEndpoint("CreateImageEditRequest");

function imageEndpoint(schema: string): Endpoint {
  return {
    schema,
    models: IMAGE_MODELS,
    required: [],
    plan: (body: Body, override, inputTokens) => {
      if (override.stop !== undefined || override.bytes !== undefined) return undefined;
      const count = numberIn(body["n"]) ?? 1;
      const size = typeof body["size"] === "string" ? body["size"] : "1024x1024";
      const outputTokens = count * 1_000;
      return {
        usage: { inputTokens, outputTokens },
        write: (_random, createdS) => ({
          created: createdS,
          data: Array.from({ length: count }, () => ({ b64_json: PIXEL })),
          output_format: "png",
          size,
          usage: {
            input_tokens: inputTokens,
            output_tokens: outputTokens,
            total_tokens: inputTokens + outputTokens,
          },
        }),
      };
    },
  };
}
