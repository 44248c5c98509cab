/**
 * Tracks when each connection last received data. Servers close connections after some idle seconds, and a paid POST
 * that meets the close has an unknown outcome, so it needs a recently used connection.
 * undici lets a request neither see nor choose its connection. But it announces both on a diagnostics channel, after a
 * request has started and before its first byte: in time to refuse the connection.
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

// A connection that was idle for less than this counts as alive.
const IDLE_MS = 1_000;

const aliveAt = new WeakMap<Connection, number>();
let starting: Starting | undefined;
let watching = false;

/** Call this before the first request. */
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

/** Announces a request that has just started. If it uses a connection, `onConnection` is called within this turn. */
export function announceStart(request: Starting): void {
  starting = request;
  // A mock dispatcher has no connections: the next request must not be mistaken for this one.
  queueMicrotask(forget);
}

function forget(): void {
  starting = undefined;
}

/** Call this when data was read from the connection. */
export function noteAlive(connection: Connection): void {
  aliveAt.set(connection, performance.now());
}

/**
 * Whether the server may have closed the connection unnoticed. HTTP/2 servers tell which requests they did not process.
 */
export function isIdle(connection: Connection): boolean {
  if (connection.alpnProtocol === "h2") return false;
  return performance.now() - (aliveAt.get(connection) ?? -Infinity) >= IDLE_MS;
}
