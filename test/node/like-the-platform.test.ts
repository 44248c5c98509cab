import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFetch } from "../../src/node/index.js";

// The platform's own fetch is the model: the same request over both, at the same server, must come to the same.

const TEXT = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ".repeat(400);
const GZIPPED = gzipSync(TEXT);

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const plain =
  (status: number, headers: Record<string, string | string[]> = {}, body: string | Buffer = ""): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body);

const ANSWERS: Readonly<Record<string, Answer>> = {
  "/json": plain(200, { "content-type": "application/json" }, '{"a":[1,2]}'),
  "/empty": plain(200),
  "/text": plain(200, { "content-type": "text/plain;charset=utf-8" }, TEXT),
  "/bom": plain(200, {}, "\ufeffafter a byte order mark"),
  "/204": plain(204, { "x-a": "b" }),
  "/304": plain(304, { etag: '"1"' }),
  "/404": plain(404, {}, "not here"),
  "/503": plain(503, { "retry-after": "2" }, "later"),
  "/cookies": plain(200, { "set-cookie": ["a=1; path=/", "b=2"], link: ["<a>; rel=x", "<b>; rel=y"] }),
  "/latin": (response) => {
    response.socket?.end(
      Buffer.from("HTTP/1.1 200 Sch\xf6n\r\nx-name: J\xf6rg\r\ncontent-length: 2\r\n\r\nok", "latin1"),
    );
  },
  "/gzip": plain(200, { "content-encoding": "gzip" }, GZIPPED),
  "/x-gzip": plain(200, { "content-encoding": "X-GZip" }, GZIPPED),
  "/deflate": plain(200, { "content-encoding": "deflate" }, deflateSync(TEXT)),
  "/raw-deflate": plain(200, { "content-encoding": "deflate" }, deflateRawSync(TEXT)),
  "/br": plain(200, { "content-encoding": "br" }, brotliCompressSync(TEXT)),
  "/twice": plain(200, { "content-encoding": "gzip, br" }, brotliCompressSync(GZIPPED)),
  "/unknown-coding": plain(200, { "content-encoding": "rot13" }, "uryyb"),
  "/too-many-codings": plain(200, { "content-encoding": Array(6).fill("gzip").join() }, "packed too often"),
  "/gzip-204": plain(204, { "content-encoding": "gzip" }),
  "/gzip-empty": plain(200, { "content-encoding": "gzip" }),
  "/gzip-broken": plain(200, { "content-encoding": "gzip" }, "no gzip at all"),
  "/gzip-without-end": plain(200, { "content-encoding": "gzip" }, GZIPPED.subarray(0, -8)),
  "/br-without-end": plain(200, { "content-encoding": "br" }, brotliCompressSync(TEXT).subarray(0, -3)),
  "/gzip-trailing": plain(200, { "content-encoding": "gzip" }, Buffer.concat([GZIPPED, Buffer.from("more")])),
  "/utf8-location": (response) => {
    response.socket?.end("HTTP/1.1 302 Found\r\nlocation: /j\u00e4son\r\ncontent-length: 0\r\n\r\n");
  },
  "/early": (response) => {
    response.writeProcessing();
    response.writeEarlyHints({ link: "</style.css>; rel=preload; as=style" });
    response.end("after two informational answers");
  },
  "/loop": plain(302, { location: "/loop" }),
  "/nowhere": plain(302, {}, "no location"),
  "/no-url": plain(302, { location: "http://[" }),
  "/other-scheme": plain(302, { location: "file:///etc/passwd" }),
  "/with-credentials": (response, { headers }) =>
    void response.writeHead(302, { location: `http://user:password@${headers.host}/json` }).end(),
  "/fragment": plain(302, { location: "/json#part" }),
};

let home: Server;
let elsewhere: Server;
const seen: string[] = [];

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

// What a request says, as far as the platform and a server's owner agree that it matters.
const TELLING = [
  "host",
  "authorization",
  "content-type",
  "content-length",
  "content-encoding",
  "content-language",
  "content-location",
  "transfer-encoding",
  "accept",
  "cookie",
  "x-a",
];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(chunk as Buffer);
  const { method = "", url = "", headers } = request;
  const told = TELLING.filter((name) => headers[name] !== undefined).map(
    (name) => `${name}: ${String(headers[name])}`,
  );
  const text = Buffer.concat(body)
    .toString()
    .replaceAll(/-+(formdata-undici|WebKit)[\w-]+/g, "boundary");
  seen.push(
    [`${method} ${url}`, ...told.map((line) => line.replace(/boundary=.+/, "boundary")), text].join("\n"),
  );
  const [, status, to] = /^\/(30\d)-to-(here|elsewhere)$/.exec(url) ?? [];
  if (status !== undefined) {
    const location = to === "here" ? "/json?after" : `${originOf(elsewhere)}/json?after`;
    return void response.writeHead(Number(status), { location }).end("moved");
  }
  (ANSWERS[url.split("?")[0] ?? ""] ?? ANSWERS["/json"])?.(response, request);
}

