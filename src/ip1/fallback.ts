/** The values of `default` that a part of a submission is sent with. */
import type { TemplateValues } from "../../generated/ip1.js";
import type { Recipient } from "./recipients.js";

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The placeholders of a text for which somebody has a value; all of them while the recipients are not known. */
export function namesIn(text: unknown, recipients: readonly Recipient[] | undefined): readonly string[] {
  if (typeof text !== "string") return [];
  const names = [...new Set(Array.from(text.matchAll(PLACEHOLDER), ([, name]) => name as string))];
  if (recipients === undefined) return names;
  return names.filter((name) => recipients.some((recipient) => hasValue(recipient, name)));
}

/** What a recipient gets; `names` are the placeholders that are replaced. A list of numbers has no templates. */
export function textFor(
  recipient: Recipient,
  text: string,
  fallback: TemplateValues | undefined,
  names: readonly string[],
): string {
  if (!Array.isArray(recipient)) return text;
  const values = { ...fallback, ...(recipient[1] as TemplateValues) };
  return text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    names.includes(name) ? String(values[name] ?? "") : whole,
  );
}

function hasValue(recipient: Recipient, name: string): boolean {
  const values: unknown = Array.isArray(recipient) ? recipient[1] : undefined;
  return typeof values === "object" && values !== null && Object.hasOwn(values, name);
}

/**
 * The server leaves a placeholder as it stands if nobody in the batch has a value for it. Whoever has none gets an empty
 * text as long as somebody else has one, and after a cut that may be somebody in another part.
 */
export class Fallback {
  /** What the caller has given as `default`, as far as it has been met. */
  readonly given: () => TemplateValues | undefined;
  readonly #names: () => readonly string[];
  #missing: readonly string[] | undefined;

  constructor(given: () => TemplateValues | undefined, names: () => readonly string[]) {
    this.given = given;
    this.#names = names;
  }

  /** To be called with each recipient of the part. */
  taken(recipient: Recipient): void {
    this.#missing = this.#left().filter((name) => !hasValue(recipient, name));
  }

  ofPart(): TemplateValues | undefined {
    const given = this.given();
    const missing = this.#left().filter((name) => !Object.hasOwn(given ?? {}, name));
    if (missing.length === 0) return given;
    return { ...given, ...Object.fromEntries(missing.map((name) => [name, ""])) };
  }

  /** The names for which nobody in the part has a value so far. */
  #left(): readonly string[] {
    return (this.#missing ??= this.#names());
  }
}
