import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { Agent, ProxyAgent } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type NodeFetch, nodeFetch, type NodeFetchOptions } from "../../src/node/index.js";
import { FaultServer, reply } from "../support/fault-server.js";
import { type Proxy, startProxy } from "../support/proxy.js";
import { rejection } from "../support/rejection.js";
import { CERT, tlsServer } from "../support/tls.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function opened(options?: NodeFetchOptions): NodeFetch {
  const fetch = nodeFetch(options);
  cleanups.push(() => fetch.close());
  return fetch;
}

async function proxy(answer?: Parameters<typeof startProxy>[0]): Promise<Proxy> {
  const started = await startProxy(answer);
  cleanups.push(started.close);
  return started;
}

async function server(): Promise<FaultServer> {
  const started = await FaultServer.start(reply(200, "one"), reply(200, "two"));
  cleanups.push(() => started.close());
  return started;
}

const hostOf = (url: string): string => new URL(url).host;

describe("a proxy given by its URL", () => {
  it("is asked for a tunnel, for plain HTTP too, with the credentials of the URL", async () => {
    const [target, by] = [await server(), await proxy()];
    const fetch = opened({ proxy: by.url.replace("//", "//us%40er:pass%3Aword@") });
    expect(await (await fetch(target.url, { headers: { "x-a": "b" } })).text()).toBe("one");
    const authorization = `Basic ${Buffer.from("us@er:pass:word").toString("base64")}`;
    expect(by.tunnels).toEqual([{ target: hostOf(target.url), authorization }]);
    expect(by.forwarded).toEqual([]);
    expect(target.arrivals[0]?.headers).toMatchObject({ "x-a": "b", host: hostOf(target.url) });
    expect(target.arrivals[0]?.headers["proxy-authorization"]).toBeUndefined();
  });

  it("tunnels TLS: it sees neither request nor answer", async () => {
    const secure = await tlsServer((_, response) => response.end("through"));
    cleanups.push(secure.close);
    const by = await proxy();
    const dispatcher = new ProxyAgent({ uri: by.url, requestTls: { ca: CERT } });
    cleanups.push(() => dispatcher.close());
    expect(await (await opened({ dispatcher })(secure.url)).text()).toBe("through");
    expect(by.tunnels).toMatchObject([{ target: hostOf(secure.url) }]);
  });

  it("that refuses shows no credential in the error", async () => {
    const by = await proxy(407);
    const fetch = opened({ proxy: by.url.replace("//", "//user:secret@") });
    const error = await rejection(fetch("https://localhost:9"), TypeError);
    expect(error.cause).toMatchObject({ message: expect.stringContaining("407") });
    expect(inspect(error, { showHidden: true, depth: Infinity })).not.toMatch(/secret|dXNlcjpzZWNyZXQ/);
  });
});

describe('"env"', () => {
  const clear = (): void => {
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"])
      for (const variable of [name, name.toLowerCase()]) vi.stubEnv(variable, "");
  };

  it.each(["HTTP_PROXY", "http_proxy"])("goes through the proxy of %s", async (variable) => {
    clear();
    const [target, by] = [await server(), await proxy()];
    if (variable === "HTTP_PROXY") vi.stubEnv("http_proxy", undefined);
    vi.stubEnv(variable, by.url);
    expect(await (await opened({ proxy: "env" })(target.url)).text()).toBe("one");
    expect(by.tunnels).toHaveLength(1);
  });

  it("has a proxy of its own for https", async () => {
    clear();
    const [plain, secure] = [await proxy(), await proxy(502)];
    vi.stubEnv("http_proxy", plain.url);
    vi.stubEnv("https_proxy", secure.url);
    await rejection(opened({ proxy: "env" })("https://localhost:9"), TypeError);
    expect([plain.tunnels, secure.tunnels.map(({ target }) => target)]).toEqual([[], ["localhost:9"]]);
  });

  it("goes straight to what NO_PROXY names, and everywhere if there is no proxy", async () => {
    clear();
    const [target, by] = [await server(), await proxy()];
    expect(await (await opened({ proxy: "env" })(target.url)).text()).toBe("one");
    vi.stubEnv("http_proxy", by.url);
    vi.stubEnv("no_proxy", "example.com,127.0.0.1");
    expect(await (await opened({ proxy: "env" })(target.url)).text()).toBe("two");
    expect(by.tunnels).toEqual([]);
  });

  it("that holds no URL is refused without a word of it", () => {
    clear();
    vi.stubEnv("http_proxy", "http://user:secret@:80");
    expect(() => nodeFetch({ proxy: "env" })).toThrow(/HTTP_PROXY or HTTPS_PROXY/);
    expect(() => nodeFetch({ proxy: "env" })).not.toThrow(/secret/);
  });
});

it("without the option the environment is left alone", async () => {
  const [target, by] = [await server(), await proxy()];
  vi.stubEnv("http_proxy", by.url);
  expect(await (await opened()(target.url)).text()).toBe("one");
  expect(by.tunnels).toEqual([]);
});

it("a dispatcher of one's own is used as it is", async () => {
  const socketServer = createServer((_, response) => response.end("over its own connection"));
  await new Promise<void>((resolve) => socketServer.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => new Promise((resolve) => socketServer.close(resolve)));
  const { port } = socketServer.address() as AddressInfo;
  const dispatcher = new Agent({
    connect: { lookup: (_, __, found) => found(null, [{ address: "127.0.0.1", family: 4 }]) },
  });
  cleanups.push(() => dispatcher.close());
  const response = await opened({ dispatcher })(`http://api.example:${port}/`);
  expect(await response.text()).toBe("over its own connection");
});
