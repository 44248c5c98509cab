/** Timestamps of the API: ISO 8601 with optional seconds, in UTC unless they have an offset. */
import { isDay } from "../core/base/calendar.js";

const FORM = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A text or `Date` as epoch ms; undefined for an invalid time such as 30 February. */
export function instantMs(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  const match = typeof value === "string" ? FORM.exec(value) : null;
  if (match === null) return undefined;
  const [text, day, offset] = match as unknown as [string, string, string | undefined];
  if (!isDay(day)) return undefined;
  const spelled = offset === undefined ? `${text}Z` : text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
  const ms = Date.parse(spelled.toUpperCase());
  return Number.isNaN(ms) ? undefined : ms;
}
