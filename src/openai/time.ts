/** A wire time as epoch ms. OpenAI sends epoch seconds, some servers ISO 8601. NaN for anything else. */
export function instantMs(time: unknown): number {
  return typeof time === "number" ? time * 1_000 : Date.parse(String(time));
}

export function isoTime(time: unknown): string | undefined {
  const ms = instantMs(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
