import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ConfigError,
  HttpError,
  NotFoundError,
  PaginationError,
  RateLimitError,
  ResponseParseError,
  UnknownOutcomeError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import { OpenAIClient } from "../../src/openai/index.js";
import { BASE, batch, endedBatch, errorBody, file, KEY, openai, page } from "../support/openai.js";
import { all, rejection } from "../support/rejection.js";
import { json, networkError, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

const CREATE = {
  input_file_id: "file-input",
  endpoint: "/v1/responses",
  completion_window: "24h",
  metadata: { job: "nightly" },
} as const;

beforeEach(() => {
  for (const name of ["API_KEY", "ORG_ID", "PROJECT_ID", "BASE_URL"]) vi.stubEnv(`OPENAI_${name}`, undefined);
});
afterEach(() => vi.unstubAllEnvs());

/** What a client asks for when its calls are answered by this script. */
async function asked(
  work: (client: OpenAIClient) => Promise<unknown>,
  ...script: readonly Step[]
): Promise<{ readonly value: unknown; readonly sent: string[] }> {
  const { client, fetch } = openai(script);
  const value = await work(client);
  const sent = fetch.calls.map(({ method, url, body }) => [method, url, body].join(" ").trim());
  for (const { headers } of fetch.calls) expect(headers.get("authorization")).toBe(`Bearer ${KEY}`);
  return { value, sent };
}

describe("each operation, as it goes over the wire", () => {
  it("create", async () => {
    const { value, sent } = await asked((client) => client.batches.create(CREATE), json(batch()));
    expect(value).toEqual(batch());
    expect(sent).toEqual([`POST ${BASE}/batches ${JSON.stringify(CREATE)}`]);
  });

  it("retrieve", async () => {
    const { value, sent } = await asked((client) => client.batches.retrieve("batch/1"), json(batch()));
    expect(value).toEqual(batch());
    expect(sent).toEqual([`GET ${BASE}/batches/batch%2F1`]);
  });

  it("cancel, without a body", async () => {
    const answer = batch({ status: "cancelling" });
    const { value, sent } = await asked((client) => client.batches.cancel("batch_1"), json(answer));
    expect(value).toEqual(answer);
    expect(sent).toEqual([`POST ${BASE}/batches/batch_1/cancel`]);
  });

  it("list of batches", async () => {
    const { value, sent } = await asked(
      (client) => client.batches.list({ limit: 2, after: "batch_0" }).toArray(),
      json(page([batch({ id: "a" }), batch({ id: "b" })], true)),
      json(page([batch({ id: "c" })])),
    );
    expect(value).toEqual([batch({ id: "a" }), batch({ id: "b" }), batch({ id: "c" })]);
    expect(sent).toEqual([
      `GET ${BASE}/batches?limit=2&after=batch_0`,
      `GET ${BASE}/batches?limit=2&after=b`,
    ]);
  });

  it("list of files", async () => {
    const { value, sent } = await asked(
      (client) => client.files.list({ purpose: "batch", order: "asc" }).toArray(),
      json(page([file()])),
    );
    expect(value).toEqual([file()]);
    expect(sent).toEqual([`GET ${BASE}/files?purpose=batch&order=asc`]);
  });

  it("retrieve and delete a file", async () => {
    const deleted = { id: "file-1", object: "file", deleted: true, surprise: "kept" };
    const { value, sent } = await asked(
      async (client) => [await client.files.retrieve("file-1"), await client.files.delete("file-1")],
      json(file()),
      json(deleted),
    );
    expect(value).toEqual([file(), deleted]);
    expect(sent).toEqual([`GET ${BASE}/files/file-1`, `DELETE ${BASE}/files/file-1`]);
  });

  it("content of a file, once it is read", async () => {
    const { client, fetch } = openai([status(200, {}, "one\ntwo\n")]);
    const content = client.files.content("file-1");
    expect(fetch.calls).toEqual([]);
    expect(await new Response(content).text()).toBe("one\ntwo\n");
    expect(fetch.calls[0]?.url).toBe(`${BASE}/files/file-1/content`);
  });
});

describe("credentials and addresses", () => {
  it("come from the environment", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-env");
    vi.stubEnv("OPENAI_ORG_ID", "org-env");
    vi.stubEnv("OPENAI_PROJECT_ID", "proj-env");
    vi.stubEnv("OPENAI_BASE_URL", "https://eu.example/v1/");
    const fetch = scriptedFetch(json(batch()));
    const client = new OpenAIClient({ fetch });
    expect(client.batches.handle(await client.batches.retrieve("b")).account).toBe("proj-env");
    const { url, headers } = fetch.calls[0]!;
    expect(url).toBe("https://eu.example/v1/batches/b");
    expect(headers.get("authorization")).toBe("Bearer sk-env");
    expect(headers.get("openai-organization")).toBe("org-env");
    expect(headers.get("openai-project")).toBe("proj-env");
  });

  it("options beat the environment, and what is undefined is not given", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-env");
    vi.stubEnv("OPENAI_BASE_URL", "https://eu.example/v1");
    const own = { organization: "org-own", project: "proj-own", baseUrl: "https://own.example/v1" };
    const { client, fetch } = openai([json(batch())], { ...own, limits: undefined, authHeader: undefined });
    await client.batches.retrieve("b");
    expect(fetch.calls[0]?.url).toBe("https://own.example/v1/batches/b");
    expect(fetch.calls[0]?.headers.get("authorization")).toBe(`Bearer ${KEY}`);
    expect(fetch.calls[0]?.headers.get("openai-organization")).toBe("org-own");
    expect(fetch.calls[0]?.headers.get("openai-project")).toBe("proj-own");
  });

  it("another header gets the bare key", async () => {
    const { client, fetch } = openai([json(batch())], { authHeader: "api-key" });
    await client.batches.retrieve("b");
    expect(fetch.calls[0]?.headers.get("api-key")).toBe(KEY);
    expect(fetch.calls[0]?.headers.get("authorization")).toBeNull();
  });

  it("the usual header carries a bearer token, however it is spelled", async () => {
    const { client, fetch } = openai([json(batch())], { authHeader: "Authorization" });
    await client.batches.retrieve("b");
    expect(fetch.calls[0]?.headers.get("authorization")).toBe(`Bearer ${KEY}`);
  });

  it("no key is an error that names option and variable", () => {
    expect(() => new OpenAIClient()).toThrow(ConfigError);
    expect(() => new OpenAIClient({ apiKey: "" })).toThrow(/apiKey .*OPENAI_API_KEY/);
  });

  it.each([0, -1, 1.5, NaN])("a limit of %s is none", (maxItemsPerBatch) => {
    expect(() => openai([], { limits: { maxItemsPerBatch } })).toThrow("limits.maxItemsPerBatch");
  });
});

