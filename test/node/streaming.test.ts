import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { CHUNKS, type ChunkReader, offerChunks } from "../../src/core/transport/chunks.js";
import { nodeFetch } from "../../src/node/index.js";
import { batchRequests, endedBatch, messageBatch, resultsFile } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import { type Behaviour, FaultServer, partial, reply } from "../support/fault-server.js";
import { all, rejection } from "../support/rejection.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function faults(...script: Behaviour[]): Promise<FaultServer> {
  const server = await FaultServer.start(...script);
  cleanups.push(() => server.close());
  return server;
}

function opened(): typeof globalThis.fetch {
  const fetch = nodeFetch();
  cleanups.push(() => fetch.close());
  return fetch;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets sockets do what they can; resolves when `count` has stayed the same for a while. */
async function settled(count: () => number): Promise<number> {
  for (let same = 0, last = count(); same < 200; last = count()) {
    await turn();
    same = count() === last ? same + 1 : 0;
  }
  return count();
}

const MIB = 1024 * 1024;
const CHUNK = new Uint8Array(64 * 1024);

// What sockets of both sides and this side of the body may hold, and not one of many times as much.
const ROOM = 32 * MIB;
const PLENTY = 4 * ROOM;

/** The chunks of a body of our own clients, which is read past any stream. */
function chunksOf(response: Response): ChunkReader {
  return (response as unknown as { [CHUNKS](): ChunkReader })[CHUNKS]();
}

describe("a download", () => {
  /** A server that sends as fast as it may, and counts. */
  async function fountain(): Promise<{ url: string; sent: () => number }> {
    let sent = 0;
    const url = await serve((_, response) => {
      response.on("error", () => undefined);
      const pour = (): void => {
        while (sent < PLENTY && !response.destroyed) {
          sent += CHUNK.byteLength;
          if (!response.write(CHUNK)) return void response.once("drain", pour);
        }
        response.end();
      };
      pour();
    });
    return { url, sent: () => sent };
  }

  it("goes no faster than it is read", async () => {
    const { url, sent } = await fountain();
    const reader = chunksOf(await opened()(url));
    expect(await settled(sent)).toBeLessThan(ROOM);
    let read = 0;
    while (read < 2 * ROOM) read += (await reader.read()).value?.byteLength ?? PLENTY;
    expect(await settled(sent)).toBeLessThan(3 * ROOM);
    await reader.cancel();
  });

  it("comes whole when it was held back time and again", async () => {
    const { url, sent } = await fountain();
    const reader = chunksOf(await opened()(url));
    let read = 0;
    for (let chunk = await reader.read(); chunk.value; chunk = await reader.read()) {
      read += chunk.value.byteLength;
      if (read % (8 * MIB) < CHUNK.byteLength) await turn();
    }
    expect([read, sent()]).toEqual([PLENTY, PLENTY]);
  });

  it("through the platform's stream goes no faster than it is read, either", async () => {
    const { url, sent } = await fountain();
    const { body } = await opened()(url);
    expect(await settled(sent)).toBeLessThan(ROOM);
    await body?.cancel();
  });

  it("that is compressed comes whole", async () => {
    const packed = gzipSync(new Uint8Array(ROOM), { level: 1 });
    const url = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
    );
    const reader = chunksOf(await opened()(url));
    let read = 0;
    for (let chunk = await reader.read(); chunk.value; chunk = await reader.read())
      read += chunk.value.byteLength;
    expect(read).toBe(ROOM);
  });

  it.each(["identity", "gzip"])("that is cancelled closes the connection (%s)", async (coding) => {
    const piece = coding === "gzip" ? gzipSync("begun").subarray(0, 12) : "begun";
    const server = await faults(partial([piece], "stall", { "content-encoding": coding }));
    const reader = chunksOf(await opened()(server.url));
    const pending = reader.read();
    await reader.cancel();
    await pending;
    expect(await reader.read()).toMatchObject({ done: true });
    await server.arrivals[0]?.over;
  });

  it.each(["identity", "gzip"])(
    "that is aborted rejects with the reason and closes the connection (%s)",
    async (coding) => {
      const piece = coding === "gzip" ? gzipSync("begun").subarray(0, 12) : "begun";
      const server = await faults(partial([piece], "stall", { "content-encoding": coding }));
      const controller = new AbortController();
      const response = await opened()(server.url, { signal: controller.signal });
      const reading = rejection(response.text());
      await turn();
      controller.abort("enough");
      expect(await reading).toBe("enough");
      await server.arrivals[0]?.over;
    },
  );
});

