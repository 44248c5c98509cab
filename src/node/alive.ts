/**
 * When each connection last showed that it is alive. A server closes what has been idle for some seconds, and a paid POST
 * that meets the close half-way has an unknown outcome: it takes a connection that was read from a moment ago.
 *
 * undici tells a request neither its connection nor lets it choose one. It does announce both on a diagnostics channel,
 * right after a request has started and before its first byte: in time to refuse the connection.
 */
import { subscribe } from "node:diagnostics_channel";

export interface Connection {
  readonly alpnProtocol?: string | false | null;
  destroy(): unknown;
}

/** A request that is about to be written. */
export interface Starting {
  onConnection(connection: Connection): void;
}

// So long an idle connection counts as alive.
const IDLE_MS = 1_000;

const aliveAt = new WeakMap<Connection, number>();
let starting: Starting | undefined;
let watching = false;

/** Must be called before the first request is started. */
export function watchConnections(): void {
  if (watching) return;
  watching = true;
  subscribe("undici:client:connected", (message) => noteAlive((message as { socket: Connection }).socket));
  subscribe("undici:client:sendHeaders", (message) => {
    const request = starting;
    starting = undefined;
    request?.onConnection((message as { socket: Connection }).socket);
  });
}

/** The request has started: if it is to go over a connection, `onConnection` is called before this turn is over. */
export function announceStart(request: Starting): void {
  starting = request;
  // A dispatcher for tests has no connections; the next request must not be taken for this one.
  queueMicrotask(forget);
}

function forget(): void {
  starting = undefined;
}

/** Something was just read from this connection. */
export function noteAlive(connection: Connection): void {
  aliveAt.set(connection, performance.now());
}

/** Whether the connection may have been closed by the server without our knowing. HTTP/2 says by itself what it did not process. */
export function isIdle(connection: Connection): boolean {
  if (connection.alpnProtocol === "h2") return false;
  return performance.now() - (aliveAt.get(connection) ?? -Infinity) >= IDLE_MS;
}
