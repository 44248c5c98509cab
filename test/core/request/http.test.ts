import { describe, expect, it } from "vitest";
import {
  AuthenticationError,
  ConfigError,
  ConnectionError,
  HttpError,
  NotFoundError,
  ResponseParseError,
  UnknownOutcomeError,
  ValidationError,
} from "../../../src/core/base/errors/index.js";
import type { RequestMiddleware } from "../../../src/core/request/raw.js";
import { MINI_KEY, miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";
import { chunks, forever, json, scriptedFetch, status } from "../../support/scripted-fetch.js";

const bound = (http: ReturnType<typeof miniClient>["http"]) => ({
  raw: http.raw,
  call: http.call.bind(http),
});
const get = (id: unknown) => ({ path: { id: id as string } });

describe("an id in a path", () => {
  it.each(["", ".", "..", undefined, null, {}, "\ud800", "x\udc00"])(
    "an id in a path that would reach another endpoint, or none, is refused even without local checks: %j",
    async (id) => {
      const fetch = scriptedFetch();
      const mini = miniClient({ fetch, localChecks: false });
      await rejection(mini.http.call("get", "/things/{id}", get(id)), ValidationError);
      await rejection(mini.http.call("delete", "/things/{id}", get(id)), ValidationError);
      const raw = mini.http.raw.DELETE("/things/{id}", { params: get(id) });
      const error = await rejection(raw, ValidationError);
      expect(error).toMatchObject({ operation: "deleteThing", issues: [{ path: "id" }] });
      expect(error.provider).toBeDefined();
      expect(fetch.calls).toHaveLength(0);
    },
  );

  it.each([
    ["a/b", "a%2Fb"],
    ["../x", "..%2Fx"],
    ["%2e%2e", "%252e%252e"],
    ["a b", "a%20b"],
    ["a?b#c", "a%3Fb%23c"],
    ["ü🙂", "%C3%BC%F0%9F%99%82"],
    ["+15550100", "%2B15550100"],
    ["$&", "%24%26"],
    ["{id}", "%7Bid%7D"],
    ["...", "..."],
  ])("is encoded as one segment: %s", async (id, segment) => {
    const fetch = scriptedFetch(json({}));
    await miniClient({ fetch }).http.call("get", "/things/{id}", get(id));
    expect(fetch.calls[0]?.url).toBe(`http://mini.test/things/${segment}`);
    expect(new URL(fetch.calls[0]?.url ?? "").pathname.split("/")).toHaveLength(3);
  });
});

describe("headers", () => {
  it("headers of a call beat those of the client; the credential beats both", async () => {
    const fetch = scriptedFetch(json({}));
    const mini = miniClient({ fetch, headers: { "x-a": "client", "x-b": "client", "x-api-key": "mine" } });
    await mini.read({ headers: { "x-a": "call" } });
    const sent = fetch.calls[0]?.headers;
    expect(sent?.get("x-a")).toBe("call");
    expect(sent?.get("x-b")).toBe("client");
    expect(sent?.get("x-api-key")).toBe(MINI_KEY);
  });

  it("say what is sent and what is wanted", async () => {
    const fetch = scriptedFetch(json({}), json({}));
    const mini = miniClient({ fetch });
    await mini.send();
    await mini.read();
    expect(fetch.calls[0]?.headers.get("content-type")).toBe("application/json");
    expect(fetch.calls[0]?.headers.get("accept")).toBe("application/json");
    expect(fetch.calls[1]?.headers.has("content-type")).toBe(false);
  });
});

describe("a credential", () => {
  it.each([
    ["a string", "key-0001"],
    ["a function", () => "key-0001"],
    [
      "a function that takes its time",
      () => new Promise<string>((resolve) => setImmediate(resolve, "key-0001")),
    ],
  ])("may be %s", async (_, credential) => {
    const fetch = scriptedFetch(json({}));
    await miniClient({ fetch, credential }).read();
    expect(fetch.calls[0]?.headers.get("x-api-key")).toBe("key-0001");
  });

  it("is asked for before every attempt", async () => {
    let turn = 0;
    const fetch = scriptedFetch(status(500), json({}));
    await miniClient({ fetch, credential: () => `key-000${++turn}` }).read();
    expect(fetch.calls.map(({ headers }) => headers.get("x-api-key"))).toEqual(["key-0001", "key-0002"]);
  });

  it.each([
    "",
    "a secret\nx-evil: 1",
    "a secret\r",
    " a secret",
    "a secret ",
    "a sécret",
    "a secret\0",
    7,
    null,
  ])(
    "a credential that cannot stand in a header is a ConfigError that does not show it: %j",
    async (value) => {
      for (const credential of [value, () => value, () => Promise.resolve(value)]) {
        const fetch = scriptedFetch();
        const call = Promise.resolve().then(() =>
          miniClient({ fetch, credential: credential as string }).send(),
        );
        const error = await rejection(call, ConfigError);
        expect(error.message).toContain("apiKey");
        expect(error.message).not.toContain("secret");
        expect(fetch.calls).toHaveLength(0);
      }
    },
  );

  const rejected = status(401, {}, '{"error":{"type":"authentication_error"}}');

  it.each(["read", "send"] as const)(
    "a credential that is a function is asked once more after a 401, and another value is tried: %s",
    async (verb) => {
      const keys = ["key-0001", "key-0002"];
      const fetch = scriptedFetch(rejected, json({ id: "t1" }));
      const mini = miniClient({ fetch, credential: () => keys.shift() as string, retry: false });
      expect(await mini[verb]()).toEqual({ id: "t1" });
      expect(fetch.calls.map(({ headers }) => headers.get("x-api-key"))).toEqual(["key-0001", "key-0002"]);
      expect(keys).toEqual([]);
    },
  );

  it("a credential that is the same after a 401, or whose other value is rejected too, is given up", async () => {
    let asked = 0;
    const same = scriptedFetch(rejected);
    const credential = (): string => (asked++, "key-0001");
    await rejection(miniClient({ fetch: same, credential }).read(), AuthenticationError);
    expect([same.calls.length, asked]).toEqual([1, 2]);
    const other = scriptedFetch(forever(rejected));
    await rejection(
      miniClient({ fetch: other, credential: () => `key-${++asked}` }).read(),
      AuthenticationError,
    );
    expect(other.calls).toHaveLength(2);
  });

  it("a credential that cannot be had rejects with what its function said, and nothing is sent", async () => {
    const reason = new Error("vault is sealed");
    for (const credential of [
      () => Promise.reject(reason),
      () => {
        throw reason;
      },
    ]) {
      const fetch = scriptedFetch();
      expect(await rejection(miniClient({ fetch, credential }).send())).toBe(reason);
      expect(fetch.calls).toHaveLength(0);
    }
  });
});

describe("a body that cannot be sent", () => {
  it.each([
    [
      "a cycle",
      () => {
        const body: Record<string, unknown> = {};
        return Object.assign(body, { body });
      },
    ],
    ["a BigInt", () => ({ a: 1n })],
    [
      "a toJSON that throws",
      () => ({
        toJSON: () => {
          throw new Error("x");
        },
      }),
    ],
    [
      "a text beyond the longest that the engine can make",
      () => ({
        toJSON: () => "x".repeat(2 ** 30),
      }),
      "512 MB",
    ],
    [
      "more depth than the stack has",
      () => {
        let body: unknown[] = [];
        for (let depth = 0; depth < 100_000; depth++) body = [body];
        return { body };
      },
    ],
  ])("is a ValidationError: %s", async (_, make, says = "cannot be written as JSON") => {
    const fetch = scriptedFetch();
    const { http } = miniClient({ fetch });
    const error = await rejection(http.call("post", "/things", { body: make() }), ValidationError);
    expect(error.operation).toBe("sendThing");
    expect(error.message).toContain(says);
    expect(fetch.calls).toHaveLength(0);
  });
});

describe("the local checks of a call", () => {
  const check = () => [{ path: "to", message: "is missing" }];

  it("refuse it before anything is sent, in the name of its operation", async () => {
    const fetch = scriptedFetch();
    const { http } = miniClient({ fetch });
    const error = await rejection(http.call("post", "/things", {}, {}, { check }), ValidationError);
    expect(error).toMatchObject({ message: "to: is missing", operation: "sendThing" });
    expect(error.provider).toBeDefined();
    expect(fetch.calls).toHaveLength(0);
  });

  it("are not made where the client has them switched off", async () => {
    const fetch = scriptedFetch(json({ id: "1" }));
    await miniClient({ fetch, localChecks: false }).http.call("post", "/things", {}, {}, { check });
    expect(fetch.calls).toHaveLength(1);
  });
});

describe("a large body", () => {
  it("goes out whole, with its length, and once more on a retry", async () => {
    const text = "ü".repeat(300_000);
    const fetch = scriptedFetch(status(429), json({}));
    await miniClient({ fetch }).http.call("post", "/things", { body: { text } });
    for (const call of fetch.calls) {
      expect(JSON.parse(call.body ?? "")).toEqual({ text });
      expect(call.headers.get("content-length")).toBe(String(600_000 + '{"text":""}'.length));
    }
    expect(fetch.calls).toHaveLength(2);
  });
});

describe("client.raw", () => {
  it("resolves with the document and the response", async () => {
    const fetch = scriptedFetch(json({ id: "t1" }, { headers: { "x-more": "y" } }));
    const { data, response } = await miniClient({ fetch }).http.raw.GET("/things/{id}", {
      params: { path: { id: "t1" } },
    });
    expect(data).toEqual({ id: "t1" });
    expect(response.headers.get("x-more")).toBe("y");
  });

  it("sends query, headers and body as openapi-fetch does, behind our credential", async () => {
    const fetch = scriptedFetch(forever(json({})));
    const { raw } = miniClient({ fetch }).http;
    await raw.GET("/things", {
      params: { query: { tags: ["a", "b c"], limit: 2 } },
      headers: { "x-a": "1" },
    });
    await raw.POST("/things", { body: { a: 1 }, headers: new Headers({ "x-a": "2" }) });
    const [got, posted] = fetch.calls;
    expect(got?.url).toBe("http://mini.test/things?tags=a&tags=b%20c&limit=2");
    expect(got?.headers.get("x-a")).toBe("1");
    expect(posted).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(posted?.headers.get("x-a")).toBe("2");
    for (const call of fetch.calls) expect(call.headers.get("x-api-key")).toBe(MINI_KEY);
  });

  it("rejects with the same errors, after the same retries", async () => {
    const rejectionOf = async (step: Parameters<typeof forever>[0], verb: "GET" | "POST" = "GET") => {
      const fetch = scriptedFetch(forever(step));
      const { raw } = miniClient({ fetch }).http;
      const error = await rejection(verb === "GET" ? raw.GET("/things") : raw.POST("/things", { body: {} }));
      return { error, calls: fetch.calls.length };
    };
    expect(await rejectionOf(status(404))).toMatchObject({ error: expect.any(NotFoundError), calls: 1 });
    expect(await rejectionOf(status(500))).toMatchObject({ error: expect.any(HttpError), calls: 3 });
    expect(await rejectionOf(status(500), "POST")).toMatchObject({
      error: expect.any(UnknownOutcomeError),
      calls: 1,
    });
    expect(await rejectionOf(status(200, {}, "<"))).toMatchObject({
      error: expect.any(ResponseParseError),
      calls: 3,
    });
    expect(await rejectionOf(status(200, {}, "<"), "POST")).toMatchObject({
      error: { accepted: true },
      calls: 1,
    });
  });

  it.each(["text", "blob", "arrayBuffer", "stream"] as const)("hands out the body as %s", async (parseAs) => {
    const fetch = scriptedFetch(chunks(["ab", "c"], { "content-type": "text/plain" }));
    const { data } = await miniClient({ fetch }).http.raw.GET("/things", { parseAs });
    expect(await new Response(data as BodyInit).text()).toBe("abc");
  });

  it("makes a body that breaks off a ConnectionError, also as text", async () => {
    const fetch = scriptedFetch(chunks(["ab", new TypeError("terminated")]));
    const call = miniClient({ fetch }).http.raw.GET("/things", { parseAs: "text" });
    expect(await rejection(call, ConnectionError)).toMatchObject({ operation: "listThings" });
  });

  it("takes a fetch and a signal of the call", async () => {
    const fetch = scriptedFetch(json({ id: "t1" }));
    const mini = miniClient({ fetch: scriptedFetch() });
    expect((await mini.http.raw.GET("/things", { fetch })).data).toEqual({ id: "t1" });
    const call = mini.http.raw.GET("/things", { signal: AbortSignal.abort("before") });
    expect(await rejection(call)).toBe("before");
  });

  it("lets middleware see and add to what goes out, for the facades' calls too, until it is ejected", async () => {
    const fetch = scriptedFetch(forever(json({ id: "t1" })));
    const { raw, call } = bound(miniClient({ fetch }).http);
    const seen: string[] = [];
    const middleware = {
      async onRequest({ schemaPath, request }: Parameters<RequestMiddleware["onRequest"]>[0]) {
        seen.push(`${request.method} ${schemaPath}`);
        request.headers.set("x-trace", "t");
      },
    };
    raw.use(middleware);
    await raw.GET("/things");
    await call("get", "/things/{id}", get("t1"));
    raw.eject(middleware);
    await raw.GET("/things");
    expect(seen).toEqual(["GET /things", "GET /things/{id}"]);
    expect(fetch.calls.map(({ headers }) => headers.get("x-trace"))).toEqual(["t", "t", null]);
  });

  it("takes no middleware for answers, which go through retries of our own", () => {
    const { raw } = miniClient().http;
    expect(() => raw.use({ onResponse: () => undefined } as never)).toThrow(ConfigError);
    expect(() => raw.use({ onRequest: () => undefined, onError: () => undefined } as never)).toThrow(
      ConfigError,
    );
  });

  it("refuses what is no operation of the spec", async () => {
    const { raw } = miniClient({ fetch: scriptedFetch() }).http;
    await rejection(raw.GET("/nowhere" as never), ConfigError);
  });

  it("is not thenable, nor is anything but its calls", () => {
    expect("then" in miniClient().http.raw).toBe(false);
  });
});
