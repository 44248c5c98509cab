/** What this package is called on the wire, and what the platform lets it say. */

/** The version of this package; a test holds it against `package.json`. */
export const VERSION = "0.2.0";

export const USER_AGENT = `batchwire/${VERSION}`;

/**
 * Whether requests are under the rules of browsers. There, a header beyond a handful makes every request ask for
 * permission first, which no provider gives for `user-agent` or `cache-control`.
 */
export function isBrowser(): boolean {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } };
  return /^Mozilla\//.test(navigator?.userAgent ?? "");
}