/** The parts of a form, as name, file name and content. */
function partsOf(form: string | undefined, type: string | null): [string, string | undefined, string][] {
  const boundary = /boundary=(\S+)$/.exec(type ?? "")?.[1] ?? "none";
  return (form ?? "")
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = "", content = ""] = part.split("\r\n\r\n");
      return [
        /; name="([^"]*)"/.exec(head)?.[1] ?? "",
        /; filename="([^"]*)"/.exec(head)?.[1],
        content.replace(/\r\n$/, ""),
      ];
    });
}

describe("files.upload", () => {
  const bytes = new TextEncoder().encode('{"a":"ä"}\n');
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 4);
    await Promise.resolve();
    yield bytes.subarray(4);
  }

  it.each([
    ["a text", () => '{"a":"ä"}\n', true],
    ["bytes", () => bytes, true],
    ["a buffer of bytes", () => bytes.slice().buffer, true],
    ["a Blob", () => new Blob([bytes]), true],
    ["a stream of bytes", () => new Blob([bytes]).stream(), false],
    ["an async iterable of bytes", stream, false],
    ["an iterable of bytes", () => [bytes.subarray(0, 4), bytes.subarray(4)], false],
  ])("takes %s", async (_, content, isSized) => {
    const { client, fetch } = openai([json(file())]);
    expect(await client.files.upload(content())).toEqual(file());
    const { url, method, headers, body, init } = fetch.calls[0]!;
    expect(`${method} ${url}`).toBe(`POST ${BASE}/files`);
    // Any fetch can send bytes, also one that knows no streams.
    expect(init.body instanceof Uint8Array).toBe(isSized);
    expect(partsOf(body, headers.get("content-type"))).toEqual([
      ["purpose", undefined, "batch"],
      ["file", "batch.jsonl", '{"a":"ä"}\n'],
    ]);
  });

  it("says what the file is for, how it is called and how long it lives", async () => {
    const { client, fetch } = openai([json(file())], { purpose: "batch-api" });
    const expires_after = { anchor: "created_at", seconds: 7_200 } as const;
    await client.files.upload(new File(["x"], 'a "b".jsonl'), { expires_after });
    const [call] = fetch.calls;
    expect(partsOf(call?.body, call?.headers.get("content-type") ?? null)).toEqual([
      ["purpose", undefined, "batch-api"],
      ["expires_after[anchor]", undefined, "created_at"],
      ["expires_after[seconds]", undefined, "7200"],
      ["file", "a %22b%22.jsonl", "x"],
    ]);
  });

  it("options name file and purpose, whatever the file says", async () => {
    const { client, fetch } = openai([json(file())]);
    await client.files.upload(new File(["x"], "other.txt"), { filename: "mine.jsonl", purpose: "user_data" });
    const [call] = fetch.calls;
    expect(partsOf(call?.body, call?.headers.get("content-type") ?? null).map(([, name]) => name)).toEqual([
      undefined,
      "mine.jsonl",
    ]);
  });

  it.each([
    ["a text", "x".repeat(256 * 1024)],
    ["a Blob", new Blob(["x".repeat(256 * 1024)])],
  ])("leaves in chunks once it is large, with its length: %s", async (_, content) => {
    const { client, fetch } = openai([json(file())]);
    await client.files.upload(content);
    const { init, headers, body = "" } = fetch.calls[0]!;
    expect(init.body).toBeInstanceOf(ReadableStream);
    expect(headers.get("content-length")).toBe(String(body.length));
  });

  it("is tried again, as it costs nothing", async () => {
    const { client, fetch } = openai([networkError("ECONNRESET"), status(503), json(file())]);
    expect(await client.files.upload(new Blob(["x"]))).toEqual(file());
    expect(new Set(fetch.calls.map(({ body }) => body)).size).toBe(1);
  });

  it("a content that can be read once is not tried again", async () => {
    const { client, fetch } = openai([status(503)]);
    expect((await rejection(client.files.upload(stream()), HttpError)).status).toBe(503);
    expect(fetch.calls).toHaveLength(1);
  });

  it.each([[null], [42], [{}]])("refuses %s, which is no content", async (content) => {
    const { client, fetch } = openai();
    await rejection(client.files.upload(content as never), ValidationError);
    expect(fetch.calls).toEqual([]);
  });

  it.each([
    [{ anchor: "created_at", seconds: 3_599 }],
    [{ anchor: "created_at", seconds: 2_592_001 }],
    [{ anchor: "last_active_at", seconds: 3_600 }],
  ])("refuses a life of %j", async (life) => {
    const { client } = openai();
    const error = await rejection(
      client.files.upload("x", { expires_after: life as never }),
      ValidationError,
    );
    expect(error.issues[0]?.path).toBe("expires_after");
  });
});

