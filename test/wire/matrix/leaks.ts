/** Every way in which a value gets into a log, and whether a credential comes along. */
import { inspect } from "node:util";

/** All renderings of an error and of everything that hangs on it. */
export function renderings(thrown: unknown): string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (seen.has(value)) return;
    seen.add(value);
    texts.push(
      String(value),
      inspect(value, { showHidden: true, depth: Infinity, getters: true }),
      jsonOf(value),
    );
    if (!(value instanceof Error)) return;
    texts.push(value.message, value.stack ?? "", `${value.name}`);
    const { headers, errors } = value as { headers?: unknown; errors?: unknown };
    if (headers instanceof Headers) texts.push(JSON.stringify([...headers]));
    if (Array.isArray(errors)) errors.forEach(visit);
    visit(value.cause);
  };
  visit(thrown);
  return texts;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // What cannot be written as JSON cannot leak that way.
    return "";
  }
}

/** The secrets that occur in one of the texts, as they are or in a form that anybody can read back. */
export function leaks(texts: readonly string[], secrets: readonly string[]): string[] {
  return secrets.filter((secret) => {
    const spellings = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    ];
    return texts.some((text) => spellings.some((spelling) => text.includes(spelling)));
  });
}
