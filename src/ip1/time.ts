const WITHOUT_ZONE = /T[0-9:.,]+$/;
const FORM = /^\d{4}-\d{2}-\d{2}(T|$)/;

/** Epoch milliseconds of an ISO 8601 text or `Date`, NaN for anything else. Without a zone it is read as UTC (unconfirmed). */
export function instantMs(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  // `Date.parse` would find a date in "room 5" too.
  if (typeof value !== "string" || !FORM.test(value)) return NaN;
  return Date.parse(WITHOUT_ZONE.test(value) ? `${value}Z` : value);
}
