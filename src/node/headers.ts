/** Converts the header record of undici. */

/** Values by lower-case name; repeated headers have an array. */
export type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export function toHeaders(raw: RawHeaders): Headers {
  const headers = new Headers();
  for (const [name, value = []] of Object.entries(raw)) {
    if (typeof value === "string") headers.append(name, byteString(value));
    else for (const one of value) headers.append(name, byteString(one));
  }
  return headers;
}

/** Where a redirect leads. Its bytes are UTF-8, as for the platform. */
export function locationOf(raw: RawHeaders): string | undefined {
  const value = headerOf(raw, "location");
  return value === undefined ? undefined : Buffer.from(byteString(value), "latin1").toString("utf8");
}

/** The value of a header; repeated values are joined by commas. */
export function headerOf(raw: RawHeaders, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "object" ? value.join(", ") : value;
}

// `Headers` only accepts bytes. Older undici 7 versions decode values as UTF-8, which can yield other characters.
function byteString(value: string): string {
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\xff]*$/.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}
