import { describe, expect, it } from "vitest";
import { classifyResult } from "../../src/openai/index.js";
import {
  batch,
  endedBatch,
  file,
  openai,
  page,
  requestLines,
  resultLine,
  resultsFile,
  uploadedLines,
} from "../support/openai.js";
import { all } from "../support/rejection.js";
import { json, status } from "../support/scripted-fetch.js";

// What other servers make of this API, one test per deviation that is known of one of them.

/** The last snapshot of a batch that a server documents like this. */
async function seen(document: unknown): Promise<object> {
  const { client } = openai([json(document)]);
  for await (const { phase, outcome, counts } of client.batches.watch("batch_Fixture"))
    return { phase, outcome, counts };
  return {};
}

const none = { pending: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };

describe("states", () => {
  it.each([
    ["VALIDATING", "running", undefined],
    ["IN_PROGRESS", "running", undefined],
    ["COMPLETED", "ended", "completed"],
    ["FAILED", "ended", "failed"],
    ["EXPIRED", "ended", "expired"],
    ["CANCELLED", "ended", "canceled"],
    // Azure, Novita, SiliconFlow.
    ["Validating", "running", undefined],
    ["PROGRESS", "running", undefined],
    ["in_queue", "running", undefined],
    ["canceling", "canceling", undefined],
    ["canceled", "ended", "canceled"],
  ])("%s", async (state, phase, outcome) => {
    expect(await seen(batch({ status: state, request_counts: null }))).toEqual({
      phase,
      outcome,
      counts: undefined,
    });
  });

  it("failed may mean that all requests failed: that one has run", async () => {
    const counts = { total: 2, completed: 0, failed: 2 };
    const ran = batch({ status: "failed", error_file_id: "file-error", request_counts: counts });
    expect(await seen(ran)).toMatchObject({ outcome: "completed", counts: { failed: 2 } });
    const { client } = openai([status(200, {}, resultsFile(resultLine("a"), resultLine("b")))]);
    expect(await all(client.batches.results(ran))).toHaveLength(2);
  });
});

describe("counts", () => {
  it("of null", async () => {
    const counts = { total: 10, completed: null, failed: null } as never;
    expect(await seen(batch({ request_counts: counts }))).toMatchObject({ counts: undefined });
  });

  it("that exceed the total leave no rest", async () => {
    const counts = { total: 2, completed: 2, failed: 1 };
    expect(await seen(batch({ status: "completed", request_counts: counts }))).toMatchObject({
      counts: { ...none, total: 2, succeeded: 2, failed: 1 },
    });
  });

  it("at the top level of the document", async () => {
    const { request_counts: _, ...rest } = batch();
    expect(await seen({ ...rest, total: 3, completed: 1, failed: 1 })).toMatchObject({
      counts: { ...none, total: 3, pending: 1, succeeded: 1, failed: 1 },
    });
  });

  it("none at all, at the end: results are read without counting", async () => {
    const { client } = openai([status(200, {}, resultsFile(resultLine("a")))]);
    const ended = endedBatch(1, 0, { request_counts: undefined as never });
    expect(await all(client.batches.results(ended))).toHaveLength(1);
  });
});

describe("errors of a refused file", () => {
  it.each([
    [["line 3 is no JSON"], [{ message: "line 3 is no JSON" }]],
    ["all is lost", undefined],
    [null, undefined],
  ])("%j", async (errors, rejected) => {
    const { client } = openai([json(batch({ status: "failed", errors: errors as never }))]);
    expect((await client.batches.wait("batch_Fixture")).rejected).toEqual(rejected);
  });
});

describe("times", () => {
  it.each([
    ["2026-11-21T12:00:00Z", "2026-11-21T12:00:00.000Z"],
    ["2026-11-21T13:00:00.5+01:00", "2026-11-21T12:00:00.500Z"],
    ["no time", undefined],
    [null, undefined],
  ])("%s", (time, createdAt) => {
    const { client } = openai();
    expect(client.batches.handle(batch({ created_at: time as never })).createdAt).toBe(createdAt);
  });
});

describe("lists", () => {
  const rows = [batch({ id: "a" }), batch({ id: "b" })];
  it.each([
    ["a bare array", rows],
    ["without paging", { object: "list", data: rows }],
    ["under another name", { value: rows }],
    ["with paging that names no last id", { object: "list", data: rows, has_more: false }],
  ])("%s", async (_, answer) => {
    const { client, fetch } = openai([json(answer)]);
    expect(await client.batches.list().toArray()).toEqual(rows);
    expect(fetch.calls).toHaveLength(1);
  });

  it("the cursor of a page that names none is its last row", async () => {
    const { client, fetch } = openai([json({ data: rows, has_more: true }), json(page([]))]);
    await client.batches.list().toArray();
    expect(new URL(fetch.calls[1]?.url ?? "").searchParams.get("after")).toBe("b");
  });

  it("null is an empty one", async () => {
    const { client } = openai([json({ object: "list", data: null, has_more: false })]);
    expect(await client.batches.list().toArray()).toEqual([]);
  });
});

describe("a create answered in a wrapper", () => {
  it("stays the wire document, and has a handle all the same", async () => {
    const answer = { job: batch({ id: "b" }), warning: "slow today" };
    const { client, fetch } = openai([json(answer), json(endedBatch(1, 0, { id: "b" }))]);
    const body = { input_file_id: "f", endpoint: "/v1/chat/completions", completion_window: "24h" } as const;
    const created = await client.batches.create(body);
    expect(created).toEqual(answer);
    expect(client.batches.handle(created)).toMatchObject({ id: "b", createdAt: "2026-11-21T12:00:00.000Z" });
    expect((await client.batches.wait(created)).outcome).toBe("completed");
    expect(fetch.calls[1]?.url).toMatch(/\/batches\/b$/);
  });
});

it("a server's own prefix, header, purpose, window, limits and endpoint", async () => {
  const { client, fetch } = openai([json(file({ status: undefined as never })), json(batch())], {
    baseUrl: "https://example.openai.azure.com/openai/v1",
    authHeader: "api-key",
    purpose: "batch-api",
    completionWindow: "7d",
    limits: { maxItemsPerBatch: 100_000, maxBytesPerBatch: 1_000_000_000 },
  });
  const lines = requestLines(60_000).map((line) => ({ ...line, url: "/chat/completions" as const }));
  const parts = await client.batches.submit(lines).collect();
  expect(parts).toHaveLength(1);
  const [upload, create] = fetch.calls;
  expect(upload?.url).toBe("https://example.openai.azure.com/openai/v1/files");
  expect(upload?.headers.get("api-key")).not.toBeNull();
  expect(uploadedLines(upload?.body)).toHaveLength(60_000);
  expect(JSON.parse(create?.body ?? "")).toMatchObject({
    endpoint: "/chat/completions",
    completion_window: "7d",
  });
});

it("HTTP faults in the output file are what they are", () => {
  const fault = { status_code: 500, request_id: "", body: { error: { message: "no" } } };
  expect(classifyResult(resultLine("a", { response: fault }))).toBe("retry");
});
