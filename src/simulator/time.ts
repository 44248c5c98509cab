export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** RFC 3339 in whole seconds. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 with microseconds. The clock counts milliseconds; `micros` are the three digits below them. */
export function isoMicros(ms: number, micros = "000"): string {
  return new Date(ms).toISOString().replace("Z", `${micros}Z`);
}
