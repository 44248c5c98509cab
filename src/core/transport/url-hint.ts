interface Address {
  readonly baseUrl: string;
  readonly providerUrl: string;
  /** Whether the answer has the provider's own form. */
  readonly isOwn: boolean;
}

/** A hint for a 404 caused by a wrong base URL: part of the path is doubled, or the API version is missing. */
export function urlHint(url: string, { baseUrl, providerUrl, isOwn }: Address): string | undefined {
  const prefix = pathOf(baseUrl);
  const rest = `${pathOf(url).slice(prefix.length)}/`;
  // Finds the longest end of the base URL's path with which the request path begins again.
  for (let at = 0; at >= 0 && prefix !== ""; at = prefix.indexOf("/", at + 1)) {
    const part = prefix.slice(at);
    if (url.startsWith(baseUrl) && rest.startsWith(`${part}/`))
      return `"${part}" stands twice in the URL: a base URL goes without what the paths of the API begin with`;
  }
  const version = pathOf(providerUrl);
  return prefix === "" && version !== "" && !isOwn ? `the base URL may lack its "${version}"` : undefined;
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, "");
}