describe("what a call comes to", () => {
  it("a create whose answer got lost is not repeated, and names the caller's file", async () => {
    const { client, fetch } = openai([networkError("ECONNRESET")]);
    const error = await rejection(client.batches.create(CREATE), UnknownOutcomeError);
    expect(fetch.calls).toHaveLength(1);
    expect(error.operation).toBe("createBatch");
    expect(JSON.stringify(error.correlation)).toContain("file-input");
    expect(JSON.stringify(error.correlation)).not.toContain("nightly");
  });

  it("a create without an id was accepted, but nothing can be asked of it", async () => {
    const { client } = openai([json({ object: "batch" })]);
    expect((await rejection(client.batches.create(CREATE), ResponseParseError)).accepted).toBe(true);
  });

  it.each([
    [{ endpoint: "/v1/responses" }, "input_file_id"],
    [{ input_file_id: "f" }, "endpoint"],
    [{ ...CREATE, metadata: { a: 1 } }, "metadata.a"],
    [{ ...CREATE, metadata: { a: "x".repeat(513) } }, "metadata.a"],
    [{ ...CREATE, metadata: { ["k".repeat(65)]: "x" } }, `metadata.${"k".repeat(64)}`],
    [{ ...CREATE, metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [n, ""])) }, "metadata"],
    [{ ...CREATE, output_expires_after: { anchor: "created_at", seconds: 1 } }, "output_expires_after"],
  ])("a create of %j is refused before it is sent", async (body, path) => {
    const { client, fetch } = openai();
    const error = await rejection(client.batches.create(body as never), ValidationError);
    expect(error.issues.map((issue) => issue.path)).toContain(path);
    expect(fetch.calls).toEqual([]);
  });

  it("a create takes metadata of 512 characters, however many units they have", async () => {
    const { client, fetch } = openai([json({ id: "batch_1", object: "batch" })]);
    await client.batches.create({ ...CREATE, metadata: { ["👍".repeat(64)]: "👍".repeat(512) } });
    expect(fetch.calls).toHaveLength(1);
  });

  it("a refusal keeps the provider's code, its request id, and what it said", async () => {
    const body = errorBody("Invalid value", { code: "invalid_value", param: "endpoint" });
    const { client } = openai([json(body, { status: 400, headers: { "x-request-id": "req_1" } })]);
    const error = await rejection(client.batches.create(CREATE), HttpError);
    expect(error).toMatchObject({
      status: 400,
      errorCode: "invalid_value",
      errorType: "invalid_request_error",
      requestId: "req_1",
      body,
    });
  });

  it.each([
    ["a code", errorBody("no", { code: "insufficient_quota" }), {}],
    ["a type", errorBody("no", { type: "insufficient_quota" }), {}],
    ["a header", errorBody("no"), { "x-should-retry": "false" }],
  ])("a 429 that no wait repairs, by %s, is final", async (_, body, headers) => {
    const { client, fetch } = openai([json(body, { status: 429, headers })]);
    await rejection(client.batches.create(CREATE), RateLimitError);
    expect(fetch.calls).toHaveLength(1);
  });

  it("any other 429 is waited for", async () => {
    const limit = json(errorBody("slow down", { code: "rate_limit_exceeded" }), {
      status: 429,
      headers: { "retry-after": "7" },
    });
    const { client, clock } = openai([limit, json(batch())]);
    expect(await client.batches.create(CREATE)).toEqual(batch());
    expect(clock.sleeps).toEqual([7_000]);
  });

  it.each<[string, (client: OpenAIClient) => Promise<unknown>]>([
    ["creates", (client) => client.batches.create(CREATE, { retry: false })],
    ["uploads", (client) => client.files.upload("{}\n", { retry: false })],
  ])("a full queue of %s does not keep anybody from looking", async (_, send) => {
    const limit = json(errorBody("slow down"), { status: 429, headers: { "retry-after": "60" } });
    const { client, clock } = openai([limit, json(batch())]);
    await rejection(send(client), RateLimitError);
    await client.batches.retrieve("b");
    expect(clock.sleeps).toEqual([]);
  });

  it("a cancel that conflicts resolves to the batch as it stands", async () => {
    const conflict = json(errorBody("Cannot cancel a batch with status 'completed'."), { status: 409 });
    const { client, fetch } = openai([conflict, json(endedBatch())]);
    const headers = { "x-trace": "t1" };
    expect(await client.batches.cancel("batch_Fixture", { headers })).toEqual(endedBatch());
    expect(fetch.calls.map(({ method }) => method)).toEqual(["POST", "GET"]);
    expect(fetch.calls.map((call) => call.headers.get("x-trace"))).toEqual(["t1", "t1"]);
  });

  it("a cancel that is wrong is refused", async () => {
    const { client } = openai([json(errorBody("No batch found"), { status: 404 })]);
    await rejection(client.batches.cancel("batch_1"), NotFoundError);
  });

  it("a delete that was carried out without an answer is done when it is repeated", async () => {
    const { client } = openai([networkError("ECONNRESET"), json(errorBody("gone"), { status: 404 })]);
    expect(await client.files.delete("file-1")).toEqual({ id: "file-1", object: "file", deleted: true });
  });

  it("a delete of what never was is not found", async () => {
    const { client } = openai([json(errorBody("gone"), { status: 404 })]);
    await rejection(client.files.delete("file-1"), NotFoundError);
  });

  it.each(["", ".", ".."])("the id %j reaches nothing", async (id) => {
    const { client, fetch } = openai([], { localChecks: false });
    for (const call of [
      () => client.batches.retrieve(id),
      () => client.batches.cancel(id),
      () => client.files.retrieve(id),
      () => client.files.delete(id),
      () => new Response(client.files.content(id)).text(),
    ])
      await rejection(call(), ValidationError);
    expect(fetch.calls).toEqual([]);
  });

  it("a content that breaks off is an error, and leaving it stops the download", async () => {
    let isCancelled = false;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(8)),
          cancel: () => void (isCancelled = true),
        }),
      );
    const { client } = openai([endless]);
    for await (const chunk of client.files.content("file-1")) {
      expect(chunk.byteLength).toBe(8);
      break;
    }
    expect(isCancelled).toBe(true);
  });
});

describe("lists", () => {
  it("go on after an empty page that announces more", async () => {
    const { client } = openai([json(page([], true, { last_id: "x" })), json(page([batch()]))]);
    expect(await all(client.batches.list())).toEqual([batch()]);
  });

  it("a page that announces more without a cursor is an error", async () => {
    const { client } = openai([json(page([], true))]);
    await rejection(all(client.batches.list()), PaginationError);
  });

  it.each([0, 101, 1.5])("a limit of %s is refused", async (limit) => {
    const { client, fetch } = openai();
    await rejection(client.batches.list({ limit }).toArray(), ValidationError);
    const most = limit === 101 ? 10_001 : limit;
    await rejection(client.files.list({ limit: most }).toArray(), ValidationError);
    expect(fetch.calls).toEqual([]);
  });
});

it("the raw client speaks the whole spec", async () => {
  const { client, fetch } = openai([json(batch())]);
  const { data } = await client.raw.GET("/batches/{batch_id}", { params: { path: { batch_id: "b" } } });
  expect(data.status).toBe("in_progress");
  expect(fetch.calls[0]?.url).toBe(`${BASE}/batches/b`);
});
