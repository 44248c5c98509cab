import { type CountedFate, countedFate, fateWords } from "../llm/fate.js";

/** How a request is to end, as it asks with `params.metadata.user_id`. */
export type Fate =
  | { readonly kind: "usual" }
  | { readonly kind: "stop"; readonly reason: StopFate }
  | { readonly kind: "errored"; readonly type: string }
  | { readonly kind: "canceled" }
  | { readonly kind: "expired" }
  | CountedFate;

const STOP_FATES = [
  "max_tokens",
  "model_context_window_exceeded",
  "pause_turn",
  "refusal",
  "stop_sequence",
  "tool_use",
] as const;

export type StopFate = (typeof STOP_FATES)[number];

/** `undefined` for a fate that does not exist, so that a typing error in a test becomes an `errored` result. */
export function parseFate(userId: unknown): Fate | undefined {
  const words = fateWords(userId);
  if (words === undefined) return { kind: "usual" };
  const [word, argument] = words;
  switch (word) {
    case "errored":
      return { kind: "errored", type: argument ?? "api_error" };
    case "canceled":
    case "expired":
      return argument === undefined ? { kind: word } : undefined;
    case "bytes":
    case "minutes":
      return countedFate(word, argument);
    default: {
      const reason = STOP_FATES.find((candidate) => candidate === word);
      return reason && argument === undefined ? { kind: "stop", reason } : undefined;
    }
  }
}
