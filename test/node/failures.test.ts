import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { inspect } from "node:util";
import { Agent } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { withClock } from "../../src/core/base/clock.js";
import {
  ConfigError,
  ConnectionError,
  TimeoutError,
  UnknownOutcomeError,
} from "../../src/core/base/errors/index.js";
import { outcomeOfThrow } from "../../src/core/transport/outcome.js";
import { type NodeFetch, nodeFetch, type NodeFetchOptions } from "../../src/node/index.js";
import { batchRequests, messageBatch } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import {
  type Behaviour,
  FaultServer,
  hangUp,
  refusingUrl,
  reply,
  resetAfterReading,
  resetBeforeReading,
  stall,
} from "../support/fault-server.js";
import { startProxy } from "../support/proxy.js";
import { rejection } from "../support/rejection.js";
import { CERT, tlsServer } from "../support/tls.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function opened(options?: NodeFetchOptions): NodeFetch {
  const fetch = nodeFetch(options);
  cleanups.push(() => fetch.close());
  return fetch;
}

async function served(...script: Behaviour[]): Promise<FaultServer> {
  const server = await FaultServer.start(...script);
  cleanups.push(() => server.close());
  return server;
}

/** The URL of a TCP server that does this with every connection. */
async function tcp(meet: Parameters<typeof createTcpServer>[1]): Promise<string> {
  const server = createTcpServer(meet);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => void server.close());
  return `localhost:${(server.address() as AddressInfo).port}`;
}

async function tls(...options: Parameters<typeof tlsServer>): Promise<string> {
  const server = await tlsServer(...options);
  cleanups.push(server.close);
  return server.url;
}

function clientOf(fetch: NodeFetch, baseUrl: string): AnthropicClient {
  return new AnthropicClient(withClock({ apiKey: "sk-ant-test", baseUrl, fetch }, new FakeClock()));
}

/** What a paid call comes to over this fetch: the class of its error, and the outcomes of its attempts. */
async function paid(fetch: NodeFetch, baseUrl: string): Promise<[string, readonly string[], string]> {
  const { batches } = clientOf(fetch, baseUrl);
  const error = await rejection(batches.create({ requests: batchRequests(1) }));
  expect(error).toSatisfy((thrown) => ConnectionError.is(thrown) || UnknownOutcomeError.is(thrown));
  const { name, attempts } = error as ConnectionError;
  return [name, attempts.map(({ outcome }) => outcome), attempts[0]?.error ?? ""];
}

const UNSENT = ["notSent", "notSent", "notSent"];
const never = (): void => expect.unreachable("a request arrived");

