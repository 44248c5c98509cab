/** Checks the values of path and query parameters. */
import type { ErrorContext } from "../base/errors/index.js";
import { isId, NOT_AN_ID } from "../base/ids.js";
import { invalid } from "../base/validation.js";
import { isWellFormed } from "../base/measure.js";

/** The path with its parameters filled in. Throws `ValidationError` for a value that cannot stand in a path. */
export function pathOf(
  template: string,
  values: Readonly<Record<string, unknown>>,
  context: ErrorContext,
): string {
  let path = "";
  let end = 0;
  for (let open = template.indexOf("{"); open !== -1; open = template.indexOf("{", end)) {
    const close = template.indexOf("}", open);
    const name = template.slice(open + 1, close);
    const value = values[name];
    const text = typeof value === "number" ? String(value) : value;
    if (!isId(text)) throw invalid(name, NOT_AN_ID, context);
    path += template.slice(end, open) + encodeURIComponent(text);
    end = close + 1;
  }
  return path + template.slice(end);
}

// openapi-fetch throws on some invalid query values and silently drops others: reject them all.
export function checkQuery(query: object, context: ErrorContext): void {
  for (const [name, value] of Object.entries(query)) {
    // `every` skips holes, which would be sent as empty texts.
    if (Array.isArray(value) ? value.every(isScalar) && !value.includes(undefined) : isScalar(value))
      continue;
    throw invalid(name, "must be a text, a number, a boolean or an array of these", context);
  }
}

function isScalar(value: unknown): boolean {
  if (typeof value === "string") return isWellFormed(value);
  return typeof value !== "object" ? typeof value !== "symbol" : value === null;
}
