import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { BatchwireError, HttpError } from "../../../src/core/base/errors/index.js";
import { Redactor } from "../../../src/core/auth/redact.js";
import { MINI_KEY, type Mini, miniClient } from "../../support/mini-client.js";
import { drain, rejection } from "../../support/rejection.js";
import {
  chunks,
  fetchFailed,
  forever,
  json,
  scriptedFetch,
  status,
  type Step,
} from "../../support/scripted-fetch.js";

/** Every way in which a program, a logger or a debugger may show an error. */
function renderings(error: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    texts.push(
      at.message,
      at.stack ?? "",
      String(at),
      JSON.stringify(at),
      JSON.stringify(Object.entries(at)),
    );
    texts.push(JSON.stringify(at, Object.getOwnPropertyNames(at)));
    for (const headers of Object.values(at))
      if (headers instanceof Headers) texts.push(JSON.stringify([...headers]));
  }
  texts.push(inspect(error, { showHidden: true, depth: Infinity, getters: true, compact: false }));
  return texts.join("\n");
}

const secret = 'k"ey/with+odd chars=&%';

describe("Redactor", () => {
  it("knows a secret in the spellings in which it can come back", () => {
    const redactor = new Redactor();
    redactor.add(secret);
    const form = new URLSearchParams({ s: secret }).toString().slice(2);
    for (const text of [secret, encodeURIComponent(secret), form, JSON.stringify({ secret })]) {
      const clean = redactor.text(`before ${text} after`);
      expect(clean).toContain("[redacted]");
      expect(clean).toMatch(/^before .* after$/);
      expect(clean).not.toContain(text.slice(-9));
    }
  });

  it("takes the longest first: one secret may contain another", () => {
    const redactor = new Redactor();
    redactor.add("token", "token-and-more");
    expect(redactor.text("token-and-more token")).toBe("[redacted] [redacted]");
  });

  it("leaves text alone that holds none, and short or absent secrets", () => {
    const redactor = new Redactor();
    redactor.add("abc", "", undefined);
    expect(redactor.text("abc undefined")).toBe("abc undefined");
  });

  it("forgets the oldest of very many, never the latest", () => {
    const redactor = new Redactor();
    for (let i = 0; i < 10_000; i++) redactor.add(`token-${String(i).padStart(6, "0")}`);
    expect(redactor.text("token-009999")).toBe("[redacted]");
    expect(redactor.text("token-009990")).toBe("[redacted]");
  });

  it("masks headers that carry credentials by their names, and others by what they hold", () => {
    const redactor = new Redactor();
    redactor.add("secret");
    const headers = new Headers({
      authorization: "Bearer unknown",
      "x-api-key": "unknown",
      cookie: "a=b",
      "x-auth-token": "unknown",
      "x-client-secret": "unknown",
      "cf-aig-authorization": "Bearer unknown",
      "helicone-auth": "Bearer unknown",
      "ocp-apim-subscription-key": "unknown",
      "idempotency-key": "order-7",
      "www-authenticate": "Bearer",
      "anthropic-ratelimit-tokens-remaining": "900",
      "content-type": "application/json",
      link: "</a?key=secret>",
    });
    expect(redactor.headers(headers)).toEqual({
      authorization: "[redacted]",
      "x-api-key": "[redacted]",
      cookie: "[redacted]",
      "x-auth-token": "[redacted]",
      "x-client-secret": "[redacted]",
      "cf-aig-authorization": "[redacted]",
      "helicone-auth": "[redacted]",
      "ocp-apim-subscription-key": "[redacted]",
      "idempotency-key": "order-7",
      "www-authenticate": "Bearer",
      "anthropic-ratelimit-tokens-remaining": "900",
      "content-type": "application/json",
      link: "</a?key=[redacted]>",
    });
  });

  it("takes no ordinary word of a gateway's header for a secret", () => {
    const redactor = new Redactor();
    redactor.learn(new Headers({ "gw-authorization": "Bearer gateway-key", "x-auth-mode": "strict" }));
    expect(redactor.text("a Bearer token, strict: gateway-key")).toBe("a Bearer token, strict: [redacted]");
  });

  it("cleans a copy of headers that cannot be changed, as those of the platform's answers", () => {
    const redactor = new Redactor();
    redactor.add("secret");
    const { headers } = Response.redirect("https://elsewhere.test/?key=secret");
    expect(redactor.responseHeaders(headers).get("location")).toBe("https://elsewhere.test/?key=[redacted]");
    expect(headers.get("location")).toContain("secret");
  });

  it("keeps the parts of an error that has several, and what the system says of each", () => {
    const redactor = new Redactor();
    redactor.add("secret");
    const part = Object.assign(new Error("secret refused"), {
      code: "ECONNREFUSED",
      errno: -111,
      syscall: "connect",
      address: "::1",
      port: 443,
    });
    expect(redactor.cause(new AggregateError([part], "all of secret failed"))).toMatchObject({
      message: "all of [redacted] failed",
      errors: [
        {
          message: "[redacted] refused",
          code: "ECONNREFUSED",
          errno: -111,
          syscall: "connect",
          address: "::1",
          port: 443,
        },
      ],
    });
  });

  it("treats an error of another realm, as Node's own are in Jest, like any other", () => {
    const redactor = new Redactor();
    redactor.add("secret");
    const foreign = (message: string): unknown =>
      runInNewContext(`Object.assign(new TypeError("${message}"), { code: "ECONNRESET" })`);
    const clean = foreign("down");
    expect(redactor.cause(clean)).toBe(clean);
    expect(redactor.cause(foreign("the secret leaked"))).toMatchObject({
      message: "the [redacted] leaked",
      code: "ECONNRESET",
    });
  });

  it("does not forget a client's own key for headers that change with every call", () => {
    const redactor = new Redactor();
    redactor.add("own-key-of-the-client");
    for (let i = 0; i < 1_000; i++) redactor.learn(new Headers({ "x-call-token": `call-token-${i}` }));
    expect(redactor.text("own-key-of-the-client call-token-999 call-token-0")).toBe(
      "[redacted] [redacted] call-token-0",
    );
  });

  it("keeps a clean error as it is, with its class", () => {
    class NetworkError extends Error {}
    const error = Object.assign(new NetworkError("down", { cause: new Error("deeper") }), {
      code: "ECONNRESET",
    });
    expect(new Redactor().cause(error)).toBe(error);
  });
});