describe("a request that cannot have arrived is not sent, and a paid call is tried again", () => {
  it.each<[string, () => Promise<string>, RegExp]>([
    ["nobody listens", refusingUrl, /^ECONNREFUSED$/],
    ["the name is unknown", async () => "http://nothing.invalid", /^(ENOTFOUND|EAI_AGAIN)$/],
    ["the certificate is unknown", () => tls(never), /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
    [
      "there is no common version of TLS",
      () => tls(never, { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }),
      /^(ERR_SSL|EPROTO)/,
    ],
    [
      "the port speaks no TLS",
      async () => (await served()).url.replace("http:", "https:"),
      /^(ERR_SSL|EPROTO)/,
    ],
    [
      "the handshake is cut off",
      async () => `https://${await tcp((socket) => socket.once("data", () => socket.resetAndDestroy()))}`,
      /^ECONNRESET$/,
    ],
    [
      "the handshake is ended",
      async () => `https://${await tcp((socket) => socket.once("data", () => socket.end()))}`,
      /^ECONNRESET$/,
    ],
  ])("%s", async (_, url, code) => {
    expect(await paid(opened(), await url())).toEqual([
      "ConnectionError",
      UNSENT,
      expect.stringMatching(code),
    ]);
  });

  it("the certificate is for another name", async () => {
    const { port } = new URL(await tls(never));
    const dispatcher = new Agent({ connect: { ca: CERT, servername: "elsewhere.example" } });
    cleanups.push(() => dispatcher.close());
    const [name, attempts, code] = await paid(opened({ dispatcher }), `https://localhost:${port}`);
    expect([name, attempts, code]).toEqual(["ConnectionError", UNSENT, "ERR_TLS_CERT_ALTNAME_INVALID"]);
  });

  it.each([407, 403, 502, 503, "hang up"] as const)("the proxy opens no tunnel: %s", async (answer) => {
    const proxy = await startProxy(answer);
    cleanups.push(proxy.close);
    for (const target of ["http://localhost:9", "https://localhost:9"]) {
      const [name, attempts] = await paid(opened({ proxy: proxy.url }), target);
      expect([name, attempts]).toEqual(["ConnectionError", UNSENT]);
    }
    // Once for each attempt of both calls.
    expect(proxy.tunnels).toHaveLength(6);
  });

  it("a connection that takes too long to stand", async () => {
    const silent = await tcp((socket) => cleanups.push(() => socket.destroy()));
    const fetch = opened({ connectTimeoutMs: 50 });
    const error = await rejection(fetch(`https://${silent}`, { method: "POST" }), TypeError);
    expect(error.cause).toMatchObject({ code: "UND_ERR_CONNECT_TIMEOUT" });
    expect(outcomeOfThrow(error)).toBe("notSent");
  });

  it("a proxy that does not answer", async () => {
    const silent = await tcp((socket) => cleanups.push(() => socket.destroy()));
    const fetch = opened({ connectTimeoutMs: 50, proxy: `http://${silent}` });
    const error = await rejection(fetch("https://localhost:9", { method: "POST" }), TypeError);
    expect(error.cause).toMatchObject({ code: "UND_ERR_HEADERS_TIMEOUT" });
    expect(outcomeOfThrow(error)).toBe("notSent");
  });

  it("what fetch refuses to send", async () => {
    const fetch = opened();
    const { url } = await served();
    const calls: Promise<Response>[] = [
      fetch("nowhere"),
      fetch(url, { method: "POST", headers: { "x-a": "two\nlines" } }),
      fetch(url, { method: "POST", headers: { "transfer-encoding": "gzip" } }),
      fetch(url, { method: "GET", body: "none may be" }),
    ];
    for (const call of calls) expect(outcomeOfThrow(await rejection(call, TypeError))).toBe("notSent");
  });

  it("a call after `close`", async () => {
    const fetch = nodeFetch();
    const { url } = await served(reply(200));
    await (await fetch(url)).text();
    await fetch.close();
    const error = await rejection(fetch(url, { method: "POST" }), TypeError);
    expect(error.cause).toMatchObject({ code: expect.stringMatching(/^UND_ERR_(CLOSED|DESTROYED)$/) });
    expect(outcomeOfThrow(error)).toBe("notSent");
  });
});

describe("a request that may have arrived has an unknown outcome, and a paid call is never sent again", () => {
  it.each<[string, Behaviour]>([
    ["reset before the body was read", resetBeforeReading()],
    ["reset after the body was read", resetAfterReading()],
    ["closed without an answer", hangUp()],
    ["an answer that is no HTTP", ({ socket }) => void socket.end("220 mail ready\r\n")],
  ])("%s", async (_, behaviour) => {
    const server = await served(behaviour);
    const [name, attempts] = await paid(opened(), server.url);
    expect([name, attempts]).toEqual(["UnknownOutcomeError", ["unknown"]]);
    expect(server.arrivals).toHaveLength(1);
  });

  it("a redirect that led to where nobody listens", async () => {
    const nowhere = await refusingUrl();
    const server = await served(reply(303, "", { location: nowhere }));
    const error = await rejection(opened()(server.url, { method: "POST", body: "{}" }), TypeError);
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
    expect(outcomeOfThrow(error)).toBe("unknown");
  });
});

describe("an abort", () => {
  it("before the call sends nothing and rejects with its reason", async () => {
    const server = await served();
    expect(await rejection(opened()(server.url, { signal: AbortSignal.abort("enough") }))).toBe("enough");
    expect(server.arrivals).toEqual([]);
  });

  it("while the connection is made rejects at once, and nothing is sent when it stands", async () => {
    const controller = new AbortController();
    const target = await tcp((socket) => {
      cleanups.push(() => socket.destroy());
      controller.abort("enough");
    });
    const { signal } = controller;
    expect(await rejection(opened()(`https://${target}`, { method: "POST", signal }))).toBe("enough");
  });

  it("of a paid call while the connection is made rejects with its reason: nothing was sent", async () => {
    const controller = new AbortController();
    const target = await tcp((socket) => {
      cleanups.push(() => socket.destroy());
      controller.abort("enough");
    });
    const { batches } = clientOf(opened(), `https://${target}`);
    const options = { signal: controller.signal };
    expect(await rejection(batches.create({ requests: batchRequests(1) }, options))).toBe("enough");
  });

  it("by the clock while the connection is made has sent nothing, either: the paid call is tried again", async () => {
    const target = await tcp((socket) => cleanups.push(() => socket.destroy()));
    const { batches } = clientOf(opened(), `https://${target}`);
    const options = { attemptTimeoutMs: 20 };
    const error = await rejection(batches.create({ requests: batchRequests(1) }, options), TimeoutError);
    expect(error.attempts.map(({ outcome }) => outcome)).toEqual(UNSENT);
  });

  it("of a paid call that was sent leaves its outcome unknown", async () => {
    const server = await served(stall());
    const controller = new AbortController();
    const { batches } = clientOf(opened(), server.url);
    const options = { signal: controller.signal };
    const call = rejection(batches.create({ requests: batchRequests(1) }, options), UnknownOutcomeError);
    await server.arrived(1);
    controller.abort("enough");
    expect(await call).toMatchObject({ cause: "enough" });
    await server.arrivals[0]?.over;
  });

  it("while the answer is awaited closes the connection", async () => {
    const server = await served(stall());
    const controller = new AbortController();
    const call = rejection(opened()(server.url, { method: "POST", body: "{}", signal: controller.signal }));
    await server.arrived(1);
    controller.abort("enough");
    expect(await call).toBe("enough");
    await server.arrivals[0]?.over;
  });

  it("of a signal that serves many calls leaves no listener on it", async () => {
    const server = await served(...Array.from({ length: 30 }, () => reply(200, "ok")));
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    const { signal } = new AbortController();
    const fetch = opened();
    await Promise.all(Array.from({ length: 30 }, async () => (await fetch(server.url, { signal })).text()));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });
});

describe("options", () => {
  it("that contradict each other are refused", () => {
    const dispatcher = new Agent();
    expect(() => nodeFetch({ dispatcher, proxy: "env" })).toThrow(ConfigError);
    expect(() => nodeFetch({ dispatcher, connectTimeoutMs: 1 })).toThrow(ConfigError);
  });

  it.each(["proxy.example:3128", "socks5://user:secret@proxy.example", "http://user:secret@:80", ""])(
    "a proxy that is no URL of one is refused without a word of it: %s",
    (proxy) => {
      const error = (() => {
        try {
          return nodeFetch({ proxy });
        } catch (thrown) {
          return thrown;
        }
      })();
      expect(error).toBeInstanceOf(ConfigError);
      expect(inspect(error, { showHidden: true })).not.toContain("secret");
    },
  );

  it("may be given as undefined", async () => {
    const server = await served(reply(200, messageBatch()));
    const none = {
      dispatcher: undefined,
      proxy: undefined,
      connectTimeoutMs: undefined,
      freshForSends: undefined,
    };
    expect((await opened(none)(server.url)).status).toBe(200);
  });

  it("leave a dispatcher that was passed in open when the fetch is closed", async () => {
    const server = await served(reply(200), reply(200));
    const dispatcher = new Agent();
    const fetch = nodeFetch({ dispatcher });
    await (await fetch(server.url)).text();
    await fetch.close();
    expect(dispatcher.closed).toBe(false);
    await dispatcher.close();
  });

  it("without limits of time: an answer may take as long as it likes", async () => {
    const seen: object[] = [];
    const dispatcher = new Agent().compose((dispatch) => (options, handler) => {
      seen.push(options);
      return dispatch(options, handler);
    });
    cleanups.push(() => dispatcher.close());
    const server = await served(reply(200));
    await (await opened({ dispatcher })(server.url)).text();
    expect(seen).toMatchObject([{ headersTimeout: 0, bodyTimeout: 0 }]);
  });
});