describe("an answer that nobody holds any more", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;

  it("gives its connection up, unless somebody reads its body", async () => {
    const stalled = (): Behaviour => partial(["begun"], "stall");
    const server = await faults(stalled(), stalled());
    const fetch = opened();
    await fetch(server.url);
    const reader = chunksOf(await fetch(server.url));
    let isOver = false;
    void server.arrivals[0]?.over.then(() => (isOver = true));
    while (!isOver) {
      collect();
      await turn();
    }
    expect(await reader.read()).toMatchObject({ value: Buffer.from("begun") });
    await reader.cancel();
  });
});

describe("an upload", () => {
  /** A server that reads nothing of a body, and a source that counts what is taken of it. */
  async function stalled(): Promise<{ url: string; reads: (() => void)[] }> {
    const reads: (() => void)[] = [];
    const url = await serve((request, response) => {
      request.pause();
      reads.push(() => {
        let size = 0;
        request.on("data", (chunk: Buffer) => (size += chunk.byteLength));
        request.on("end", () => response.end(String(size)));
        request.resume();
      });
    });
    return { url, reads };
  }

  function source(): { taken: () => number; returned: () => number; chunks: AsyncGenerator<Uint8Array> } {
    let [taken, returned] = [0, 0];
    async function* chunks(): AsyncGenerator<Uint8Array> {
      try {
        for (; taken < PLENTY; taken += CHUNK.byteLength) yield CHUNK;
      } finally {
        returned++;
      }
    }
    return { taken: () => taken, returned: () => returned, chunks: chunks() };
  }

  /** As our own clients hand an upload over. */
  function offered(chunks: AsyncGenerator<Uint8Array>): RequestInit {
    const body = offerChunks(new ReadableStream<Uint8Array>(), () => chunks);
    return { method: "POST", body, duplex: "half" } as RequestInit;
  }

  it("takes no more of its source than the server reads, and arrives whole", async () => {
    const { url, reads } = await stalled();
    const { chunks, taken } = source();
    const call = opened()(url, offered(chunks));
    expect(await settled(taken)).toBeLessThan(ROOM);
    reads.forEach((read) => read());
    expect(await (await call).text()).toBe(String(PLENTY));
  });

  it("of the platform's streams takes no more than the server reads, either", async () => {
    const { url, reads } = await stalled();
    const { chunks, taken } = source();
    const body = new ReadableStream<Uint8Array>(
      { pull: async (controller) => controller.enqueue((await chunks.next()).value as Uint8Array) },
      { highWaterMark: 0 },
    );
    const controller = new AbortController();
    const init = { method: "POST", body, duplex: "half", signal: controller.signal };
    const call = rejection(opened()(url, init as RequestInit));
    expect(await settled(taken)).toBeLessThan(ROOM);
    expect(reads).toHaveLength(1);
    controller.abort("enough");
    expect(await call).toBe("enough");
  });

  it("of Node's streams and generators leaves as it comes, and ends with the call's signal", async () => {
    const server = createServer((request) => request.resume());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const aborting = new AbortController();
    const arrived = new Promise((resolve) =>
      server.on("request", (request) => request.once("data", resolve)),
    );
    let isClosed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) {
          yield Buffer.alloc(1_000);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      } finally {
        isClosed = true;
      }
    }
    const fetch = nodeFetch();
    const init = { method: "POST", body: endless(), duplex: "half", signal: aborting.signal };
    const call = fetch(`http://127.0.0.1:${port}/`, init as never);
    await arrived;
    aborting.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    await vi.waitFor(() => expect(isClosed).toBe(true));
    await fetch.close();
    await fetch.close();
    server.close();
  });

  it("that is aborted, or whose connection breaks, closes its source", async () => {
    const controller = new AbortController();
    const server = await faults(
      ({ request }) => void request.once("data", () => request.socket.resetAndDestroy()),
    );
    const { url } = await stalled();
    const aborted = source();
    const call = rejection(opened()(url, { ...offered(aborted.chunks), signal: controller.signal }));
    await settled(aborted.taken);
    controller.abort("enough");
    expect(await call).toBe("enough");
    const broken = source();
    await rejection(opened()(server.url, offered(broken.chunks)), TypeError);
    await settled(broken.returned);
    expect([aborted.returned(), broken.returned()]).toEqual([1, 1]);
  });

  it("that is answered before its end closes its source, and the answer comes", async () => {
    const url = await serve((_, response) =>
      response.writeHead(413, { connection: "close" }).end("too large"),
    );
    const { chunks, returned } = source();
    const response = await opened()(url, offered(chunks));
    expect(response.status).toBe(413);
    expect(await response.text()).toBe("too large");
    await settled(returned);
    expect(returned()).toBe(1);
  });

  it("whose source fails is cut off, so that it cannot be taken for the whole", async () => {
    const server = await faults(({ read }) => read());
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield CHUNK;
      throw new Error("the file broke off");
    }
    const error = await rejection(opened()(server.url, offered(failing())), TypeError);
    expect(error.cause).toMatchObject({ message: "the file broke off" });
    await server.arrivals[0]?.over;
  });

  it("that is longer or shorter than it says is cut off", async () => {
    const server = await faults(
      ({ read }) => read(),
      ({ read }) => read(),
    );
    for (const length of [CHUNK.byteLength - 1, CHUNK.byteLength + 1]) {
      async function* one(): AsyncGenerator<Uint8Array> {
        yield CHUNK;
      }
      const init = { ...offered(one()), headers: { "content-length": String(length) } };
      const error = await rejection(opened()(server.url, init), TypeError);
      expect(error.cause).toMatchObject({ code: "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH" });
    }
  });
});

