import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startProviders, type Simulator } from "../../src/simulator/start.js";
import { mini } from "./fixtures/mini.js";

let sim: Simulator;
let url: string;

beforeEach(async () => {
  sim = await startProviders([mini], { timeScale: "manual" });
  url = sim.urls.ip1;
});
afterEach(() => sim.close());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  return ((await response.json()) as { problem: Record<string, unknown> }).problem;
}

test("a handler's answer arrives with status, body and the headers of every answer", async () => {
  const response = await post("/things", { kind: "a" });
  expect(response.status).toBe(201);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("x-trace")).toMatch(/^t-\w{24}$/);
  expect(await response.json()).toEqual({ id: "a-1", created: new Date(sim.clock.now()).toISOString() });
  expect(sim.violations).toEqual([]);
});

test("a literal path segment wins over a template", async () => {
  expect((await fetch(`${url}/things/special`)).status).toBe(204);
  expect((await fetch(`${url}/things/specialty`)).status).toBe(404);
});

test("path parameters are decoded, and too long ones refused", async () => {
  const problem = await problemOf(await fetch(`${url}/things/a%2Fb%20c`));
  expect(problem["params"]).toEqual({ thing_id: "a/b c" });
  const refused = await fetch(`${url}/things/${"x".repeat(201)}`);
  expect(refused.status).toBe(422);
});

test("query parameters are coerced, in both list styles, and unknown ones ignored", async () => {
  const response = await fetch(`${url}/things?limit=7&tags=a&tags=b&codes=1,2&other=x`);
  expect(await response.json()).toMatchObject({ query: { limit: 7, tags: ["a", "b"], codes: [1, 2] } });
  const single = await fetch(`${url}/things?tags=a%2Cb`);
  expect(((await single.json()) as { query: unknown }).query).toEqual({ tags: ["a,b"] });
});

test("a query outside the declared range is refused with its place", async () => {
  const response = await fetch(`${url}/things?limit=51`);
  expect(response.status).toBe(422);
  expect(await problemOf(response)).toMatchObject({
    issues: [{ in: "query", path: ["limit"], keyword: "maximum", params: { limit: 50 } }],
  });
});

test("unknown paths and unsupported methods are told apart", async () => {
  expect(await problemOf(await fetch(`${url}/nothing`))).toEqual({ kind: "no-route", allowed: [] });
  const wrongMethod = await fetch(`${url}/things`, { method: "DELETE" });
  expect(await problemOf(wrongMethod)).toEqual({ kind: "no-route", allowed: ["GET", "POST"] });
});

test("a body is refused for its media type, its syntax and its content", async () => {
  const text = await post("/things", "{}", { "content-type": "text/plain" });
  expect(text.status).toBe(415);
  const torn = await post("/things", '{"kind":');
  expect(await problemOf(torn)).toMatchObject({ kind: "malformed-json" });
  const empty = await post("/things", "");
  expect(await problemOf(empty)).toMatchObject({ kind: "malformed-json" });
  const stray = await post("/things", { kind: "a", colour: "red" });
  expect(await problemOf(stray)).toMatchObject({
    issues: [
      { in: "body", path: [], keyword: "additionalProperties", params: { additionalProperty: "colour" } },
    ],
  });
});

test("a discriminated union reports the fault of the chosen member only", async () => {
  const response = await post("/things", { kind: "a", shape: { type: "square", side: "wide" } });
  const { issues } = await problemOf(response);
  expect(issues).toMatchObject([{ path: ["shape", "side"], keyword: "type" }]);
});

test("forms are parsed, and their secrets stay out of the log", async () => {
  const response = await fetch(`${url}/token?access_token=abc`, {
    method: "POST",
    headers: { authorization: "Basic c2VjcmV0" },
    body: new URLSearchParams({ grant_type: "jwt", assertion: "secret" }),
  });
  expect(await response.json()).toEqual({ form: { grant_type: "jwt", assertion: "secret" } });
  expect(sim.requests[0]).toMatchObject({
    operation: "login",
    operationId: "getToken",
    query: { access_token: "[redacted]" },
    headers: { authorization: "[redacted]" },
    body: { grant_type: "jwt", assertion: "[redacted]" },
    status: 200,
  });
  expect(JSON.stringify(sim.requests)).not.toMatch(/secret|c2VjcmV0|abc/);
});

