/** Timestamps of the API: ISO 8601 with optional seconds, in UTC unless they have an offset. */

const FORM = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A text or `Date` as epoch ms; undefined for an invalid time such as 30 February. */
export function instantMs(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  const match = typeof value === "string" ? FORM.exec(value) : null;
  if (match === null) return undefined;
  const [text, day, offset] = match as unknown as [string, string, string | undefined];
  // `Date.parse` would move an impossible day into the next month.
  const dayMs = Date.parse(day);
  if (Number.isNaN(dayMs) || new Date(dayMs).toISOString().slice(0, 10) !== day) return undefined;
  const spelled = offset === undefined ? `${text}Z` : text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
  const ms = Date.parse(spelled.toUpperCase());
  return Number.isNaN(ms) ? undefined : ms;
}