class Tricky extends Error {
  readonly #key = MINI_KEY;
  toJSON(): string {
    return this.#key;
  }
}
class Showy extends Error {
  readonly #key = MINI_KEY;
  [inspect.custom](): string {
    return this.#key;
  }
}

const thrown: [string, () => unknown][] = [
  ["in its message", () => new Error(`bad header ${MINI_KEY}`)],
  ["in its message, encoded", () => new Error(`bad header ${encodeURIComponent(MINI_KEY)}`)],
  ["in its name", () => Object.assign(new Error("x"), { name: MINI_KEY })],
  ["in its code", () => Object.assign(new Error("x"), { code: MINI_KEY })],
  [
    "in a nested object",
    () => Object.assign(new Error("x"), { request: { headers: { "x-api-key": MINI_KEY } } }),
  ],
  ["in a Headers", () => Object.assign(new Error("x"), { headers: new Headers({ "x-api-key": MINI_KEY }) })],
  ["in a Map", () => Object.assign(new Error("x"), { headers: new Map([["x-api-key", MINI_KEY]]) })],
  ["in an array", () => Object.assign(new Error("x"), { args: [[MINI_KEY]] })],
  ["under a symbol", () => Object.assign(new Error("x"), { [Symbol("request")]: { key: MINI_KEY } })],
  ["as a key", () => Object.assign(new Error("x"), { headers: { [MINI_KEY]: 1 } })],
  [
    "in a hidden property",
    () => Object.defineProperty(new Error("x"), "config", { value: { key: MINI_KEY }, enumerable: false }),
  ],
  [
    "behind a getter",
    () => Object.defineProperty(new Error("x"), "config", { get: () => MINI_KEY, enumerable: true }),
  ],
  ["in its cause", () => fetchFailed(new Error(MINI_KEY))],
  ["in an object as its cause", () => fetchFailed({ request: { headers: { "x-api-key": MINI_KEY } } })],
  ["in a string as its cause", () => fetchFailed(MINI_KEY)],
  [
    "deep in its causes",
    () => fetchFailed(fetchFailed(fetchFailed(fetchFailed(fetchFailed(new Error(MINI_KEY)))))),
  ],
  ["in one of several errors", () => fetchFailed(new AggregateError([new Error("x"), new Error(MINI_KEY)]))],
  ["in a DOMException", () => new DOMException(`bad ${MINI_KEY}`, "NetworkError")],
  ["in its toJSON", () => new Tricky("x")],
  ["in its inspection", () => new Showy("x")],
  ["in a bare string", () => MINI_KEY],
  ["in a bare object", () => ({ message: MINI_KEY })],
];

