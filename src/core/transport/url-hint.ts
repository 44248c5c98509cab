interface Address {
  readonly baseUrl: string;
  readonly providerUrl: string;
  /** The answer is in the provider's own form. */
  readonly isOwn: boolean;
}

/** One clause for a 404: a base URL is an origin or a gateway's prefix, and is easily taken for more, or for less. */
export function urlHint(url: string, { baseUrl, providerUrl, isOwn }: Address): string | undefined {
  const prefix = pathOf(baseUrl);
  const rest = `${pathOf(url).slice(prefix.length)}/`;
  // The longest end of the prefix with which the path begins again.
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
