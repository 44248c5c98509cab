/** Reads times in response headers, which may be repeated: gateways add a header that is there already. */

// Repeated headers arrive joined by commas, which also occur inside HTTP dates.
const BETWEEN_VALUES = /,(?!\s*\d{2}[ -][A-Z])/;

export function headerValues(header: string | null): string[] {
  return (header ?? "").split(BETWEEN_VALUES).map((text) => text.trim());
}

// Today's form, and the two older ones that receivers must understand too.
const HTTP_DATE =
  /^[A-Z][a-z]{2,8}(, \d{2}([ -])[A-Z][a-z]{2}\2(\d{2}|\d{4}) \d{2}:\d{2}:\d{2} GMT| [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/** An HTTP date as epoch ms; undefined if it is none. */
export function httpDateMs(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const ms = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(ms) ? undefined : ms;
}

// Resolution of a `Date` header.
const DATE_STEP_MS = 1_000;

/** The answer's `Date` as epoch ms; undefined if it has none, or several that differ. */
export function dateMs(headers: Headers): number | undefined {
  const [first, ...others] = headerValues(headers.get("date")).map((text) => Date.parse(text));
  const isAgreed = others.every((ms) => Math.abs(ms - (first as number)) <= DATE_STEP_MS);
  return Number.isNaN(first) || !isAgreed ? undefined : first;
}
