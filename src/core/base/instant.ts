import { isDay } from "./calendar.js";

const WITHOUT_ZONE = /T[0-9:.,]+$/;
const FORM = /^\d{4}-\d{2}-\d{2}(T|$)/;

/**
 * An ISO 8601 text or `Date` as epoch ms; NaN for anything else. A text without a zone is read as UTC (unconfirmed).
 */
export function instantMs(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  // `Date.parse` also finds a date in texts such as "room 5".
  if (typeof value !== "string" || !FORM.test(value) || !isDay(value.slice(0, 10))) return NaN;
  return Date.parse(WITHOUT_ZONE.test(value) ? `${value}Z` : value);
}