describe("a credential in what a custom fetch throws", () => {
  it.each(thrown)("%s shows nowhere", async (_, make) => {
    const fail: Step = () => {
      throw make();
    };
    for (const verb of ["read", "send"] as const) {
      const error = await rejection(miniClient({ fetch: scriptedFetch(forever(fail)) })[verb]());
      expect(error).toBeInstanceOf(BatchwireError);
      expect(renderings(error)).not.toContain(MINI_KEY);
    }
  });

  it("does not take away what is useful: message, code and the chain of causes", async () => {
    const inner = Object.assign(new Error(`connect to ${MINI_KEY}@host`), {
      code: "ECONNREFUSED",
      port: 443,
    });
    const fetch = scriptedFetch(
      forever(() => {
        throw fetchFailed(inner);
      }),
    );
    const error = await rejection(miniClient({ fetch }).read(), BatchwireError);
    expect(error.cause).toMatchObject({ name: "TypeError", message: "fetch failed" });
    expect((error.cause as Error).cause).toMatchObject({
      message: "connect to [redacted]@host",
      code: "ECONNREFUSED",
      port: 443,
    });
    expect((error.cause as Error).stack).toContain("redact.test.ts");
  });

  it.each(thrown)(
    "a credential in what is thrown while a body is read, %s, shows nowhere",
    async (_, make) => {
      const breaking: Step = () => {
        const body = new ReadableStream({ pull: (controller) => controller.error(make()) });
        return new Response(body);
      };
      const mini = miniClient({ fetch: scriptedFetch(forever(breaking)) });
      expect(renderings(await rejection(mini.read()))).not.toContain(MINI_KEY);
      expect(renderings(await rejection(mini.send()))).not.toContain(MINI_KEY);
      const text = mini.http.raw.GET("/things", { parseAs: "text" });
      expect(renderings(await rejection(text))).not.toContain(MINI_KEY);
    },
  );
});

describe("a credential in what a server answers", () => {
  const body = { error: { type: "bad", message: `key ${MINI_KEY} is not known` }, [MINI_KEY]: [MINI_KEY] };
  const headers = {
    "x-echo": MINI_KEY,
    "request-id": `req-${MINI_KEY}`,
    "www-authenticate": `Key k="${MINI_KEY}"`,
  };

  it.each([400, 401, 429, 500])("%i shows nowhere, the rest does", async (code) => {
    for (const verb of ["read", "send"] as const) {
      const mini = miniClient({ fetch: scriptedFetch(forever(json(body, { status: code, headers }))) });
      const error = await rejection(mini[verb](), BatchwireError);
      expect(renderings(error)).not.toContain(MINI_KEY);
      const answer = HttpError.is(error) ? error : (error.cause as HttpError);
      expect(answer.body).toMatchObject({ error: { message: "key [redacted] is not known" } });
      expect(answer.headers.get("x-echo")).toBe("[redacted]");
    }
  });

  it("shows nowhere when the answer is unreadable", async () => {
    for (const text of [`<html>${MINI_KEY}</html>`, `{"key":"${MINI_KEY}`, MINI_KEY]) {
      const mini = miniClient({ fetch: scriptedFetch(forever(status(200, {}, text))) });
      expect(renderings(await rejection(mini.read()))).not.toContain(MINI_KEY);
      expect(renderings(await rejection(mini.send()))).not.toContain(MINI_KEY);
    }
  });

  it("shows nowhere when the text is cut in the middle of it", async () => {
    const text = "x".repeat(64 * 1024 - 5) + MINI_KEY;
    const mini = miniClient({ fetch: scriptedFetch(forever(status(200, {}, text))) });
    expect(renderings(await rejection(mini.send()))).not.toContain(MINI_KEY.slice(0, 5));
  });
});

describe("a credential from a function", () => {
  it("is known as soon as it was used, the former ones included", async () => {
    let turn = 0;
    const credential = (): string => `rotating-key-${++turn}`;
    const echo: Step = ({ headers }) =>
      new Response(`no: ${headers.get("x-api-key")} rotating-key-1`, { status: 400 });
    const mini: Mini = miniClient({ credential, fetch: scriptedFetch(forever(echo)) });
    await rejection(mini.read());
    expect(await rejection(mini.read(), HttpError)).toMatchObject({ bodyText: "no: [redacted] [redacted]" });
  });
});

describe("one that breaks in the middle", () => {
  it("hands out what came before, and an error without the key", async () => {
    const broken = chunks(["first", new Error(MINI_KEY)]);
    const { data } = await miniClient({ fetch: scriptedFetch(broken) }).http.raw.GET("/things", {
      parseAs: "stream",
    });
    const { items, error } = await drain(data as unknown as AsyncIterable<Uint8Array>);
    expect(new TextDecoder().decode(items[0])).toBe("first");
    expect(error).toMatchObject({ name: "ConnectionError" });
    expect(renderings(error)).not.toContain(MINI_KEY);
  });
});
