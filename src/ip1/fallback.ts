/** The `default` values of each part of a submission. */
import type { TemplateValues } from "../../generated/ip1.js";
import { hasMember } from "../core/base/json.js";
import type { Recipient } from "./recipients.js";

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The placeholders of a text for which some recipient has a value; all of them while the recipients are unknown. */
export function namesIn(text: unknown, recipients: readonly Recipient[] | undefined): readonly string[] {
  if (typeof text !== "string") return [];
  const names = [...new Set(Array.from(text.matchAll(PLACEHOLDER), ([, name]) => name as string))];
  if (recipients === undefined) return names;
  return names.filter((name) => recipients.some((recipient) => hasValue(recipient, name)));
}

/** The text for a recipient; `names` are the placeholders to replace. Lists of plain numbers have no templates. */
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
  return hasMember(Array.isArray(recipient) ? recipient[1] : undefined, name);
}

/**
 * The server keeps a placeholder as text if nobody in the batch has a value for it, and otherwise replaces it with an
 * empty text for recipients without one. A split must not change this, so parts get empty defaults where needed.
 */
export class Fallback {
  /** The caller's `default`, if read already. */
  readonly given: () => TemplateValues | undefined;
  readonly #names: () => readonly string[];
  #missing: readonly string[] | undefined;

  constructor(given: () => TemplateValues | undefined, names: () => readonly string[]) {
    this.given = given;
    this.#names = names;
  }

  /** Call this for each recipient of the part. */
  taken(recipient: Recipient): void {
    this.#missing = this.#left().filter((name) => !hasValue(recipient, name));
  }

  ofPart(): TemplateValues | undefined {
    const given = this.given();
    const missing = this.#left().filter((name) => !hasMember(given, name));
    if (missing.length === 0) return given;
    return { ...given, ...Object.fromEntries(missing.map((name) => [name, ""])) };
  }

  /** The names without a value in this part so far. */
  #left(): readonly string[] {
    return (this.#missing ??= this.#names());
  }
}
