import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, fated, Harness, hourMs, type BatchDocument, type ErrorBody } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const one = { requests: [{ custom_id: "a", params: ask() }] };

test.each([
  ["no credentials", { "x-api-key": undefined }, 401, "authentication_error"],
  ["a wrong key", { "x-api-key": "sk-ant-wrong" }, 401, "authentication_error"],
  ["a wrong bearer", { "x-api-key": undefined, authorization: "Bearer wrong" }, 401, "authentication_error"],
  ["another scheme", { "x-api-key": undefined, authorization: "Basic c2s6" }, 401, "authentication_error"],
  ["another workspace", { "anthropic-workspace-id": "wrkspc_other" }, 403, "permission_error"],
  ["no version", { "anthropic-version": undefined }, 400, "invalid_request_error"],
  ["an unknown version", { "anthropic-version": "2025-01-01" }, 400, "invalid_request_error"],
])("refuses %s, in the envelope", async (_what, headers, status, type) => {
  const reply = await harness.call<ErrorBody>("POST", "", one, headers);
  expect(reply.status).toBe(status);
  expect(reply.body).toMatchObject({
    type: "error",
    error: { type, message: expect.any(String) as unknown },
  });
  expect(reply.body.request_id).toMatch(/^req_\w{24}$/);
  expect(reply.headers.get("request-id")).toBe(reply.body.request_id);
  expect(reply.headers.has("anthropic-workspace-id")).toBe(status !== 401);
  expect((await harness.call<{ data: unknown[] }>("GET", "")).body.data).toEqual([]);
});

test("takes the key in either header; the key wins over the bearer", async () => {
  const { apiKey } = harness.sim.options.anthropic;
  const bearer = await harness.call("GET", "", undefined, {
    "x-api-key": undefined,
    authorization: `Bearer ${apiKey}`,
  });
  expect(bearer.status).toBe(200);
  expect((await harness.call("GET", "", undefined, { authorization: "Bearer wrong" })).status).toBe(200);
  const both = await harness.call("GET", "", undefined, {
    "x-api-key": "wrong",
    authorization: `Bearer ${apiKey}`,
  });
  expect(both.status).toBe(401);
});

test("every answer has its own request-id, and names organization and workspace", async () => {
  const first = await harness.call("GET", "");
  const second = await harness.call("GET", "");
  expect(first.headers.get("request-id")).toMatch(/^req_\w{24}$/);
  expect(first.headers.get("request-id")).not.toBe(second.headers.get("request-id"));
  expect(first.headers.get("anthropic-organization-id")).toBeTruthy();
  expect(first.headers.get("anthropic-workspace-id")).toBe("wrkspc_simulator");
});

const request = (custom_id: unknown, params: unknown = ask()) => ({ custom_id, params });

test.each<[string, unknown]>([
  ["requests: Field required", {}],
  ["requests: Input should be a valid list", { requests: {} }],
  ["requests: List should have at least 1 item", { requests: [] }],
  ["betas: Extra inputs are not permitted", { ...one, betas: [] }],
  ["requests.0: Input should be an object", { requests: ["a"] }],
  ["requests.0.custom_id: Field required", { requests: [{ params: ask() }] }],
  ["requests.0.custom_id: Input should be a valid string", { requests: [request(7)] }],
  ["requests.0.custom_id: String should have at least 1 character", { requests: [request("")] }],
  [
    "requests.1.custom_id: String should have at most 64 characters",
    { requests: [request("a"), request("x".repeat(65))] },
  ],
  ["requests.0.custom_id: String should match pattern ^[a-zA-Z0-9_-]+$", { requests: [request("a b")] }],
  [
    "requests.2.custom_id: a is used by an earlier request",
    { requests: ["a", "b", "a"].map((id) => request(id)) },
  ],
  ["requests.0.params: Field required", { requests: [{ custom_id: "a" }] }],
  ["requests.0.params: Input should be an object", { requests: [request("a", [])] }],
  ["requests.0.method: Extra inputs are not permitted", { requests: [{ ...request("a"), method: "POST" }] }],
])("refuses the whole batch at once: %s", async (message, body) => {
  const reply = await harness.call<ErrorBody>("POST", "", body);
  expect(reply).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error", message } } });
});

