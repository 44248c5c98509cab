/** Fates that the LLM providers have in common. A request asks for one in the field that labels its end user. */

const PREFIX = "fate:";

/** The words of `fate:<word>:<argument>…`; undefined for any other label. */
export function fateWords(label: unknown): readonly string[] | undefined {
  if (typeof label !== "string" || !label.startsWith(PREFIX)) return undefined;
  return label.slice(PREFIX.length).split(":");
}

export type CountedFate =
  { readonly kind: "bytes"; readonly bytes: number } | { readonly kind: "minutes"; readonly minutes: number };

/** `fate:bytes:<n>` and `fate:minutes:<n>`; undefined if the argument is no number. */
export function countedFate(
  kind: CountedFate["kind"],
  argument: string | undefined,
): CountedFate | undefined {
  if (argument === undefined || !/^\d{1,9}$/.test(argument)) return undefined;
  const count = Number(argument);
  return kind === "bytes" ? { kind, bytes: count } : { kind, minutes: count };
}
