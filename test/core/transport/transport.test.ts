import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { BatchwireError } from "../../../src/core/base/errors/index.js";
import {
  AuthenticationError,
  ConnectionError,
  HttpError,
  RateLimitError,
  ResponseParseError,
  TimeoutError,
  UnknownOutcomeError,
} from "../../../src/core/base/errors/index.js";
import type { ErrorFacts } from "../../../src/core/transport/dialect.js";
import { miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";
import {
  chunks,
  forever,
  json,
  networkError,
  scriptedFetch,
  status,
  type Step,
} from "../../support/scripted-fetch.js";

type Verb = "read" | "remove" | "send";
type ErrorClass = abstract new (...args: never[]) => BatchwireError;

const torn = chunks(['{"id":', new TypeError("terminated")]);
const html = status(200, {}, "<html>busy</html>");
const cut = status(200, {}, '{"id":"t');

describe("the table of what is sent again", () => {
  // Failure, then for each kind of call: how many tries it gets, and the error when all of them fail.
  const table: [string, Step, Record<Verb, [number, ErrorClass]>][] = [
    [
      "connection refused",
      networkError("ECONNREFUSED"),
      { read: [3, ConnectionError], remove: [3, ConnectionError], send: [3, ConnectionError] },
    ],
    [
      "connection reset",
      networkError("ECONNRESET"),
      { read: [3, ConnectionError], remove: [3, ConnectionError], send: [1, UnknownOutcomeError] },
    ],
    ["500", status(500), { read: [3, HttpError], remove: [3, HttpError], send: [1, UnknownOutcomeError] }],
    ["503", status(503), { read: [3, HttpError], remove: [3, HttpError], send: [1, UnknownOutcomeError] }],
    [
      "529, documented as not processed",
      status(529),
      { read: [3, HttpError], remove: [3, HttpError], send: [3, HttpError] },
    ],
    [
      "429",
      status(429),
      { read: [3, RateLimitError], remove: [3, RateLimitError], send: [3, RateLimitError] },
    ],
    ["408", status(408), { read: [3, HttpError], remove: [3, HttpError], send: [1, HttpError] }],
    ["400", status(400), { read: [1, HttpError], remove: [1, HttpError], send: [1, HttpError] }],
    ["409", status(409), { read: [1, HttpError], remove: [1, HttpError], send: [1, HttpError] }],
    [
      "302",
      status(302, { location: "https://elsewhere.test/" }),
      { read: [1, HttpError], remove: [1, HttpError], send: [1, HttpError] },
    ],
    [
      "401 for a static key",
      status(401),
      { read: [1, AuthenticationError], remove: [1, AuthenticationError], send: [1, AuthenticationError] },
    ],
    [
      "2xx, unreadable",
      cut,
      { read: [3, ResponseParseError], remove: [1, ResponseParseError], send: [1, ResponseParseError] },
    ],
    [
      "2xx with somebody's page",
      html,
      { read: [3, ResponseParseError], remove: [1, ResponseParseError], send: [1, UnknownOutcomeError] },
    ],
    [
      "529 with somebody's page",
      status(529, {}, "<html>busy</html>"),
      { read: [3, HttpError], remove: [3, HttpError], send: [1, UnknownOutcomeError] },
    ],
    [
      "529 in a form that is not the provider's",
      status(529, {}, '{"message":"no healthy upstream"}'),
      { read: [3, HttpError], remove: [3, HttpError], send: [1, UnknownOutcomeError] },
    ],
    [
      "529 in the provider's own form",
      status(529, {}, '{"error":{"type":"overloaded_error"}}'),
      { read: [3, HttpError], remove: [3, HttpError], send: [3, HttpError] },
    ],
    [
      "303, which points to the result",
      status(303, { location: "/things/t1" }),
      { read: [1, HttpError], remove: [1, HttpError], send: [1, UnknownOutcomeError] },
    ],
    [
      "2xx that breaks off",
      torn,
      { read: [3, ConnectionError], remove: [1, ResponseParseError], send: [1, ResponseParseError] },
    ],
  ];
  const rows = table.flatMap(([name, step, expected]) =>
    (["read", "remove", "send"] as const).map((verb) => [name, verb, step, ...expected[verb]] as const),
  );

  it.each(rows)("%s: %s", async (_, verb, step, tries, type) => {
    const fetch = scriptedFetch(forever(step));
    const error = await rejection(miniClient({ fetch })[verb](), type);
    expect(fetch.calls).toHaveLength(tries);
    // Exactly that class: a send that may have been carried out must not look like any other failure.
    expect((error as Error).constructor).toBe(type);
    expect((error as { attempts?: unknown[] }).attempts ?? Array(tries)).toHaveLength(tries);
    expect(error).toMatchObject({ provider: "anthropic" });
  });

  it.each(rows)("%s: %s succeeds if the next try may happen and does", async (_, verb, step, tries) => {
    const fetch = scriptedFetch(step, json({ id: "t1" }));
    const call = miniClient({ fetch })[verb]();
    if (tries > 1) expect(await call).toEqual({ id: "t1" });
    else await rejection(call);
    expect(fetch.calls).toHaveLength(tries > 1 ? 2 : 1);
  });

  it.each(rows)("%s: %s happens once under retry: false", async (_, verb, step, __, type) => {
    for (const [client, call] of [
      [{ retry: false }, {}],
      [{}, { retry: false }],
    ] as const) {
      const fetch = scriptedFetch(forever(step));
      await rejection(miniClient({ fetch, ...client })[verb](call), type);
      expect(fetch.calls).toHaveLength(1);
    }
  });
});

it("names the system's code also where errors are of another realm, as in Jest", async () => {
  const fetch = (): Promise<never> =>
    Promise.reject(
      runInNewContext(
        `new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) })`,
      ),
    );
  const error = await rejection(miniClient({ fetch, retry: false }).read(), ConnectionError);
  expect([error.message, error.attempts[0]?.outcome]).toEqual([
    expect.stringContaining("(ECONNREFUSED)"),
    "notSent",
  ]);
});

describe("a paid call that may have been carried out", () => {
  it("says when it began, what it was, and why nobody knows", async () => {
    const fetch = scriptedFetch(networkError("ECONNREFUSED"), networkError("ECONNRESET"));
    const mini = miniClient({ fetch });
    mini.clock.chance = 1;
    const began = mini.clock.now();
    const error = await rejection(mini.send(), UnknownOutcomeError);
    expect(error).toMatchObject({
      code: "unknown-outcome",
      operation: "sendThing",
      startedAt: began + 500,
      correlation: { size: 1 },
      attempts: [
        { startedAtMs: began, outcome: "notSent", error: "ECONNREFUSED" },
        { startedAtMs: began + 500, outcome: "unknown", error: "ECONNRESET" },
      ],
    });
    expect(error.cause).toBeInstanceOf(ConnectionError);
  });

  it("keeps the answer of a 5xx as its cause", async () => {
    const fetch = scriptedFetch(status(502, { "request-id": "req_9" }, "bad gateway"));
    const error = await rejection(miniClient({ fetch }).send(), UnknownOutcomeError);
    expect(error.cause).toBeInstanceOf(HttpError);
    expect(error.cause).toMatchObject({ status: 502, bodyText: "bad gateway", requestId: "req_9" });
  });

  it("is sent again only by the caller's own signature", async () => {
    const fetch = scriptedFetch(status(500), networkError("ECONNRESET"), json({ id: "t1" }));
    expect(await miniClient({ fetch }).send({ retryUnknown: "may-send-twice" })).toEqual({ id: "t1" });
    expect(fetch.calls).toHaveLength(3);
  });

  it("stays unknown when a later try of a signed call is refused, and dates from the first that may count", async () => {
    const fetch = scriptedFetch(status(500), status(400));
    const mini = miniClient({ fetch });
    const began = mini.clock.now();
    const error = await rejection(mini.send({ retryUnknown: "may-send-twice" }), UnknownOutcomeError);
    expect(error.startedAt).toBe(began);
    expect(error.cause).toMatchObject({ status: 400 });
    expect(error.attempts.map(({ status }) => status)).toEqual([500, 400]);
  });

  it("stays unknown when the wait before another try is aborted", async () => {
    const controller = new AbortController();
    const mini = miniClient({ fetch: scriptedFetch(status(500)) });
    mini.clock.onSleep = () => controller.abort("enough");
    const options = { retryUnknown: "may-send-twice", signal: controller.signal } as const;
    expect((await rejection(mini.send(options), UnknownOutcomeError)).cause).toBe("enough");
  });

  it("is never sent again once it was accepted, not even signed", async () => {
    const fetch = scriptedFetch(forever(cut));
    const error = await rejection(
      miniClient({ fetch }).send({ retryUnknown: "may-send-twice" }),
      ResponseParseError,
    );
    expect(error).toMatchObject({ accepted: true, bodyText: '{"id":"t', correlation: { size: 1 } });
    expect(fetch.calls).toHaveLength(1);
  });

  it("is unknown behind the page of a gateway, which is kept as the cause", async () => {
    const error = await rejection(miniClient({ fetch: scriptedFetch(html) }).send(), UnknownOutcomeError);
    expect(error).toMatchObject({
      attempts: [{ outcome: "unknown", status: 200 }],
      correlation: { size: 1 },
      cause: { name: "ResponseParseError", accepted: false, bodyText: "<html>busy</html>" },
    });
  });

  it("is unknown, and not repeated after the pause, when a 429 says that it is under way", async () => {
    const busy = status(429, { "retry-after": "1" }, '{"error":{"type":"busy"}}');
    const fetch = scriptedFetch(busy, json({ id: "t1" }));
    const dialect = { isUnderWay: (_: unknown, { errorType }: ErrorFacts) => errorType === "busy" };
    const mini = miniClient({ fetch, dialect });
    const error = await rejection(mini.send(), UnknownOutcomeError);
    expect(error.cause).toMatchObject({ name: "RateLimitError", status: 429, retryAfterMs: 1_000 });
    expect(fetch.calls).toHaveLength(1);
    await mini.read();
    expect(mini.clock.sleeps).toEqual([1_000]);
  });

  it("counts as accepted when its answer breaks off, with what reconcile needs", async () => {
    const mini = miniClient({ fetch: scriptedFetch(torn) });
    expect(await rejection(mini.send(), ResponseParseError)).toMatchObject({
      accepted: true,
      startedAt: mini.clock.now(),
      correlation: { size: 1 },
      operation: "sendThing",
    });
  });

  it("does not become unknown by an unreadable body of a plain refusal", async () => {
    const fetch = scriptedFetch(() => {
      const body = new ReadableStream({
        pull: (controller) => controller.error(new TypeError("terminated")),
      });
      return new Response(body, { status: 400 });
    });
    expect(await rejection(miniClient({ fetch }).send(), HttpError)).toMatchObject({
      status: 400,
      bodyText: "",
    });
  });
});

describe("reads", () => {
  it("a read whose document is unreadable does not count as accepted", async () => {
    const fetch = scriptedFetch(forever(html));
    expect(await rejection(miniClient({ fetch }).read(), ResponseParseError)).toMatchObject({
      accepted: false,
    });
  });

  it("time out per attempt, and the last time-out is reported with all attempts", async () => {
    const fetch = scriptedFetch(forever(() => new Promise(() => undefined)));
    const error = await rejection(miniClient({ fetch, attemptTimeoutMs: 2 }).read(), TimeoutError);
    expect(error).toMatchObject({ scope: "attempt", operation: "getThing" });
    expect(error.attempts.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown", "unknown"]);
  });
});

describe("an answer that is no 2xx", () => {
  it("becomes one error that holds all of it", async () => {
    const body = { error: { type: "invalid_thing" }, extra: 1 };
    const fetch = scriptedFetch(
      json(body, { status: 400, headers: { "request-id": "req_1", "x-more": "y" } }),
    );
    const error = await rejection(miniClient({ fetch }).read(), HttpError);
    expect(error).toMatchObject({
      name: "HttpError",
      code: "http",
      status: 400,
      body,
      bodyText: JSON.stringify(body),
      errorType: "invalid_thing",
      requestId: "req_1",
      provider: "anthropic",
      operation: "getThing",
      attempts: [{ outcome: "refused", status: 400 }],
    });
    expect(error.headers).toBeInstanceOf(Headers);
    expect(error.headers.get("x-more")).toBe("y");
    expect(error.message).toBe("getThing answered 400 invalid_thing");
  });

  it.each([
    ["HTML", "<html><h1>413</h1></html>"],
    ["nothing", ""],
    ["half of a JSON", '{"error":'],
  ])("need not hold JSON: %s", async (_, text) => {
    const fetch = scriptedFetch(status(413, { "content-type": "text/html" }, text));
    const error = await rejection(miniClient({ fetch }).read(), HttpError);
    expect(error).toMatchObject({ name: "PayloadTooLargeError", bodyText: text });
    expect(error.body).toBeUndefined();
  });

  it.each(["null", "7", '"text"', "[]", '{"error":null}', '{"error":"x"}'])(
    "may hold any JSON: %s",
    async (text) => {
      const error = await rejection(
        miniClient({ fetch: scriptedFetch(status(400, {}, text)) }).read(),
        HttpError,
      );
      expect(error.body).toEqual(JSON.parse(text));
    },
  );

  it("never puts what a server chose to say into the message", async () => {
    const body = { error: { type: "call +15550100 now\nand more" } };
    const error = await rejection(
      miniClient({ fetch: scriptedFetch(json(body, { status: 400 })) }).read(),
      HttpError,
    );
    expect(error.message).toBe("getThing answered 400");
    expect(error.errorType).toBe("call +15550100 now\nand more");
  });

  it("is not read for ever: a body without end is cut", async () => {
    let canceled = false;
    const fetch = scriptedFetch(() => {
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x61)),
        cancel: () => void (canceled = true),
      });
      return new Response(body, { status: 400 });
    });
    const error = await rejection(miniClient({ fetch }).read(), HttpError);
    expect(error.bodyText.length).toBeLessThan(1_000_000);
    expect(canceled).toBe(true);
  });

  it.each([
    [401, "AuthenticationError", "authentication"],
    [403, "PermissionError", "permission"],
    [404, "NotFoundError", "not-found"],
    [413, "PayloadTooLargeError", "payload-too-large"],
    [429, "RateLimitError", "rate-limit"],
    [418, "HttpError", "http"],
    [304, "HttpError", "http"],
  ])("%i is a %s", async (code, name, literal) => {
    const fetch = scriptedFetch(forever(status(code)));
    expect(await rejection(miniClient({ fetch }).read(), HttpError)).toMatchObject({ name, code: literal });
  });
});

