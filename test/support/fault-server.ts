import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";

/** One request. `body` holds the bytes that were read, none if the handler answered without reading. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  body: string;
  /** Resolves when the answer is sent or the connection is closed. */
  readonly over: Promise<void>;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly arrival: Arrival;
  /** Reads the body to its end, into `arrival.body`. */
  readonly read: () => Promise<void>;
}

/** How the server handles one request. See the functions below. */
export type Behaviour = (exchange: Exchange) => void | Promise<void>;

/**
 * An HTTP server on the loopback interface that misbehaves by script. Each request uses one behaviour, except that one in
 * `always` remains. A request without a behaviour gets a 418, which is never retried.
 *
 *   const server = await FaultServer.start(resetBeforeReading(), reply(200, { id: "a" }));
 *   ... baseUrl: server.url ...
 *   await server.close();
 */
export class FaultServer {
  readonly arrivals: Arrival[] = [];
  readonly #script: Behaviour[];
  readonly #server: Server;
  #waiters: { readonly count: number; readonly notify: () => void }[] = [];

  private constructor(script: readonly Behaviour[]) {
    this.#script = [...script];
    this.#server = createServer({ keepAliveTimeout: 1_000 }, (request, response) => {
      void this.#handle(request, response);
    });
  }

  static async start(...script: readonly Behaviour[]): Promise<FaultServer> {
    const server = new FaultServer(script);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Adds behaviours to the end of the script. */
  add(...script: readonly Behaviour[]): void {
    this.#script.push(...script);
  }

  /** Resolves when `count` requests have arrived. */
  arrived(count: number): Promise<void> {
    if (this.arrivals.length >= count) return Promise.resolve();
    return new Promise((notify) => this.#waiters.push({ count, notify }));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    const arrival: Arrival = {
      method: request.method ?? "",
      path: request.url?.split("?")[0] ?? "",
      query: url.searchParams,
      headers: request.headers,
      body: "",
      over: new Promise((resolve) => response.once("close", resolve)),
    };
    const read = async (): Promise<void> => {
      request.setEncoding("utf8");
      for await (const text of request) arrival.body += text;
    };
    const [first] = this.#script;
    const behaviour = first === undefined || STAYING.has(first) ? first : this.#script.shift();
    this.arrivals.push(arrival);
    const exchange = { request, response, socket: request.socket, arrival, read };
    const work = (behaviour ?? reply(418, "no behaviour was scripted for this request"))(exchange);
    for (const waiter of this.#waiters) if (waiter.count <= this.arrivals.length) waiter.notify();
    // In these tests clients disconnect at any time.
    await Promise.resolve(work).catch(() => undefined);
  }
}

const STAYING = new WeakSet<Behaviour>();

/** Applies a behaviour to this request and all later ones. */
export function always(behaviour: Behaviour): Behaviour {
  const copy: Behaviour = (exchange) => behaviour(exchange);
  STAYING.add(copy);
  return copy;
}

/** Reads the request and answers: an object as JSON, a string unchanged. */
export function reply(status: number, body: unknown = "", headers: Record<string, string> = {}): Behaviour {
  return async ({ read, response }) => {
    await read();
    const isText = typeof body === "string" || Buffer.isBuffer(body);
    const type = isText ? {} : { "content-type": "application/json" };
    response.writeHead(status, { ...type, ...headers }).end(isText ? body : JSON.stringify(body));
  };
}

/** Resets the connection before the body is read. */
export function resetBeforeReading(): Behaviour {
  return ({ socket }) => void socket.resetAndDestroy();
}

/** Resets the connection after the whole body was read: the server may have carried the call out. */
export function resetAfterReading(): Behaviour {
  return async ({ read, socket }) => {
    await read();
    socket.resetAndDestroy();
  };
}

/** Closes the connection normally, without an answer. */
export function hangUp(): Behaviour {
  return async ({ read, socket }) => {
    await read();
    socket.end();
  };
}

/** Reads the request and never answers. */
export function stall(): Behaviour {
  return ({ read }) => read();
}

/** Never reads the request. */
export function stallBeforeReading(): Behaviour {
  return ({ request }) => void request.pause();
}

export type Ending = "reset" | "close" | "stall" | "end";

/**
 * Sends headers and these chunks of a body, then resets, closes before the announced length, stalls, or ends. The server
 * yields between the chunks, so that each arrives separately. A `content-length` in the headers may be wrong.
 */
export function partial(
  pieces: readonly (string | Uint8Array)[],
  ending: Ending,
  headers: Record<string, string | number> = {},
  status = 200,
): Behaviour {
  return async ({ read, response, socket }) => {
    await read();
    response.strictContentLength = false;
    response.writeHead(status, headers).flushHeaders();
    for (const piece of pieces) {
      await new Promise<void>((resolve) => response.write(piece, () => setImmediate(resolve)));
    }
    if (ending === "end") response.end();
    if (ending === "close") socket.end();
    if (ending === "reset") setImmediate(() => socket.resetAndDestroy());
  };
}

/** The URL of a port on which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** A TCP server that answers every connection with these bytes. */
export async function rawServer(bytes: string): Promise<{ url: string; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
