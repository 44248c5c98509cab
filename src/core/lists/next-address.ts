/**
 * The address of a next page, as a server writes it. Only its query is ever used, on the address that was asked before, so
 * that no credential leaves for anywhere else. What is left to decide is whether the address means this list at all.
 */

/** The list that was read. */
export interface ListSource {
  /** Its address, without a query. */
  readonly url: string;
  /** Its path in the spec, with parameters as `{name}`. */
  readonly path: string;
  /** `baseUrl` is not the provider's own server: what is behind it may know itself by any name. */
  readonly isGateway: boolean;
}

export type NextAddress = { readonly query: URLSearchParams } | { readonly endReason: string };

/**
 * The query of a next page, or why it is none of this list. Scheme and prefix of the path may differ, as the server sees
 * itself behind whatever ends TLS; the host may differ behind a gateway alone.
 */
export function queryOfNext(address: string, { url, isGateway }: ListSource): NextAddress {
  if (!URL.canParse(address, url)) return { endReason: "the address of the next page is no URL" };
  const next = new URL(address, url);
  const isHttp = next.protocol === "https:" || next.protocol === "http:";
  const isOwn = isGateway || next.host === new URL(url).host;
  if (!isHttp || !isOwn || next.username !== "" || next.password !== "")
    return { endReason: "the next page is on another origin" };
  return { query: next.searchParams };
}

/** As `queryOfNext`, for addresses that must also end in the path of this list, in upper or lower case. */
export function queryOfSameList(address: string, source: ListSource): NextAddress {
  const found = queryOfNext(address, source);
  if ("endReason" in found || isSamePath(new URL(address, source.url).pathname, source.path)) return found;
  return { endReason: "the next page is at another path" };
}

function isSamePath(path: string, template: string): boolean {
  const expected = segments(template);
  const tail = segments(path).slice(-expected.length);
  return (
    tail.length === expected.length &&
    expected.every((name, at) => name.startsWith("{") || name.toLowerCase() === tail[at]?.toLowerCase())
  );
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}
