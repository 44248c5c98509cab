/** The connections behind a `nodeFetch`: its own, a proxy's tunnels, or those of a dispatcher that was passed in. */
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

/** Throws `ConfigError` for options that contradict each other, and for a proxy that is no URL. */
export function openConnections(options: ConnectionOptions): Connections {
  const { dispatcher, proxy, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  if (dispatcher === undefined) return own(proxy, connectTimeoutMs);
  for (const name of ["proxy", "connectTimeoutMs"] as const) {
    if (options[name] !== undefined)
      throw new ConfigError(
        `nodeFetch: ${name} has no meaning beside a dispatcher, which connects by itself`,
      );
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
  const options = {
    connect: endpoint,
    allowH2: false,
    proxyTunnel: true,
    requestTls: endpoint,
    proxyTls: endpoint,
    factory: poolOf,
    // How long the proxy may take to answer that the tunnel stands.
    clientFactory: (origin: URL, given: object) => poolOf(origin, { ...given, headersTimeout: timeout }),
  };
  try {
    if (proxy === "env") return new undici.EnvHttpProxyAgent(options);
    const { protocol } = new URL(proxy);
    if (protocol === "http:" || protocol === "https:")
      return new undici.ProxyAgent({ ...options, uri: proxy });
  } catch {
    // What was thrown quotes the URL, perhaps with a password.
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
 * Where a proxy closes the connection instead of answering, undici asks it again at once, and for ever: the code of that
 * error is the one by which it knows an idle connection that was closed.
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
