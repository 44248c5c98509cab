const WITHOUT_ZONE = /T[0-9:.,]+$/;

/** Epoch milliseconds of an ISO 8601 text, NaN for anything else. Without a zone it is read as UTC (unconfirmed). */
export function instantMs(text: unknown): number {
  if (typeof text !== "string") return NaN;
  return Date.parse(WITHOUT_ZONE.test(text) ? `${text}Z` : text);
}
