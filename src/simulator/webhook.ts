/** How long a receiver may take, in real time. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Returns a function that posts to loopback addresses only: the URL in a simulated batch may be a real one.
 */
export function createPoster(closed: AbortSignal) {
  const open = new Set<() => void>();
  // One listener for all posts: Node warns of a leak from the eleventh listener of a signal.
  closed.addEventListener("abort", () => open.forEach((stop) => stop()));
  return async function post(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number | undefined> {
    if (!isLoopback(url) || closed.aborted) return undefined;
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    const timer = setTimeout(stop, ANSWER_TIMEOUT_MS).unref();
    open.add(stop);
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
        redirect: "manual",
        signal: abort.signal,
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
      open.delete(stop);
    }
  };
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const loopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return protocol === "http:" && loopback;
}
