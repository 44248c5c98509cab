/**
 * The loopback server of the matrix: two origins, and a lane for each cell, told apart by the first segment of the path
 * (a gateway's prefix, to the client). A lane plays the cell's script to the operation under test and answers all others well.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Operation } from "./spec.js";
import { good, type Good, type Step } from "./steps.js";

/** A port below the ephemeral range that nothing listens on: connections to it are refused, always. */
export const CLOSED = "http://127.0.0.1:4";

export interface LaneSetup {
  readonly operations: readonly Operation[];
  /** Scripts by operationId; what has none is answered well. After its steps, a script goes on with its last or with good. */
  readonly scripts: Readonly<Record<string, Script>>;
  readonly nowMs: () => number;
  /** Whether answers bear a `Date`. Default: true. */
  readonly tellsTime?: boolean;
  readonly goodAnswer: (operation: Operation) => Good;
}

export interface Script {
  readonly steps: readonly Step[];
  readonly then: "good" | "last";
}

export interface Arrival {
  readonly operation: string;
  readonly step: Step;
  readonly atMs: number;
  /** What it proved itself with. */
  readonly credential: string;
  /** As far as it was read. */
  body: string;
  /** The request was read to its end. */
  whole: boolean;
}

export class Lane {
  readonly arrivals: Arrival[] = [];
  /** Everything a foreign origin was told: request line, headers and body. */
  readonly foreign: string[] = [];
  /** Called when a request was read and is now being answered, or not. */
  onRead: (operation: string) => void = () => undefined;
  readonly setup: LaneSetup;
  readonly #taken = new Map<string, number>();
  readonly #sockets = new Set<Socket>();

  constructor(setup: LaneSetup) {
    this.setup = setup;
  }

  /** The operation of a request: of several that match, the one with the fewest parameters. */
  operationOf(method: string, path: string): Operation | undefined {
    return this.setup.operations
      .filter((operation) => operation.method === method && patternOf(operation.path).test(path))
      .sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
  }

  /** The step for the next request of an operation, which is thereby used up. */
  take({ id }: Operation): Step {
    const at = this.#taken.get(id) ?? 0;
    this.#taken.set(id, at + 1);
    const { steps, then } = this.setup.scripts[id] ?? { steps: [], then: "good" as const };
    return steps[at] ?? (then === "last" ? steps.at(-1) : undefined) ?? good;
  }

  /** What `take` would give. */
  peek(operation: Operation): Step {
    const step = this.take(operation);
    this.#taken.set(operation.id, (this.#taken.get(operation.id) ?? 1) - 1);
    return step;
  }

  /** How many requests of an operation have arrived. */
  count(id: string): number {
    return this.arrivals.filter(({ operation }) => operation === id).length;
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string, at: Origins): Promise<void> {
    this.#sockets.add(request.socket);
    response.on("close", () => this.#sockets.delete(request.socket));
    const operation = this.operationOf(request.method ?? "", path.split("?")[0] ?? "");
    if (operation === undefined) return void response.writeHead(404).end();
    const step = this.take(operation);
    const { authorization, "x-api-key": key } = request.headers;
    const credential = authorization ?? String(key ?? "");
    const atMs = this.setup.nowMs();
    // The server lives in the time of the client: a date in Retry-After counts from the date of the answer.
    if (this.setup.tellsTime === false) response.sendDate = false;
    else response.setHeader("date", new Date(atMs).toUTCString());
    const arrival: Arrival = { operation: operation.id, step, atMs, credential, body: "", whole: false };
    this.arrivals.push(arrival);
    const read = async (): Promise<void> => {
      request.setEncoding("utf8");
      for await (const text of request) arrival.body += text;
      arrival.whole = true;
      this.onRead(operation.id);
    };
    const form = operation.clientMethod === "login" || operation.clientMethod === "logout";
    await step.play({
      request,
      response,
      operation,
      read,
      good: this.setup.goodAnswer(operation),
      echo: () => [credential, credential.split(" ").at(-1), form ? arrival.body : ""].join(" "),
      nowMs: atMs,
      ...at,
    });
  }

  /** Drops every connection that is still open. */
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

interface Origins {
  readonly here: string;
  readonly elsewhere: string;
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  const pattern = known ?? new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
  if (known === undefined) patterns.set(path, pattern);
  return pattern;
}

export class MatrixServer {
  readonly #lanes = new Map<string, Lane>();
  readonly #home: Server;
  readonly #foreign: Server;
  #next = 1;

  private constructor() {
    // A connection that the server closes for being idle could meet a request half-way: a fault that no one ordered.
    const options = { keepAliveTimeout: 120_000, requestTimeout: 0 };
    this.#home = createServer(options, (request, response) => this.#route(request, response));
    this.#foreign = createServer(options, (request, response) => this.#meet(request, response));
  }

  static async start(): Promise<MatrixServer> {
    const server = new MatrixServer();
    for (const each of [server.#home, server.#foreign])
      await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", 1_024, resolve));
    return server;
  }

  open(setup: LaneSetup): { readonly lane: Lane; readonly url: string; readonly close: () => void } {
    const lane = new Lane(setup);
    const name = `c${this.#next++}`;
    this.#lanes.set(name, lane);
    const close = (): void => {
      lane.close();
      this.#lanes.delete(name);
    };
    return { lane, url: `${originOf(this.#home)}/${name}`, close };
  }

  async close(): Promise<void> {
    for (const each of [this.#home, this.#foreign]) {
      const closed = new Promise((resolve) => each.close(resolve));
      each.closeAllConnections();
      await closed;
    }
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    const { lane, path } = this.#find(request);
    quiet(request, response);
    if (lane === undefined) return void response.writeHead(410).end();
    const at = {
      here: `${originOf(this.#home)}${request.url}`,
      elsewhere: `${originOf(this.#foreign)}${request.url}`,
    };
    // A client that goes away in the middle is what this is about.
    lane.handle(request, response, path, at).catch(() => undefined);
  }

  /** The other origin writes down all it is told, and answers well. */
  #meet(request: IncomingMessage, response: ServerResponse): void {
    const { lane, path } = this.#find(request);
    quiet(request, response);
    const told = [`${request.method} ${request.url}`, ...request.rawHeaders];
    request.setEncoding("utf8");
    request.on("data", (text: string) => told.push(text));
    request.on("end", () => {
      lane?.foreign.push(told.join("\n"));
      const operation = lane?.operationOf(request.method ?? "", path.split("?")[0] ?? "");
      if (lane === undefined || operation === undefined) return void response.writeHead(404).end();
      const { status, type = "application/json", text } = lane.setup.goodAnswer(operation);
      response.writeHead(status, { "content-type": type }).end(text);
    });
  }

  #find(request: IncomingMessage): { readonly lane: Lane | undefined; readonly path: string } {
    const [, name = "", path = ""] = /^\/(c\d+)(\/.*)$/.exec(request.url ?? "") ?? [];
    return { lane: this.#lanes.get(name), path };
  }
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function quiet(request: IncomingMessage, response: ServerResponse): void {
  request.on("error", () => undefined);
  response.on("error", () => undefined);
}
