import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A CONNECT request: `host:port` and the credentials. */
export interface Tunnel {
  readonly target: string;
  readonly authorization: string | undefined;
}

export interface Proxy {
  readonly url: string;
  readonly tunnels: readonly Tunnel[];
  /** Requests other than CONNECT. */
  readonly forwarded: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * A proxy on the loopback interface. `answer`: the error status for every CONNECT, or `hang up` to close the connection.
 * Default: opens the tunnel.
 */
export async function startProxy(answer?: number | "hang up"): Promise<Proxy> {
  const tunnels: Tunnel[] = [];
  const forwarded: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    forwarded.push(`${request.method} ${request.url}`);
    response.writeHead(501).end();
  });
  server.on("connection", (socket: Socket) => void sockets.add(socket));
  server.on("connect", (request, socket: Duplex) => {
    const { url: target = "", headers } = request;
    tunnels.push({ target, authorization: headers["proxy-authorization"] });
    socket.on("error", () => undefined);
    if (answer === "hang up") return void socket.destroy();
    if (answer !== undefined)
      return void socket.end(`HTTP/1.1 ${answer} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
    const [host, port] = target.split(":");
    const upstream = connect(Number(port), host);
    sockets.add(upstream);
    upstream.on("error", () => socket.destroy());
    upstream.on("connect", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    forwarded,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
