interface Address {
  readonly baseUrl: string;
  readonly providerUrl: string;
  /** Whether the answer has the provider's own form. */
  readonly isOwn: boolean;
  /** `method path` of all operations, if the request is a login: its own path begins otherwise than those of the API. */
  readonly routes: readonly string[];
}

/** A hint for a 404 caused by a wrong base URL: part of the path is doubled, or the API version is missing. */
export function urlHint(url: string, { baseUrl, providerUrl, isOwn, routes }: Address): string | undefined {
  const prefix = pathOf(baseUrl);
  const version = pathOf(providerUrl);
  // The version at the end of a base URL belongs to the request, like the versions in other providers' paths.
  const end = prefix.length - (prefix.endsWith(version) ? version.length : 0);
  // Finds the longest end of the base URL's path with which the request path begins again.
  const others = routes.map((route) => route.slice(route.indexOf("/")));
  const [part] = [pathOf(url).slice(end), ...others].flatMap(
    (path) => /(\/\S+) \1\//.exec(`${prefix.slice(0, end)} ${path}/`)?.[1] ?? [],
  );
  if (part && url.startsWith(baseUrl))
    return `"${part}" stands twice in the URL: the base URL goes without it`;
  // Servers that are compatible may have another version.
  const mayLackIt = version !== "" && !isOwn && !/\/v\d[^/]*$/.test(prefix);
  return mayLackIt ? `the base URL may lack its "${version}"` : undefined;
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, "");
}
