/** The connections of a `nodeFetch`: its own, tunnels through a proxy, or those of a given dispatcher. */
import type { buildConnector, Dispatcher, Pool } from "undici";
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

/** Throws `ConfigError` for contradicting options or an invalid proxy URL. */
export function openConnections(options: ConnectionOptions): Connections {
  const { dispatcher, proxy, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  if (dispatcher === undefined) return own(proxy, connectTimeoutMs);
  for (const name of ["proxy", "connectTimeoutMs"] as const) {
    if (options[name] !== undefined)
      throw new ConfigError(
        `nodeFetch: ${name} has no meaning beside a dispatcher, which connects by itself`,
      );
  }
  // The dispatcher belongs to the caller and may serve others: do not close it.
  return { dispatcher, close: () => Promise.resolve() };
}

function own(proxy: string | undefined, timeout: number): Connections {
  const options = { connect: { timeout }, allowH2: false };
  const dispatcher = proxy === undefined ? new undici.Agent(options) : tunnels(proxy, timeout);
  let closed: Promise<void> | undefined;
  return { dispatcher, close: () => (closed ??= dispatcher.close()) };
}

function tunnels(proxy: string, timeout: number): Dispatcher {
  const endpoint = { timeout, allowH2: false };
  const options = {
    connect: endpoint,
    allowH2: false,
    proxyTunnel: true,
    requestTls: endpoint,
    proxyTls: endpoint,
    factory: poolOf,
    // Time limit for the proxy's answer to CONNECT.
    clientFactory: (origin: URL, given: object) => poolOf(origin, { ...given, headersTimeout: timeout }),
  };
  try {
    if (proxy === "env") return new undici.EnvHttpProxyAgent(options);
    const { protocol } = new URL(proxy);
    if (protocol === "http:" || protocol === "https:")
      return new undici.ProxyAgent({ ...options, uri: proxy });
  } catch {
    // The error quotes the proxy URL, which may contain a password: drop it.
  }
  const where = proxy === "env" ? "HTTP_PROXY or HTTPS_PROXY" : "proxy";
  throw new ConfigError(`nodeFetch: ${where} must be an http or https URL`);
}

function poolOf(origin: string | URL, options: Pool.Options): Dispatcher {
  const { connect } = options;
  const ending = typeof connect === "function" ? { connect: endingInAnError(connect) } : {};
  return new undici.Pool(origin, { ...options, ...ending });
}

/**
 * If a proxy closes the connection instead of answering, undici retries at once and endlessly, because it mistakes the
 * error code for that of an idle connection. Replaces the code.
 */
function endingInAnError(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (cause, socket) => {
      if (cause === null) return callback(null, socket);
      const message = "the proxy closed the connection";
      const { code } = cause as { code?: unknown };
      const isTaken = code === "UND_ERR_SOCKET" || code === "UND_ERR_INFO";
      callback(
        isTaken ? Object.assign(new Error(message, { cause }), { code: "ERR_PROXY_TUNNEL" }) : cause,
        null,
      );
    });
}
