/** A wire between a driver and its server that can be cut. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** As the server says it. A driver may ask for the types of parameters before, and needs that answer. */
const WRITTEN = "INSERT 0 1";

export class Proxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What goes this way is lost; of answers, only the one that says that a record was written. */
  loses: "questions" | "answers" | undefined;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => undefined).on("close", () => this.#sockets.delete(socket));
      }
      near
        .on("data", (bytes) => this.loses === "questions" || far.write(bytes))
        .on("close", () => far.destroy());
      far
        .on("data", (bytes) => (this.loses === "answers" && bytes.includes(WRITTEN)) || near.write(bytes))
        .on("close", () => near.destroy());
    });
  }

  static async to(url: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(url));
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  through(url: string): string {
    const changed = new URL(url);
    changed.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return changed.href;
  }

  /** Breaks every connection; new ones can be made. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
