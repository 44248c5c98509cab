import type { Random } from "../../random.js";
import { type Body, type Endpoint, modelIn } from "./endpoint.js";

const CATEGORIES = [
  "harassment",
  "harassment/threatening",
  "hate",
  "hate/threatening",
  "illicit",
  "illicit/violent",
  "self-harm",
  "self-harm/instructions",
  "self-harm/intent",
  "sexual",
  "sexual/minors",
  "violence",
  "violence/graphic",
];

const DEFAULT_MODEL = "omni-moderation-latest";

/** `/v1/moderations`. No input is flagged. */
export const MODERATIONS: Endpoint = {
  schema: "CreateModerationRequest",
  models: /^(omni|text)-moderation-/,
  required: [],
  plan: (body, override) => {
    if (override.stop !== undefined || override.bytes !== undefined) return undefined;
    const results = countResults(body);
    const model = modelIn(body) ?? DEFAULT_MODEL;
    return {
      usage: { inputTokens: 0, outputTokens: 0 },
      write: (random) => ({
        id: `modr-${random.text(29)}`,
        model,
        results: Array.from({ length: results }, () => resultOf(random)),
      }),
    };
  },
};

/** Each text of a list has its own result; a list of parts is one input. */
function countResults({ input }: Body): number {
  return Array.isArray(input) && typeof input[0] === "string" ? input.length : 1;
}

function resultOf(random: Random): object {
  const each = <Value>(value: () => Value) => Object.fromEntries(CATEGORIES.map((name) => [name, value()]));
  return {
    flagged: false,
    categories: each(() => false),
    category_scores: each(() => random.next() / 1_000),
    category_applied_input_types: each(() => ["text"]),
  };
}
