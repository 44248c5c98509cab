/** The package's user agent, and whether the platform lets requests carry it. */

/** The version of this package; a test compares it with `package.json`. */
export const VERSION = "0.2.0";

export const USER_AGENT = `batchwire/${VERSION}`;

/**
 * Whether CORS rules apply. In browsers, headers such as `user-agent` or `cache-control` trigger a preflight request,
 * and no provider allows them there.
 */
export function isBrowser(): boolean {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } };
  return /^Mozilla\//.test(navigator?.userAgent ?? "");
}
