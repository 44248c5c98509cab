/** Follows redirects by the fetch standard. */
import { Upload } from "./upload.js";
import type { Outgoing } from "./outgoing.js";

const STATUSES = new Set([301, 302, 303, 307, 308]);

// Limit of the fetch standard.
export const MOST_REDIRECTS = 20;

// Headers that describe the body are dropped together with it.
const OF_A_BODY = new Set([
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-type",
]);
const OF_AN_ORIGIN = new Set(["authorization", "proxy-authorization", "cookie"]);

/**
 * The next request of a redirect; undefined if the response is final. Throws where the standard demands a network
 * error.
 */
export function redirectedTo(
  request: Outgoing,
  status: number,
  location: string | undefined,
): Outgoing | undefined {
  if (!STATUSES.has(status) || request.redirect === "manual") return undefined;
  if (request.redirect === "error") throw new Error("unexpected redirect");
  if (location === undefined) return undefined;
  const url = targetOf(location, request.url);
  const toGet =
    status === 303 ? request.method !== "HEAD" && request.method !== "GET" : isRewritten(request, status);
  // Also where the body would not be sent again: only a 303 says that it has arrived.
  if (status !== 303 && request.body instanceof Upload)
    throw new Error("the body cannot be sent a second time");
  const dropped = [...(toGet ? OF_A_BODY : []), ...(url.origin === request.url.origin ? [] : OF_AN_ORIGIN)];
  const headers = without(request.headers, new Set(dropped));
  return { ...request, url, headers, ...(toGet && { method: "GET", body: null }) };
}

// By the standard, as browsers have always done: a redirected POST becomes a GET.
function isRewritten({ method }: Outgoing, status: number): boolean {
  return (status === 301 || status === 302) && method === "POST";
}

function targetOf(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new Error("the redirect leads to no URL");
  const url = new URL(location, from);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new Error("the redirect leads to no web page");
  if (url.username !== "" || url.password !== "")
    throw new Error("the redirect leads to a URL with credentials");
  return url;
}

function without(headers: readonly string[], dropped: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    const [name = "", value = ""] = headers.slice(at, at + 2);
    if (!dropped.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
