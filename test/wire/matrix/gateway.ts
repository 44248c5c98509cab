/** A gateway on the loopback: hands requests on to a server behind it, and answers some of them itself. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Of the requests that were made since `expect`, the how manieth, from 1. */
  readonly nth: number;
  /** What the server behind says to this request. */
  readonly ask: () => Promise<Said>;
  readonly tell: (said: Said) => void;
}

export interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Answers a request, or leaves it alone by resolving to false. */
export type Interference = (passing: Passing) => boolean | Promise<boolean>;

// What belongs to one connection, and what changes with the body.
const OF_THE_HOP = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "content-encoding",
]);

export class Gateway {
  readonly #server: Server;
  #behind = "";
  #interfere: Interference = () => false;
  #count = 0;
  /** How often the gateway answered by itself. */
  answered = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      request.on("error", () => undefined);
      response.on("error", () => undefined);
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<Gateway> {
    const gateway = new Gateway();
    await new Promise<void>((resolve) => gateway.#server.listen(0, "127.0.0.1", resolve));
    return gateway;
  }

  /** The base URL by which a client reaches the one behind. */
  before(baseUrl: string): string {
    const { origin, pathname } = new URL(baseUrl);
    this.#behind = origin;
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${pathname === "/" ? "" : pathname}`;
  }

  expect(interfere: Interference): void {
    this.#interfere = interfere;
    this.#count = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isLogin = /\/oauth2?\/token$/.test(request.url ?? "");
    const nth = isLogin ? 0 : ++this.#count;
    const tell = ({ status, headers, body }: Said): void =>
      void response.writeHead(status, headers).end(body);
    const ask = (): Promise<Said> => this.#ask(request);
    if (!isLogin && (await this.#interfere({ request, response, nth, ask, tell }))) this.answered++;
    else tell(await ask());
  }

  async #ask(request: IncomingMessage): Promise<Said> {
    const { method = "", url = "", headers: given } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = Object.entries(given).filter(([name]) => !OF_THE_HOP.has(name) && name !== "host");
    const said = await fetch(`${this.#behind}${url}`, {
      method,
      headers: headers as [string, string][],
      redirect: "manual",
      ...(body.byteLength > 0 && { body }),
    });
    return {
      status: said.status,
      headers: Object.fromEntries([...said.headers].filter(([name]) => !OF_THE_HOP.has(name))),
      body: Buffer.from(await said.arrayBuffer()),
    };
  }
}
