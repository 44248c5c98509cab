/** A server that closes a connection just as the next request leaves over it: whether it saw the request, nobody can tell. */
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { UnknownOutcomeError } from "../../src/core/base/errors/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { fetches } from "./fetches.js";

const text = JSON.stringify({ id: "B", type: "mt_text", to: ["46700000001"], body: "Hi", canceled: false });
const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`;

/** Answers the first request of each connection, and resets the connection when a second one arrives. */
class OnceServer {
  /** `POST`, `GET` and so on: of those that were answered, and of all. */
  readonly answered: string[] = [];
  readonly arrived: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let requests = 0;
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const [method = ""] = /^(?:GET|POST)(?= )/.exec(data.toString("latin1")) ?? [];
      if (method === "") return;
      this.arrived.push(method);
      if (++requests > 1) return void socket.resetAndDestroy();
      this.answered.push(method);
      socket.write(answer);
    });
  }
}

let server: OnceServer;
afterEach(() => server.close());

// As many as never go by without meeting a connection that was used before.
const MOST_SENDS = 20;

describe.each(fetches)("over $name, a connection that the server closes", ({ fetch }) => {
  it("leaves a paid call unknown that left over it, sends none twice, and costs a read nothing", async () => {
    server = new OnceServer();
    const baseUrl = await server.listen();
    const options = { servicePlanId: "plan", apiToken: "token-0123456789", baseUrl, fetch };
    const { batches } = new SinchClient(withClock(options, new FakeClock()));
    const count = (list: readonly string[], method: string): number =>
      list.filter((each) => each === method).length;
    let [sends, lost]: [number, unknown] = [0, undefined];
    while (lost === undefined && sends < MOST_SENDS) {
      await batches.get("B");
      sends++;
      await batches.send({ to: ["46700000001"], body: "Hi" }).catch((error: unknown) => (lost = error));
    }
    expect(UnknownOutcomeError.is(lost)).toBe(true);
    expect(count(server.arrived, "POST")).toBe(sends);
    expect(count(server.answered, "POST")).toBe(sends - 1);
    expect(await batches.get("B")).toMatchObject({ id: "B" });
  });

  it("while this process was busy carries no paid call", async () => {
    server = new OnceServer();
    const baseUrl = await server.listen();
    const options = { servicePlanId: "plan", apiToken: "token-0123456789", baseUrl, fetch };
    const { batches } = new SinchClient(withClock(options, new FakeClock()));
    await batches.get("B");
    // By then the connection waits for the next request.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    // Closed and sent in one turn of the event loop: the client has had no occasion to see it.
    server.hangUp();
    expect(await batches.send({ to: ["46700000001"], body: "Hi" })).toMatchObject({ id: "B" });
    expect(server.arrived).toEqual(["GET", "POST"]);
  });
});
