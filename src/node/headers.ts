/** Headers of an answer, from the record that undici makes of them. */

/** By name in lower case; a header that came more than once has an array. */
export type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export function toHeaders(raw: RawHeaders): Headers {
  const headers = new Headers();
  for (const [name, value = []] of Object.entries(raw)) {
    if (typeof value === "string") headers.append(name, byteString(value));
    else for (const one of value) headers.append(name, byteString(one));
  }
  return headers;
}

/** One header, its values joined if it came more than once. */
export function headerOf(raw: RawHeaders, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "object" ? value.join(", ") : value;
}

// A Headers holds bytes. Older versions of undici 7 decode values as UTF-8, which can give what is no byte.
function byteString(value: string): string {
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\xff]*$/.test(value) ? value : Buffer.from(value, "utf8").toString("latin1");
}