test.each(["", "{", "[]", '{"requests":[{]}', "null"])(
  "refuses a body that is not a JSON object: %s",
  async (body) => {
    const reply = await harness.call<ErrorBody>("POST", "", body);
    expect(reply).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error" } } });
    expect(reply.body.error.message).toMatch(/^The body is not valid JSON/);
  },
);

test("half a surrogate pair in one prompt refuses the whole body, and a whole pair none", async () => {
  const half = {
    requests: ["fine 🎉", "party 🎉".slice(0, 7)].map((prompt, n) => request(`r${n}`, ask({}, prompt))),
  };
  const reply = await harness.call<ErrorBody>("POST", "", half);
  expect(reply).toMatchObject({
    status: 400,
    body: {
      error: {
        type: "invalid_request_error",
        message: "The body is not valid JSON: no low surrogate in string",
      },
    },
  });
  const escaped = JSON.stringify(one).replace("Hello", String.raw`party \ud83c\udf89`);
  expect((await harness.call("POST", "", escaped)).status).toBe(200);
});

test("takes 64 characters and 100,000 requests, and no more", async () => {
  const many = Array.from(
    { length: 100_000 },
    (_, n) => `{"custom_id":"${String(n).padStart(64, "x")}","params":{}}`,
  );
  const full = await harness.call("POST", "", `{"requests":[${many.join()}]}`);
  expect(full).toMatchObject({ status: 200, body: { request_counts: { processing: 100_000 } } });
  many.push('{"custom_id":"last","params":{}}');
  const over = await harness.call<ErrorBody>("POST", "", `{"requests":[${many.join()}]}`);
  expect(over).toMatchObject({
    status: 400,
    body: { error: { message: "requests: List should have at most 100000 items" } },
  });
}, 30_000);

test("a body over 256 MB never reaches the API: a proxy answers, not in JSON", async () => {
  const chunk = new Uint8Array(2 ** 20).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 256_000_000) controller.close();
      else controller.enqueue(chunk);
      sent += chunk.length;
    },
  });
  const headers = {
    "x-api-key": harness.sim.options.anthropic.apiKey,
    "anthropic-version": "2026-10-21",
    "content-type": "application/json",
  };
  const url = `${harness.sim.urls.anthropic}/v1/messages/batches`;
  const init = { method: "POST", headers, body, duplex: "half" };
  const response = await fetch(url, init);
  expect(response.status).toBe(413);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(response.headers.has("request-id")).toBe(false);
  expect(await response.text()).toMatch(/^<html>/);
}, 30_000);

test("the body has to be JSON by its type as well", async () => {
  const reply = await harness.call<ErrorBody>("POST", "", "{}", { "content-type": "text/plain" });
  expect(reply).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error" } } });
});

test("unknown batches, paths and methods are answered in the envelope", async () => {
  const unknown = await harness.call<ErrorBody>("GET", "/msgbatch_none");
  expect(unknown).toMatchObject({ status: 404, body: { type: "error", error: { type: "not_found_error" } } });
  const path = await harness.call<ErrorBody>("GET", "/a/b/c");
  expect(path).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
  const method = await harness.call<ErrorBody>("PUT", "");
  expect(method).toMatchObject({ status: 405, body: { error: { type: "invalid_request_error" } } });
  expect(method.body.error.message).toBe("This path takes GET or POST, not PUT.");
});

