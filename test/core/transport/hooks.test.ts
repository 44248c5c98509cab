import { describe, expect, it } from "vitest";
import { UnknownOutcomeError } from "../../../src/core/base/errors/index.js";
import type { Hooks } from "../../../src/core/base/types/index.js";
import { MINI_KEY, miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";
import { forever, json, networkError, scriptedFetch, status } from "../../support/scripted-fetch.js";

type Told = [hook: string, event: Record<string, unknown>];

function recorder(): { hooks: Hooks; told: Told[] } {
  const told: Told[] = [];
  const note = (hook: string) => (event: unknown) => void told.push([hook, event as Record<string, unknown>]);
  return {
    told,
    hooks: {
      onRequest: note("request"),
      onResponse: note("response"),
      onRetry: note("retry"),
      onPoll: note("poll"),
    },
  };
}

describe("hooks", () => {
  it("are called once per attempt, in the order of what happens", async () => {
    const { hooks, told } = recorder();
    const fetch = scriptedFetch(status(503), networkError("ECONNRESET"), json({}));
    const mini = miniClient({ fetch, hooks });
    mini.clock.chance = 1;
    await mini.read();
    expect(told.map(([hook, { attempt }]) => `${hook} ${String(attempt)}`)).toEqual([
      "request 1",
      "response 1",
      "retry 1",
      "request 2",
      "retry 2",
      "request 3",
      "response 3",
    ]);
    expect(told[2]?.[1]).toMatchObject({ delayMs: 500, outcome: "unknown", status: 503 });
    expect(told[4]?.[1]).toMatchObject({ delayMs: 1_000, outcome: "unknown" });
    expect(told[4]?.[1]).not.toHaveProperty("status");
  });

  it("are told no credential that stands in the URL", async () => {
    const { hooks, told } = recorder();
    const mini = miniClient({ fetch: scriptedFetch(json({})), hooks });
    await mini.http.call("get", "/things/{id}", { path: { id: MINI_KEY } });
    expect(told.map(([, { url }]) => url)).toEqual(Array(2).fill("http://mini.test/things/[redacted]"));
  });

  it("that throw over an answer give its connection up", async () => {
    let cancelled = false;
    const body = new ReadableStream({ cancel: () => void (cancelled = true) });
    const onResponse = (): never => {
      throw new Error("hook");
    };
    const mini = miniClient({ fetch: () => Promise.resolve(new Response(body)), hooks: { onResponse } });
    await expect(mini.read()).rejects.toThrow("hook");
    expect(cancelled).toBe(true);
  });

  it("are told what goes out and what comes back, without credentials", async () => {
    const { hooks, told } = recorder();
    const answer = json(
      {},
      { status: 200, headers: { "x-trace": "t", "x-echo": MINI_KEY, "set-cookie": "session=1" } },
    );
    const fetch = scriptedFetch(answer);
    await miniClient({
      fetch,
      hooks,
      headers: { "x-custom": "c", "proxy-authorization": "Basic abc" },
    }).send();
    const [request, response] = told.map(([, event]) => event);
    expect(request).toMatchObject({
      operation: "sendThing",
      attempt: 1,
      method: "POST",
      url: "http://mini.test/things",
      headers: { "x-api-key": "[redacted]", "x-custom": "c", "proxy-authorization": "[redacted]" },
    });
    expect(response).toMatchObject({
      status: 200,
      responseHeaders: { "x-trace": "t", "x-echo": "[redacted]", "set-cookie": "[redacted]" },
    });
    expect(response?.["durationMs"]).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(told)).not.toContain(MINI_KEY);
  });

  it("are told nothing of a call that local checks or a pause keep from going out", async () => {
    const { hooks, told } = recorder();
    const fetch = scriptedFetch(status(429, { "retry-after": "100" }));
    const mini = miniClient({ fetch, hooks });
    await rejection(mini.read());
    const before = told.length;
    await rejection(mini.read());
    await rejection(mini.http.call("get", "/things/{id}", { path: { id: ".." } }));
    expect(told).toHaveLength(before);
  });

  it("may be asynchronous, and are waited for", async () => {
    const order: string[] = [];
    const slow = (name: string) => async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push(name);
    };
    const fetch = scriptedFetch(() => (order.push("fetch"), Response.json({})));
    await miniClient({ fetch, hooks: { onRequest: slow("request"), onResponse: slow("response") } }).read();
    expect(order).toEqual(["request", "fetch", "response"]);
  });
});

describe("a hook that throws rejects the call", () => {
  const reason = new Error("the observer fell over");
  const throwing = [
    () => {
      throw reason;
    },
    () => Promise.reject(reason),
  ];

  it.each(throwing)(
    "onRequest that throws rejects the call: it does not go out, and a send is known not to",
    async (onRequest) => {
      const fetch = scriptedFetch();
      const mini = miniClient({ fetch, hooks: { onRequest } });
      expect(await rejection(mini.read())).toBe(reason);
      expect(await rejection(mini.send())).toBe(reason);
      expect(fetch.calls).toHaveLength(0);
    },
  );

  it.each(throwing)(
    "onResponse that throws rejects a read with the error itself, and it is not asked again",
    async (onResponse) => {
      const fetch = scriptedFetch(json({}));
      expect(await rejection(miniClient({ fetch, hooks: { onResponse } }).read())).toBe(reason);
      expect(fetch.calls).toHaveLength(1);
    },
  );

  it.each(throwing)(
    "onResponse that throws after a send does not make it look unsent",
    async (onResponse) => {
      for (const step of [json({}), status(500)]) {
        const fetch = scriptedFetch(step);
        const error = await rejection(
          miniClient({ fetch, hooks: { onResponse } }).send(),
          UnknownOutcomeError,
        );
        expect(error.cause).toBe(reason);
      }
      const refused = miniClient({ fetch: scriptedFetch(status(400)), hooks: { onResponse } });
      expect(await rejection(refused.send())).toBe(reason);
    },
  );

  it.each(throwing)("onRetry that throws leaves a signed send unknown", async (onRetry) => {
    const mini = miniClient({ fetch: scriptedFetch(forever(status(500))), hooks: { onRetry } });
    expect(await rejection(mini.read())).toBe(reason);
    const error = await rejection(mini.send({ retryUnknown: "may-send-twice" }), UnknownOutcomeError);
    expect(error.cause).toBe(reason);
  });
});
