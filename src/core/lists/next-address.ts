/**
 * Reads the next page's URL from a server's answer. Only its query is used, on the original URL, so that credentials
 * never go elsewhere. The rest of the URL only decides whether it belongs to this list.
 */

/** The list that is being read. */
export interface ListSource {
  /** Its URL without a query. */
  readonly url: string;
  /** Its path in the spec, with parameters as `{name}`. */
  readonly path: string;
  /** Whether `baseUrl` is not the provider's own server: a server behind a gateway may report any host. */
  readonly isGateway: boolean;
}

export type NextAddress = { readonly query: URLSearchParams } | { readonly endReason: string };

/**
 * The query of the next page, or why its URL is not of this list. Scheme and path prefix may differ, because a proxy
 * may end TLS; the host may differ only behind a gateway.
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

/** As `queryOfNext`, for URLs whose path must also end like the list's, ignoring case. */
export function queryOfSameList(address: string, source: ListSource): NextAddress {
  const found = queryOfNext(address, source);
  if ("endReason" in found || isSamePath(new URL(address, source.url).pathname, source.path)) return found;
  return { endReason: "the next page is at another path" };
}

/** Whether the path ends like the list's. A gateway may add the version, so the address may lack it. */
function isSamePath(path: string, template: string): boolean {
  const expected = segments(template.replace(/^\/v\d+\//, ""));
  const tail = segments(path).slice(-expected.length);
  return (
    tail.length === expected.length &&
    expected.every((name, at) => name.startsWith("{") || name.toLowerCase() === tail[at]?.toLowerCase())
  );
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}