interface Page {
  readonly data: readonly BatchDocument[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

async function page(query: string): Promise<Page> {
  return (await harness.call<Page>("GET", query)).body;
}

async function createMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.unshift((await harness.create([ask()])).id);
  return ids;
}

const idsOf = (listed: Page) => listed.data.map(({ id }) => id);

test("an empty list has no cursors", async () => {
  expect(await page("")).toEqual({ data: [], has_more: false, first_id: null, last_id: null });
});

test("lists newest first, 20 by default, and pages in both directions", async () => {
  const ids = await createMany(25);
  const first = await page("");
  expect(idsOf(first)).toEqual(ids.slice(0, 20));
  expect(first).toMatchObject({ has_more: true, first_id: ids[0], last_id: ids[19] });
  const second = await page(`?after_id=${ids[19]}`);
  expect(idsOf(second)).toEqual(ids.slice(20));
  expect(second.has_more).toBe(false);
  const back = await page(`?before_id=${ids[20]}&limit=5`);
  expect(idsOf(back)).toEqual(ids.slice(15, 20));
  expect(back).toMatchObject({ has_more: true, first_id: ids[15], last_id: ids[19] });
  const front = await page(`?before_id=${ids[5]}&limit=5`);
  expect(idsOf(front)).toEqual(ids.slice(0, 5));
  expect(front.has_more).toBe(false);
  expect(idsOf(await page("?limit=1000"))).toEqual(ids);
});

test("a batch that was deleted in the meantime still serves as a cursor", async () => {
  const ids = await createMany(4);
  await harness.sim.clock.advance(hourMs);
  await harness.call("DELETE", `/${ids[1]}`);
  expect(idsOf(await page(`?after_id=${ids[1]}`))).toEqual([ids[2], ids[3]]);
  expect(idsOf(await page("?limit=2"))).toEqual([ids[0], ids[2]]);
});

test.each([
  "limit=0",
  "limit=1001",
  "limit=ten",
  "after_id=none",
  "before_id=none",
  "after_id=a&before_id=b",
])("refuses the query %s", async (query) => {
  const reply = await harness.call<ErrorBody>("GET", `?${query}`);
  expect(reply).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error" } } });
  expect(reply.body.error.message).toMatch(/^(limit|after_id|before_id): /);
});

test("a fault's status is worded in the envelope, with the request-id", async () => {
  const types = {
    402: "billing_error",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
  };
  for (const [status, type] of Object.entries(types)) {
    harness.sim.faults.add({
      provider: "anthropic",
      operation: "batches.create",
      fault: { status: Number(status) },
    });
    const reply = await harness.call<ErrorBody>("POST", "", one);
    expect(reply).toMatchObject({ status: Number(status), body: { type: "error", error: { type } } });
    expect(reply.body.request_id).toBe(reply.headers.get("request-id"));
  }
  expect((await page("")).data).toEqual([]);
});

test("results are cut where a fault says, and complete the next time", async () => {
  const { id } = await harness.create([fated("bytes:5000"), ask()]);
  await harness.sim.clock.advance(hourMs);
  harness.sim.faults.add({ operation: "batches.results", fault: { truncateAfter: 1_000 } });
  await expect(harness.call("GET", `/${id}/results`)).rejects.toThrow("terminated");
  expect(await harness.results(id)).toHaveLength(2);
});

test("the log shows what arrived and no credential", async () => {
  await harness.call("POST", "", one);
  await harness.call("GET", "?limit=3&after_id=none", undefined, { authorization: "Bearer secret-token" });
  expect(harness.sim.requests).toMatchObject([
    {
      provider: "anthropic",
      operation: "batches.create",
      operationId: "createMessageBatch",
      method: "POST",
      path: "/v1/messages/batches",
      headers: { "x-api-key": "[redacted]", "anthropic-version": "2026-10-21" },
      body: one,
      at: harness.sim.clock.now(),
      status: 200,
    },
    { operation: "batches.list", query: { limit: "3", after_id: "none" }, status: 400 },
  ]);
  const { apiKey } = harness.sim.options.anthropic;
  expect(JSON.stringify(harness.sim.requests)).not.toContain(apiKey);
  expect(JSON.stringify(harness.sim.requests)).not.toContain("secret-token");
});
