/** Epoch milliseconds of a time on the wire: seconds, or on some servers ISO 8601. NaN for what is neither. */
export function instantMs(time: unknown): number {
  return typeof time === "number" ? time * 1_000 : Date.parse(String(time));
}

export function isoTime(time: unknown): string | undefined {
  const ms = instantMs(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