beforeAll(async () => {
  [home, elsewhere] = [createServer(), createServer()];
  for (const server of [home, elsewhere]) {
    server.on(
      "request",
      (request: IncomingMessage, response: ServerResponse) => void answer(request, response),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }
});
afterAll(async () => {
  for (const server of [home, elsewhere]) {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
});

const ours = nodeFetch();
afterAll(() => ours.close());

/** All that a caller could see of a call, and all that the server saw of it. */
async function account(fetch: typeof globalThis.fetch, path: string, init: RequestInit): Promise<unknown> {
  seen.length = 0;
  try {
    const response = await fetch(new URL(path, originOf(home)), init);
    const { status, statusText, ok, redirected, type, url } = response;
    const headers = [...response.headers].filter(([name]) => name !== "date");
    const hasBody = response.body !== null;
    const text = await response.text();
    return { status, statusText, ok, redirected, type, url, headers, hasBody, text, seen: [...seen] };
  } catch (error) {
    return { rejects: (error as Error).name, seen: [...seen] };
  }
}

const form = (): FormData => {
  const data = new FormData();
  data.append("a", "1");
  data.append("file", new Blob(["content"], { type: "text/csv" }), "b.csv");
  return data;
};
const streamOf = (...chunks: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
const secrets = { authorization: "Bearer secret", cookie: "session=1", "x-a": "stays" };

const CALLS: readonly (readonly [string, () => RequestInit])[] = [
  ...Object.keys(ANSWERS).map((path) => [path, () => ({})] as const),
  ...["/json", "/gzip", "/404"].map((path) => [path, () => ({ method: "HEAD" })] as const),
  ["/json?q=%20a+b&c=ä#fragment", () => ({})],
  ["/json", () => ({ headers: new Headers({ "X-A": "b" }) })],
  ["/json", () => ({ headers: { "X-A": "b", accept: "application/json" } })],
  [
    "/json",
    () => ({
      headers: [
        ["x-a", "b"],
        ["X-A", "c"],
      ],
    }),
  ],
  ["/json", () => ({ headers: { "x-a": "new\nline" } })],
  ["/json", () => ({ headers: { "x-a": " \tb \r\n" } })],
  ["/json", () => ({ headers: { "x-a": undefined as never } })],
  ["/json", () => ({ headers: { "no name": "b" } })],
  ["/json", () => ({ headers: { Host: "other.example" } })],
  ["/json", () => ({ method: "POST", body: "text" })],
  ["/json", () => ({ method: "post", body: "text", headers: { "Content-Type": "application/json" } })],
  ["/json", () => ({ method: "POST", body: "" })],
  ["/json", () => ({ method: "POST" })],
  ["/json", () => ({ method: "PUT", body: new TextEncoder().encode("bytes") })],
  ["/json", () => ({ method: "PATCH", body: new TextEncoder().encode("buffer").buffer })],
  ["/json", () => ({ method: "POST", body: new URLSearchParams({ a: "b c" }) })],
  ["/json", () => ({ method: "POST", body: new Blob(["blob"], { type: "text/csv" }) })],
  ["/json", () => ({ method: "POST", body: form() })],
  ["/json", () => ({ method: "POST", body: streamOf("a", "b", "c"), duplex: "half" })],
  ["/json", () => ({ method: "DELETE" })],
  ["/json", () => ({ method: "GET", body: "none may be" })],
  ["/json", () => ({ method: "CONNECT" })],
  ...[301, 302, 303, 307, 308].flatMap((status) =>
    ["here", "elsewhere"].flatMap((to) => [
      [`/${status}-to-${to}`, () => ({ headers: secrets })] as const,
      [
        `/${status}-to-${to}`,
        () => ({ method: "POST", body: "{}", headers: { ...secrets, "content-type": "application/json" } }),
      ] as const,
    ]),
  ),
  ...[301, 302, 303, 307].map(
    (status) =>
      [
        `/${status}-to-here`,
        () => ({ method: "POST", body: streamOf("gone", "after", "that"), duplex: "half" }),
      ] as const,
  ),
  ["/303-to-here", () => ({ method: "HEAD" })],
  [
    "/303-to-here",
    () => ({
      method: "POST",
      body: "{}",
      headers: { "Content-Encoding": "identity", "content-language": "de", "content-location": "/here" },
    }),
  ],
  ["/302-to-here", () => ({ redirect: "manual" })],
  ["/302-to-here", () => ({ redirect: "error" })],
  ["/302-to-here", () => ({ method: "PUT", body: "again" })],
];

describe("nodeFetch sends, answers and fails as the platform's fetch does", () => {
  it.each(CALLS.map(([path, init], at) => [at, path, JSON.stringify(init()), init] as const))(
    "%i: %s %s",
    async (_, path, __, init) => {
      const theirs = await account(fetch, path, init());
      expect(await account(ours, path, init())).toEqual(theirs);
    },
  );

  it.each(["not a URL", "http://user:password@127.0.0.1/", "ftp://127.0.0.1/"])(
    "%s is refused",
    async (url) => {
      await expect(fetch(url)).rejects.toBeInstanceOf(TypeError);
      const error = await ours(url).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).not.toContain("password");
    },
  );

  it("takes a Request, with what stands in it and what is said beside it", async () => {
    const request = (): Request =>
      new Request(`${originOf(home)}/json`, {
        method: "POST",
        body: "from the request",
        headers: { "x-a": "b" },
      });
    seen.length = 0;
    await fetch(request());
    await ours(request());
    await ours(request(), { method: "PUT" });
    const [theirs, mine, changed] = seen;
    expect(mine).toBe(theirs);
    expect(changed).toBe(theirs?.replace("POST", "PUT"));
  });

  it("asks for what it can decode, and says who it is, unless the caller does", async () => {
    const arrivals: IncomingMessage["headers"][] = [];
    const note = (request: IncomingMessage): void => void arrivals.push(request.headers);
    home.on("request", note);
    await (await ours(originOf(home))).text();
    await (
      await ours(originOf(home), { headers: { "accept-encoding": "identity", "User-Agent": "me" } })
    ).text();
    home.off("request", note);
    expect(arrivals).toMatchObject([
      { "accept-encoding": "gzip, deflate", "user-agent": "node" },
      { "accept-encoding": "identity", "user-agent": "me" },
    ]);
  });
});
