import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, MockAgent } from "undici";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SinchClient } from "../../src/sinch/index.js";
import { type NodeFetch, nodeFetch, type NodeFetchOptions } from "../../src/node/index.js";
import { offerChunks } from "../../src/core/transport/chunks.js";
import { outcomeOfThrow } from "../../src/core/transport/outcome.js";
import { rejection } from "../support/rejection.js";
import { startProxy } from "../support/proxy.js";
import { CERT, tlsServer } from "../support/tls.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The monotonic clock of this process, which tests set forward. */
let aheadMs = 0;
beforeEach(() => {
  aheadMs = 0;
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + aheadMs);
});

/** A server that keeps connections open, and the connection (by its port) of each request that arrived. */
async function keeper(answer: RequestListener = (_, response) => response.end("{}")): Promise<Keeper> {
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    connections.push(request.socket.remotePort ?? 0);
    answer(request, response);
  });
  const connections: number[] = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections };
}
interface Keeper {
  readonly url: string;
  readonly connections: readonly number[];
}

function opened(options?: NodeFetchOptions): NodeFetch {
  const fetch = nodeFetch(options);
  cleanups.push(() => fetch.close());
  return fetch;
}

// undici gives a connection back when the event loop has turned once.
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

async function ask(fetch: NodeFetch, url: string, init?: RequestInit): Promise<string> {
  const text = await (await fetch(url, init)).text();
  await turn();
  return text;
}
const get = (fetch: NodeFetch, url: string): Promise<string> => ask(fetch, url);
const post = (fetch: NodeFetch, url: string, method = "POST"): Promise<string> =>
  ask(fetch, url, { method, body: "{}" });

/** Which of the requests went over the same connection: [0, 0, 1] is a new one for the third. */
function pattern({ connections }: { readonly connections: readonly number[] }): number[] {
  const known = [...new Set(connections)];
  return connections.map((port) => known.indexOf(port));
}