describe("waiting before another try", () => {
  it("is drawn from the whole range below a doubling ceiling", async () => {
    const mini = miniClient({
      fetch: scriptedFetch(forever(status(500))),
      retry: { maxAttempts: 5, initialDelayMs: 100, maxDelayMs: 300 },
    });
    mini.clock.chance = 1;
    await rejection(mini.read());
    expect(mini.clock.sleeps).toEqual([100, 200, 300, 300]);
  });

  it.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after-ms": "1234" }, 1_234],
    [{ "retry-after": "Sat, 21 Nov 2026 12:00:20 GMT" }, 20_000],
    [{ "retry-after": "60" }, 60_000],
  ] as [Record<string, string>, number][])(
    "obeys the server's hint to the millisecond: %o",
    async (headers, ms) => {
      for (const code of [429, 500, 529]) {
        const mini = miniClient({ fetch: scriptedFetch(status(code, headers), json({})) });
        await mini.read();
        expect(mini.clock.sleeps).toEqual([ms]);
      }
    },
  );

  it("fails at once with the hint when it is longer than allowed, and sends nothing more", async () => {
    for (const code of [429, 503]) {
      const fetch = scriptedFetch(forever(status(code, { "retry-after": "61" })));
      const mini = miniClient({ fetch });
      expect(await rejection(mini.read(), HttpError)).toMatchObject({ status: code, retryAfterMs: 61_000 });
      expect(fetch.calls).toHaveLength(1);
      expect(mini.clock.sleeps).toEqual([]);
    }
  });

  it("takes a longer hint where the caller allows it", async () => {
    const fetch = scriptedFetch(status(429, { "retry-after": "600" }), json({}));
    const mini = miniClient({ fetch });
    await mini.read({ retry: { maxRetryAfterMs: 600_000 } });
    expect(mini.clock.sleeps).toEqual([600_000]);
  });

  it("does not happen when the provider calls its answer final", async () => {
    for (const code of [429, 500, 529]) {
      const fetch = scriptedFetch(forever(status(code, { "x-should-retry": "false" })));
      const mini = miniClient({ fetch });
      await rejection(mini.read(), HttpError);
      expect(fetch.calls).toHaveLength(1);
      expect(mini.clock.sleeps).toEqual([]);
    }
  });
});