describe("our own clients over nodeFetch", () => {
  const options = (baseUrl: string): ConstructorParameters<typeof AnthropicClient>[0] =>
    withClock({ apiKey: "sk-ant-test", baseUrl, fetch: opened() }, new FakeClock());

  it("send and read past the platform's streams", async () => {
    const server = await faults(reply(200, messageBatch()), reply(200, resultsFile(3)));
    const Plain = globalThis.ReadableStream;
    const made: unknown[] = [];
    globalThis.ReadableStream = new Proxy(Plain, {
      construct(target, args: ConstructorParameters<typeof Plain>) {
        made.push(args);
        return new target(...args);
      },
    });
    cleanups.push(() => void (globalThis.ReadableStream = Plain));
    const { batches } = new AnthropicClient(options(server.url));
    const requests = batchRequests(3, "ü".repeat(300_000));
    await batches.create({ requests });
    expect(server.arrivals[0]?.body === JSON.stringify({ requests })).toBe(true);
    expect(server.arrivals[0]?.headers["content-length"]).toBeDefined();
    const lines = await all(batches.results(endedBatch({ succeeded: 3 })));
    expect(lines.map(({ custom_id }) => custom_id)).toEqual(["r0", "r1", "r2"]);
    // The one that any fetch would take the upload from; nobody has opened it.
    expect(made).toHaveLength(1);
  });

  it("read results that come compressed", async () => {
    const packed = gzipSync(resultsFile(3));
    const server = await faults(reply(200, packed, { "content-encoding": "gzip" }));
    const { batches } = new AnthropicClient(options(server.url));
    expect(await all(batches.results(endedBatch({ succeeded: 3 })))).toHaveLength(3);
  });
});
