/** What a request asked to become of it, through `user` in its body. */
export type Fate =
  | { readonly kind: "usual" }
  | { readonly kind: "status"; readonly status: number; readonly code: string | undefined }
  | { readonly kind: "stop"; readonly reason: StopFate }
  | { readonly kind: "cancelled" }
  | { readonly kind: "expired" }
  | { readonly kind: "bytes"; readonly bytes: number }
  | { readonly kind: "minutes"; readonly minutes: number };

const STOP_FATES = ["length", "content_filter", "refusal", "tool_calls"] as const;

/** Why a text ends before or elsewhere than it would by itself. */
export type StopFate = (typeof STOP_FATES)[number];

const PREFIX = "fate:";

/** `undefined` for a fate that does not exist: better an error than a test that tests nothing. */
export function parseFate(user: unknown): Fate | undefined {
  if (typeof user !== "string" || !user.startsWith(PREFIX)) return { kind: "usual" };
  const [word, argument, code, ...rest] = user.slice(PREFIX.length).split(":");
  if (rest.length > 0 || (code !== undefined && word !== "status")) return undefined;
  switch (word) {
    case "status":
      return /^[1-5]\d\d$/.test(argument ?? "") ? { kind: word, status: Number(argument), code } : undefined;
    case "cancelled":
    case "expired":
      return argument === undefined ? { kind: word } : undefined;
    case "bytes":
      return isCount(argument) ? { kind: word, bytes: Number(argument) } : undefined;
    case "minutes":
      return isCount(argument) ? { kind: word, minutes: Number(argument) } : undefined;
    default: {
      const reason = STOP_FATES.find((candidate) => candidate === word);
      return reason && argument === undefined ? { kind: "stop", reason } : undefined;
    }
  }
}

function isCount(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,9}$/.test(text);
}
