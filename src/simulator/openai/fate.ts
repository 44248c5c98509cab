import { type CountedFate, countedFate, fateWords } from "../llm/fate.js";

/** How a request is to end, as it asks with `user` in its body. */
export type Fate =
  | { readonly kind: "usual" }
  | { readonly kind: "status"; readonly status: number; readonly code: string | undefined }
  | { readonly kind: "stop"; readonly reason: StopFate }
  | { readonly kind: "cancelled" }
  | { readonly kind: "expired" }
  | CountedFate;

const STOP_FATES = ["length", "content_filter", "refusal", "tool_calls"] as const;

/** Reasons for which a text ends early. */
export type StopFate = (typeof STOP_FATES)[number];

/** `undefined` for a fate that does not exist, so that a typing error in a test becomes a line of the error file. */
export function parseFate(user: unknown): Fate | undefined {
  const words = fateWords(user);
  if (words === undefined) return { kind: "usual" };
  const [word, argument, code, ...rest] = words;
  if (rest.length > 0 || (code !== undefined && word !== "status")) return undefined;
  switch (word) {
    case "status":
      return /^[1-5]\d\d$/.test(argument ?? "") ? { kind: word, status: Number(argument), code } : undefined;
    case "cancelled":
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