describe("a 429", () => {
  it("pauses every other call of its limit group until the hint has passed", async () => {
    const fetch = scriptedFetch(status(429, { "retry-after": "10" }), forever(json({})));
    const mini = miniClient({ fetch });
    await rejection(mini.read({ retry: false }), RateLimitError);
    mini.clock.pass(4_000);
    const at: number[] = [];
    await Promise.all(
      [mini.read(), mini.send(), mini.remove()].map((call) => call.then(() => at.push(mini.clock.now()))),
    );
    expect(mini.clock.sleeps).toEqual([6_000, 6_000, 6_000]);
    expect(new Set(at)).toEqual(new Set([Date.parse("2026-11-21T12:00:10Z")]));
  });

  it("does not pause another limit group, nor another client", async () => {
    const fetch = scriptedFetch(status(429, { "retry-after": "10" }), forever(json({})));
    const mini = miniClient({ fetch });
    await rejection(mini.read({ retry: false }));
    await mini.http.call("get", "/other");
    await miniClient({ fetch }, mini.clock).read();
    expect(mini.clock.sleeps).toEqual([]);
  });

  it("a 429 whose pause is too long fails the other calls of its group at once, without sending them", async () => {
    const fetch = scriptedFetch(forever(status(429, { "retry-after": "90" })));
    const mini = miniClient({ fetch });
    await rejection(mini.read());
    mini.clock.pass(10_000);
    for (const call of [mini.read(), mini.send(), mini.remove()]) {
      const error = await rejection(call, RateLimitError);
      expect(error).toMatchObject({ retryAfterMs: 80_000, attempts: [] });
    }
    expect(fetch.calls).toHaveLength(1);
    mini.clock.pass(80_000);
    await rejection(mini.read());
    expect(fetch.calls).toHaveLength(2);
  });

  it("a 429 without a hint pauses by the back-off, or by what the provider is known to want", async () => {
    const known = miniClient({
      fetch: scriptedFetch(status(429), json({})),
      dialect: { pauseWithoutHintMs: 30_000 },
    });
    await known.read();
    expect(known.clock.sleeps).toEqual([30_000]);
    const unknown = miniClient({ fetch: scriptedFetch(status(429), json({})) });
    unknown.clock.chance = 1;
    await unknown.read();
    expect(unknown.clock.sleeps).toEqual([500]);
  });

  it("a 429 without a hint is an error at once where the caller waits less than the provider is known to want", async () => {
    const fetch = scriptedFetch(status(429), json({}));
    const retried: unknown[] = [];
    const mini = miniClient({
      fetch,
      dialect: { pauseWithoutHintMs: 30_000 },
      hooks: { onRetry: (event) => void retried.push(event) },
    });
    const error = await rejection(mini.read({ retry: { maxRetryAfterMs: 1_000 } }), RateLimitError);
    expect(error.attempts).toMatchObject([{ outcome: "refused", status: 429 }]);
    expect([retried, mini.clock.sleeps]).toEqual([[], []]);
    expect(fetch.calls).toHaveLength(1);
  });

  it("a 429 that is final and gives no time pauses nobody", async () => {
    const fetch = scriptedFetch(status(429, { "x-should-retry": "false" }), json({}));
    const mini = miniClient({ fetch });
    await rejection(mini.read());
    await mini.read();
    expect(mini.clock.sleeps).toEqual([]);
  });

  it("is not needed for a pause where an answer says that the quota is spent", async () => {
    const fetch = scriptedFetch(forever(json({})));
    const mini = miniClient({ fetch, dialect: { quotaPauseMs: () => 70_000 } });
    await mini.read();
    await mini.read();
    expect(mini.clock.sleeps).toEqual([70_000]);
  });
});