test("admission is decided before the body is looked at", async () => {
  const response = await post("/things", "not json", { authorization: "Bearer wrong" });
  expect(response.status).toBe(401);
});

test("a body over the limit is refused with an answer, however it is sent", async () => {
  const tooMuch = new Uint8Array(3 * 2 ** 20 + 1);
  expect((await post("/uploads", "x", {})).status).toBe(200);
  const whole = await fetch(`${url}/uploads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: tooMuch,
  });
  expect(whole.status).toBe(413);
  const streamed = await fetch(`${url}/uploads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: new Blob([tooMuch]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(await problemOf(streamed)).toEqual({ kind: "too-large", limitBytes: 3 * 2 ** 20 });
});

test("large bodies are logged as a summary", async () => {
  const response = await post("/uploads", "x".repeat(2 ** 20 + 1));
  expect(await response.json()).toEqual({ bytes: 2 ** 20 + 1 });
  expect(sim.requests[0]!.body).toEqual({ omitted: true, bytes: 2 ** 20 + 1 });
});

test("a handler may refuse from any depth", async () => {
  const response = await post("/things", { kind: "refused" });
  expect(response.status).toBe(409);
  expect(sim.violations).toEqual([]);
});

test.each([
  ["misfit", /body id: must be string/],
  ["undeclared", /status 299 is not declared/],
  ["crash", /boom/],
])("an answer that breaks the document is a violation and a 500: %s", async (kind, words) => {
  const response = await post("/things", { kind });
  expect(response.status).toBe(500);
  expect(await response.text()).toMatch(words);
  expect(sim.violations).toHaveLength(1);
  expect(sim.violations[0]).toMatchObject({ provider: "ip1", operation: "createThing" });
});

test("lines are streamed in order, and a wrong one breaks the stream off", async () => {
  const text = await (await fetch(`${url}/things/good/lines`)).text();
  const numbers = text
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { n: number }).n);
  expect(numbers).toEqual(Array.from({ length: 30_000 }, (_, n) => n));
  await expect(fetch(`${url}/things/bad/lines`).then((response) => response.text())).rejects.toThrow();
  expect(sim.violations).toMatchObject([{ operation: "getLines" }]);
});

test("webhooks are posted within advance, and to loopback only", async () => {
  const received: unknown[] = [];
  const receiver = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      received.push([request.headers["x-sign"], JSON.parse(Buffer.concat(chunks).toString())]);
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  try {
    await post("/things", { kind: "near", callback });
    await post("/things", { kind: "far", callback: "http://198.51.100.1/hook" });
    expect(received).toEqual([]);
    await sim.clock.advance(60_000);
    expect(received).toEqual([["s", { kind: "near" }]]);
    expect((await fetch(`${url}/things/${encodeURIComponent("answered 202-3")}`)).status).toBe(200);
    expect((await fetch(`${url}/things/${encodeURIComponent("answered undefined-4")}`)).status).toBe(200);
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});

test("a part that forgets an operation says which", async () => {
  const forgetful = {
    ...mini,
    create: (...all: Parameters<typeof mini.create>) => {
      const { handlers, ...part } = mini.create(...all);
      const { getSpecial: _, ...others } = handlers;
      return { ...part, handlers: { ...others, getNothing: () => ({ status: 204 }) } };
    },
  };
  const broken = await startProviders([forgetful]);
  try {
    const text = await (await fetch(`${broken.urls.ip1}/things`)).text();
    expect(text).toContain("no handler for [getSpecial] and no operation for [getNothing]");
  } finally {
    await broken.close();
  }
});
