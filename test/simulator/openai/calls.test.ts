import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, type Batch, CHAT, type ErrorBody, Harness, hourMs, request } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

interface Page {
  readonly data: readonly Batch[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

const page = async (query = ""): Promise<Page> => (await harness.call<Page>("GET", `/batches${query}`)).body;
const idsOf = ({ data }: Page) => data.map(({ id }) => id);

test.each<[string, Record<string, string | undefined>, string | null]>([
  ["no key", { authorization: undefined }, null],
  ["a wrong key", { authorization: "Bearer sk-wrong" }, "invalid_api_key"],
  ["another scheme", { authorization: "Basic c2s6" }, null],
  ["another organization", { "openai-organization": "org-other" }, "invalid_organization"],
  ["another project", { "openai-project": "proj_other" }, "invalid_project"],
])("refuses %s with 401, and does not say whose account it is", async (_what, headers, code) => {
  const reply = await harness.call<ErrorBody>("GET", "/batches", undefined, headers);
  expect(reply).toMatchObject({ status: 401, body: { error: { type: "invalid_request_error", code } } });
  expect(reply.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
  expect(reply.headers.has("openai-organization")).toBe(false);
});

test("the ready options hold organization and project, so that those of the environment do not interfere", async () => {
  const { organization, project, baseUrl } = harness.sim.options.openai;
  const headers = { "openai-organization": organization, "openai-project": project };
  const reply = await harness.call("GET", "/batches", undefined, headers);
  expect(reply.status).toBe(200);
  expect(reply.headers.get("openai-organization")).toBe(organization);
  expect(reply.headers.get("openai-project")).toBe(project);
  expect(reply.headers.get("openai-version")).toBe("2020-10-01");
  expect(Number(reply.headers.get("openai-processing-ms"))).toBeGreaterThan(0);
  expect(baseUrl).toBe(harness.sim.urls.openai);
  expect(baseUrl).toMatch(/\/v1$/);
});

test.each<[Record<string, unknown>, string, string]>([
  [{ input_file_id: undefined }, "input_file_id", "missing_required_parameter"],
  [{ endpoint: undefined }, "endpoint", "missing_required_parameter"],
  [{ endpoint: "/v1/audio" }, "endpoint", "invalid_value"],
  [{ completion_window: "1h" }, "completion_window", "invalid_value"],
  [{ metadata: { job: 7 } }, "metadata.job", "invalid_type"],
  [{ metadata: { job: "x".repeat(513) } }, "metadata.job", "invalid_value"],
  [
    { output_expires_after: { anchor: "created_at", seconds: 59 } },
    "output_expires_after.seconds",
    "invalid_value",
  ],
])("refuses to create a batch with %j", async (changes, param, code) => {
  const body = { input_file_id: "file-x", endpoint: CHAT, completion_window: "24h", ...changes };
  const reply = await harness.call<ErrorBody>("POST", "/batches", body);
  expect(reply).toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error", param, code, message: expect.any(String) as unknown } },
  });
  expect((await page()).data).toEqual([]);
});

test("refuses what is no JSON, and another content type", async () => {
  expect((await harness.call("POST", "/batches", "{")).status).toBe(400);
  const typed = await harness.call("POST", "/batches", "{}", { "content-type": "text/plain" });
  expect(typed.status).toBe(415);
});

test("an id of one's own for a call is ASCII and not longer than 512 characters", async () => {
  const get = (id: string) => harness.call("GET", "/batches", undefined, { "x-client-request-id": id });
  expect((await get("x".repeat(512))).status).toBe(200);
  expect((await get("x".repeat(513))).status).toBe(400);
});

test("unknown batches, paths and methods are answered in the envelope", async () => {
  for (const path of ["/batches/batch_none", "/nothing"]) {
    const reply = await harness.call<ErrorBody>("GET", path);
    expect(reply).toMatchObject({ status: 404, body: { error: { type: "invalid_request_error" } } });
  }
  expect((await harness.call("POST", "/batches/batch_none/cancel")).status).toBe(404);
  expect((await harness.call("PUT", "/batches", {})).status).toBe(405);
  const outside = await fetch(`${harness.sim.urls.openai.replace("/v1", "")}/batches`);
  expect(outside.status).toBe(404);
});

test("lists newest first, 20 by default, and pages by the last id", async () => {
  expect(await page()).toEqual({ object: "list", data: [], first_id: null, last_id: null, has_more: false });
  const { body: file } = await harness.upload([request("a")]);
  const ids: string[] = [];
  for (let n = 0; n < 23; n++) ids.unshift((await harness.create(file.id)).id);
  const first = await page();
  expect(idsOf(first)).toEqual(ids.slice(0, 20));
  expect(first).toMatchObject({ has_more: true, first_id: ids[0], last_id: ids[19] });
  const second = await page(`?after=${ids[19]}`);
  expect(idsOf(second)).toEqual(ids.slice(20));
  expect(second.has_more).toBe(false);
  expect(idsOf(await page("?limit=100"))).toEqual(ids);
});

test.each(["limit=0", "limit=101", "limit=ten", "after=batch_none"])(
  "refuses the query %s",
  async (query) => {
    const reply = await harness.call<ErrorBody>("GET", `/batches?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { error: { param: query.split("=")[0] } } });
  },
);

test("a fault's status is worded in the envelope, with the id of the call", async () => {
  const faults = { 401: "invalid_api_key", 403: null, 429: "rate_limit_exceeded", 500: null, 503: null };
  for (const [status, code] of Object.entries(faults)) {
    harness.sim.faults.add({
      provider: "openai",
      operation: "batches.create",
      fault: { status: Number(status) },
    });
    const reply = await harness.call<ErrorBody>("POST", "/batches", {});
    expect(reply).toMatchObject({ status: Number(status), body: { error: { code } } });
    expect(reply.headers.get("x-request-id")).toMatch(/^req_/);
  }
});

test("a create whose answer is late is listed when its time has come", async () => {
  const { body: file } = await harness.upload([request("a")]);
  harness.sim.faults.add({ operation: "batches.create", fault: { after: "late", ms: 30_000 } });
  const body = { input_file_id: file.id, endpoint: CHAT, completion_window: "24h" };
  expect((await harness.call("POST", "/batches", body)).status).toBe(504);
  expect((await page()).data).toEqual([]);
  await harness.sim.clock.advance(30_000);
  expect((await page()).data).toMatchObject([{ input_file_id: file.id, status: "validating" }]);
});

test("an upload whose answer is late is there when its time has come", async () => {
  harness.sim.faults.add({ operation: "files.upload", fault: { after: "late", ms: 1_000 } });
  expect((await harness.upload([request("a")])).status).toBe(504);
  await harness.sim.clock.advance(1_000);
  const files = await harness.call<{ data: unknown[] }>("GET", "/files");
  expect(files.body.data).toHaveLength(1);
});

test("results are cut where a fault says, and complete the next time", async () => {
  const { id } = await harness.submit([request("a", ask({ user: "fate:bytes:5000" }))]);
  await harness.sim.clock.advance(hourMs);
  const { output_file_id: fileId } = await harness.retrieve(id);
  harness.sim.faults.add({ operation: "files.content", fault: { truncateAfter: 1_000 } });
  await expect(harness.call("GET", `/files/${fileId}/content`)).rejects.toThrow("terminated");
  expect(await harness.lines(fileId)).toHaveLength(1);
});

test("the log shows what arrived and no credential", async () => {
  await harness.upload([request("a")]);
  await harness.call("GET", "/batches?limit=3");
  expect(harness.sim.requests).toMatchObject([
    {
      provider: "openai",
      operation: "files.upload",
      operationId: "createFile",
      method: "POST",
      path: "/v1/files",
      status: 200,
    },
    { operation: "batches.list", query: { limit: "3" }, status: 200 },
  ]);
  expect(JSON.stringify(harness.sim.requests)).not.toContain(harness.sim.options.openai.apiKey);
});
