/** The connections behind a `nodeFetch`: its own, a proxy's tunnels, or those of a dispatcher that was passed in. */
import type { Dispatcher } from "undici";
import { ConfigError } from "../core/base/errors/index.js";
import { undici } from "./undici.js";

export interface ConnectionOptions {
  readonly dispatcher?: Dispatcher | undefined;
  readonly proxy?: string | undefined;
  readonly connectTimeoutMs?: number | undefined;
}

export interface Connections {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** Throws `ConfigError` for options that contradict each other, and for a proxy that is no URL. */
export function openConnections(options: ConnectionOptions): Connections {
  const { dispatcher, proxy, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  if (dispatcher === undefined) return own(proxy, connectTimeoutMs);
  for (const name of ["proxy", "connectTimeoutMs"] as const) {
    if (options[name] !== undefined)
      throw new ConfigError(`nodeFetch: ${name} has no meaning beside a dispatcher, which connects by itself`);
  }
  // It is the caller's, and others may use it.
  return { dispatcher, close: () => Promise.resolve() };
}

function own(proxy: string | undefined, timeout: number): Connections {
  const options = { connect: { timeout }, allowH2: false };
  const dispatcher = proxy === undefined ? new undici.Agent(options) : tunnels(proxy, timeout);
  return { dispatcher, close: () => dispatcher.close() };
}

function tunnels(proxy: string, timeout: number): Dispatcher {
  const endpoint = { timeout, allowH2: false };
  const options = { allowH2: false, proxyTunnel: true, requestTls: endpoint, proxyTls: endpoint };
  try {
    if (proxy === "env") return new undici.EnvHttpProxyAgent({ ...options, connect: endpoint });
    const { protocol } = new URL(proxy);
    if (protocol === "http:" || protocol === "https:") return new undici.ProxyAgent({ ...options, uri: proxy });
  } catch {
    // What was thrown quotes the URL, perhaps with a password.
  }
  const where = proxy === "env" ? "HTTP_PROXY or HTTPS_PROXY" : "proxy";
  throw new ConfigError(`nodeFetch: ${where} must be an http or https URL`);
}