describe("the function that sends", () => {
  it("gets the URL as a string and an init, and no redirect is followed", async () => {
    const seen: unknown[][] = [];
    const fetch = (...args: unknown[]): Promise<Response> => {
      seen.push(args);
      return Promise.resolve(Response.json({}));
    };
    await miniClient({ fetch: fetch }).send();
    expect(seen).toHaveLength(1);
    expect(seen[0]).toHaveLength(2);
    expect(seen[0]).toMatchObject([
      "http://mini.test/things",
      { method: "POST", body: '{"a":1}', redirect: "manual" },
    ]);
  });

  it("is the global one at the time of the call, where none was given", async () => {
    const mini = miniClient();
    const original = globalThis.fetch;
    const fetch = scriptedFetch(json({ id: "t1" }));
    globalThis.fetch = fetch;
    try {
      expect(await mini.read()).toEqual({ id: "t1" });
    } finally {
      globalThis.fetch = original;
    }
  });
});

it("an unknown outcome tells how far ahead the provider's clock was when its call began, whatever other calls saw since", async () => {
  const at = (ms: number): Step => status(200, { date: new Date(ms).toUTCString() }, '{"id":"t"}');
  const nowMs = Date.UTC(2026, 0, 1);
  const fetch = scriptedFetch(at(nowMs + 5_000), async (call) => {
    // A poll of another batch is answered while the send is on its way.
    await mini.read();
    return networkError("ECONNRESET")(call);
  });
  fetch.add(at(nowMs + 600_000));
  const mini = miniClient({ fetch });
  await mini.read();
  const before = mini.skewMs();
  const error = await rejection(mini.send());
  expect(mini.skewMs()).not.toBe(before);
  expect(error).toBeInstanceOf(UnknownOutcomeError);
  expect((error as UnknownOutcomeError).skewMs).toBe(before);
});