describe("a paid request", () => {
  it.each(["POST", "PUT", "PATCH", "DELETE"])(
    "goes over no connection that has been idle: %s",
    async (method) => {
      const server = await keeper();
      const fetch = opened();
      await get(fetch, server.url);
      aheadMs += 1_000;
      await post(fetch, server.url, method);
      expect(pattern(server)).toEqual([0, 1]);
    },
  );

  it("goes over one that was read from a moment ago", async () => {
    const server = await keeper();
    const fetch = opened();
    await get(fetch, server.url);
    aheadMs += 900;
    await post(fetch, server.url);
    aheadMs += 900;
    await post(fetch, server.url);
    expect(pattern(server)).toEqual([0, 0, 0]);
  });

  it("passes over several idle ones", async () => {
    const server = await keeper();
    const fetch = opened();
    await Promise.all([get(fetch, server.url), get(fetch, server.url), get(fetch, server.url)]);
    aheadMs += 5_000;
    await post(fetch, server.url);
    expect(pattern(server)).toEqual([0, 1, 2, 3]);
  });

  it("takes nothing from its source before it has found a connection, and sends it whole", async () => {
    const bodies: string[] = [];
    const server = await keeper((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        bodies.push(body);
        response.end("{}");
      });
    });
    const fetch = opened();
    await get(fetch, server.url);
    aheadMs += 1_000;
    async function* once(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("one, ");
      yield Buffer.from("two");
    }
    const body = offerChunks(new ReadableStream<Uint8Array>(), once);
    await (await fetch(server.url, { method: "POST", body, duplex: "half" } as RequestInit)).text();
    expect(bodies).toEqual(["", "one, two"]);
    expect(pattern(server)).toEqual([0, 1]);
  });

  it("leaves a connection alone that is idle only because its answer takes long", async () => {
    const answers: (() => void)[] = [];
    const server = await keeper((request, response) => {
      if (request.method === "POST") response.end("{}");
      else answers.push(() => response.end("late"));
    });
    const fetch = opened();
    const late = get(fetch, server.url);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    aheadMs += 60_000;
    await post(fetch, server.url);
    answers[0]?.();
    expect(await late).toBe("late");
  });

  it("can still be aborted while it looks for a connection", async () => {
    const server = await keeper();
    const fetch = opened();
    await get(fetch, server.url);
    aheadMs += 1_000;
    const controller = new AbortController();
    const call = fetch(server.url, { method: "POST", body: "{}", signal: controller.signal });
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    expect(server.connections).toHaveLength(1);
  });

  it("is not sent if the fetch is closed while it looks for a connection", async () => {
    const server = await keeper();
    const fetch = nodeFetch();
    await get(fetch, server.url);
    aheadMs += 1_000;
    // Tells of the connection that is refused.
    const channel = "undici:client:sendHeaders";
    const close = (): void => void fetch.close();
    subscribe(channel, close);
    cleanups.push(() => void unsubscribe(channel, close));
    const error = await rejection(fetch(server.url, { method: "POST", body: "{}" }), TypeError);
    expect(outcomeOfThrow(error)).toBe("notSent");
    expect(server.connections).toHaveLength(1);
  });

  it("goes over TLS connections by the same rule", async () => {
    const connections: number[] = [];
    const server = await tlsServer((request, response) => {
      connections.push(request.socket.remotePort ?? 0);
      response.end("{}");
    });
    cleanups.push(server.close);
    const dispatcher = new Agent({ connect: { ca: CERT } });
    cleanups.push(() => dispatcher.close());
    const fetch = opened({ dispatcher });
    await get(fetch, server.url);
    await post(fetch, server.url);
    aheadMs += 1_000;
    await post(fetch, server.url);
    expect(pattern({ connections })).toEqual([0, 0, 1]);
  });

  it("goes through a proxy's tunnels by the same rule", async () => {
    const server = await keeper();
    const proxy = await startProxy();
    cleanups.push(proxy.close);
    const fetch = opened({ proxy: proxy.url });
    await get(fetch, server.url);
    await post(fetch, server.url);
    aheadMs += 1_000;
    await post(fetch, server.url);
    expect(pattern(server)).toEqual([0, 0, 1]);
    expect(proxy.tunnels).toHaveLength(2);
  });

  it("goes over the connections of a dispatcher that was passed in by the same rule", async () => {
    const server = await keeper();
    const dispatcher = new Agent();
    cleanups.push(() => dispatcher.close());
    // This one was made and used by somebody else: when it was read from is not known.
    await (await dispatcher.request({ origin: server.url, path: "/", method: "GET" })).body.dump();
    await turn();
    const fetch = opened({ dispatcher });
    aheadMs += 1_000;
    await post(fetch, server.url);
    await post(fetch, server.url);
    expect(pattern(server)).toEqual([0, 1, 1]);
  });

  it("needs no connection where the dispatcher has none", async () => {
    const dispatcher = new MockAgent();
    cleanups.push(() => dispatcher.close());
    dispatcher.disableNetConnect();
    const pool = dispatcher.get("http://mock.example");
    pool.intercept({ path: "/", method: "POST" }).reply(201, { id: "a" });
    const response = await opened({ dispatcher })("http://mock.example/", { method: "POST", body: "{}" });
    expect([response.status, await response.json()]).toEqual([201, { id: "a" }]);
  });

  it("is sent once, and carried out, where the server closes what has been idle", async () => {
    let posts = 0;
    const document = { id: "B", type: "mt_text", to: ["46700000001"], body: "x", canceled: false };
    const used = new WeakSet<object>();
    const server = await keeper((request, response) => {
      if (used.has(request.socket)) return void request.socket.resetAndDestroy();
      used.add(request.socket);
      if (request.method === "POST") posts++;
      response.setHeader("content-type", "application/json").end(JSON.stringify(document));
    });
    const keys = { servicePlanId: "plan", apiToken: "token-12345" };
    const { batches } = new SinchClient({ ...keys, baseUrl: server.url, fetch: opened() });
    await batches.get("B");
    aheadMs += 1_000;
    expect(await batches.send({ to: ["46700000001"], body: "x" })).toMatchObject({ id: "B" });
    expect(posts).toBe(1);
  });
});

describe("a read", () => {
  it("goes over an idle connection: it can be repeated", async () => {
    const server = await keeper();
    const fetch = opened();
    await get(fetch, server.url);
    aheadMs += 3_000;
    await get(fetch, server.url);
    for (const method of ["OPTIONS", "HEAD"]) {
      aheadMs += 3_000;
      await ask(fetch, server.url, { method });
    }
    expect(pattern(server)).toEqual([0, 0, 0, 0]);
  });
});

it("freshForSends: false leaves the choice to undici", async () => {
  const server = await keeper();
  const fetch = opened({ freshForSends: false });
  await get(fetch, server.url);
  aheadMs += 3_000;
  await post(fetch, server.url);
  expect(pattern(server)).toEqual([0, 0]);
});
