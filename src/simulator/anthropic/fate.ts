/** What a request asked to become of it, through `params.metadata.user_id`. */
export type Fate =
  | { readonly kind: "usual" }
  | { readonly kind: "stop"; readonly reason: StopFate }
  | { readonly kind: "errored"; readonly type: string }
  | { readonly kind: "canceled" }
  | { readonly kind: "expired" }
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "minutes"; readonly minutes: number };

const STOP_FATES = [
  "max_tokens",
  "model_context_window_exceeded",
  "pause_turn",
  "refusal",
  "stop_sequence",
  "tool_use",
] as const;

export type StopFate = (typeof STOP_FATES)[number];

const PREFIX = "fate:";

/** `undefined` for a fate that does not exist: better an error than a test that tests nothing. */
export function parseFate(userId: unknown): Fate | undefined {
  if (typeof userId !== "string" || !userId.startsWith(PREFIX)) return { kind: "usual" };
  const [word, argument] = userId.slice(PREFIX.length).split(":", 2);
  switch (word) {
    case "errored":
      return { kind: "errored", type: argument ?? "api_error" };
    case "canceled":
    case "expired":
      return argument === undefined ? { kind: word } : undefined;
    case "bytes":
      return isCount(argument) ? { kind: "bytes", bytes: Number(argument) } : undefined;
    case "minutes":
      return isCount(argument) ? { kind: "minutes", minutes: Number(argument) } : undefined;
    default: {
      const reason = STOP_FATES.find((candidate) => candidate === word);
      return reason && argument === undefined ? { kind: "stop", reason } : undefined;
    }
  }
}

function isCount(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,9}$/.test(text);
}
