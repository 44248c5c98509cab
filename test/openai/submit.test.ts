import { describe, expect, it } from "vitest";
import {
  HttpError,
  JournalError,
  ResponseParseError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import type { OpenAIOptions, OpenAISubmitOptions, RequestLine, SubmitInput } from "../../src/openai/index.js";
import {
  BASE,
  batch,
  errorBody,
  file,
  openai,
  page,
  requestLine,
  requestLines,
  uploadedLines,
} from "../support/openai.js";
import { MemoryJournal } from "../support/memory-journal.js";
import { rejection } from "../support/rejection.js";
import { hang, json, networkError, status, type Step } from "../support/scripted-fetch.js";

type Uploaded = { custom_id: string; method: string; url: string; body: { model?: string } };

class Killed extends Error {}

/** A server that takes everything, and what it has seen: uploads, batches and deleted files. */
function server(options: OpenAIOptions = {}) {
  const uploads: Uploaded[][] = [];
  const created: Record<string, unknown>[] = [];
  const deleted: string[] = [];
  const script: { create: Step[]; upload: Step[]; list: object[] } = { create: [], upload: [], list: [] };
  const state = { isDead: false };
  const step: Step = (call) => {
    const path = call.url.slice(BASE.length).split("?")[0] ?? "";
    if (state.isDead) throw new Killed();
    if (call.method === "DELETE") {
      deleted.push(path.slice("/files/".length));
      return json({ id: "x", object: "file", deleted: true })(call);
    }
    const date = new Date(clock.now()).toUTCString();
    if (call.method === "GET") return json(page(script.list), { headers: { date } })(call);
    if (path === "/files") {
      const next = script.upload.shift();
      if (next) return next(call);
      uploads.push(uploadedLines(call.body) as Uploaded[]);
      return json(file({ id: `file-${uploads.length}` }))(call);
    }
    created.push(JSON.parse(call.body ?? "") as Record<string, unknown>);
    const next = script.create.shift();
    if (next) return next(call);
    return json(batch({ id: `batch_${created.length}`, input_file_id: `file-${uploads.length}` }))(call);
  };
  const { client, clock, fetch } = openai([step], options);
  fetch.add(...Array.from({ length: 200 }, () => step));
  return { client, clock, fetch, uploads, created, deleted, script, state };
}

const ids = (lines: readonly Uploaded[]): string[] => lines.map(({ custom_id: id }) => id);

async function* slowly<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

function embeddings(id: string, input: unknown): RequestLine {
  return {
    custom_id: id,
    url: "/v1/embeddings",
    body: { model: "text-embedding-3-small", input: input as string },
  };
}

describe("submit uploads a file and creates a batch of it", () => {
  it("a line per request, with what was left out", async () => {
    const { client, uploads, created, fetch } = server();
    const [first, second] = requestLines(2);
    const [part, ...more] = await client.batches.submit([first!, { ...second!, method: "POST" }]).collect();
    expect(more).toEqual([]);
    expect(part).toEqual({
      handle: { v: 1, provider: "openai", id: "batch_1", createdAt: "2026-11-21T12:00:00.000Z" },
      batch: batch({ id: "batch_1", input_file_id: "file-1" }),
      index: 0,
      from: 0,
      to: 2,
    });
    const rest = { method: "POST", url: "/v1/chat/completions" };
    expect(uploads).toEqual([
      [
        { ...first, ...rest },
        { ...second, ...rest },
      ],
    ]);
    expect(created).toEqual([
      { input_file_id: "file-1", endpoint: "/v1/chat/completions", completion_window: "24h" },
    ]);
    const [upload] = fetch.calls;
    // Bytes that are whole, so that fetch itself says how many they are.
    expect(upload?.init.body).toBeInstanceOf(Uint8Array);
    expect(upload?.body).toMatch(/}\n\r\n--batchwire-\w+--\r\n$/);
    expect(upload?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=batchwire-\w+$/);
  });

  it("its options go to the upload and to the batch, and the client's too", async () => {
    const { client, created, fetch } = server({ purpose: "batch-api", completionWindow: "48h" });
    const output_expires_after = { anchor: "created_at", seconds: 3_600 } as const;
    const expires_after = { anchor: "created_at", seconds: 7_200 } as const;
    const options: OpenAISubmitOptions = { metadata: { job: "n" }, output_expires_after, expires_after };
    await client.batches.submit(requestLines(1), options).collect();
    expect(created).toEqual([
      {
        input_file_id: "file-1",
        endpoint: "/v1/chat/completions",
        completion_window: "48h",
        metadata: { job: "n" },
        output_expires_after,
      },
    ]);
    expect(fetch.calls[0]?.body).toContain('name="purpose"\r\n\r\nbatch-api\r\n');
    expect(fetch.calls[0]?.body).toContain('name="expires_after[seconds]"\r\n\r\n7200\r\n');
  });

  it("an empty input sends nothing", async () => {
    const { client, fetch } = server();
    expect(await client.batches.submit([]).collect()).toEqual([]);
    expect(fetch.calls).toEqual([]);
  });

  it("an answer in a wrapper is unwrapped", async () => {
    const { client, script } = server();
    script.create.push(json({ job: batch({ id: "b" }), warning: "w" }));
    const [part] = await client.batches.submit(requestLines(1)).collect();
    expect(part).toMatchObject({ handle: { id: "b" }, batch: { id: "b", object: "batch" } });
  });
});

describe("submit cuts", () => {
  const model = (name: string, from: number, count: number): RequestLine[] =>
    Array.from({ length: count }, (_, n) => requestLine(`r${from + n}`, "x", name));
  const response = (id: string): RequestLine => ({
    custom_id: id,
    url: "/v1/responses",
    body: { model: "a", input: "x" },
  });
  const cases: [string, SubmitInput, OpenAIOptions, string[][]][] = [
    ["by lines", requestLines(5), { limits: { maxItemsPerBatch: 2 } }, [["r0", "r1"], ["r2", "r3"], ["r4"]]],
    [
      "where the model changes",
      [...model("a", 0, 2), ...model("b", 2, 1), ...model("a", 3, 1)],
      {},
      [["r0", "r1"], ["r2"], ["r3"]],
    ],
    [
      "where the endpoint changes",
      [...model("a", 0, 1), response("r1"), response("r2")],
      {},
      [["r0"], ["r1", "r2"]],
    ],
    [
      "embeddings by inputs",
      [
        embeddings("r0", ["a", "b", "c"]),
        embeddings("r1", "one"),
        // A list of tokens is one input; one of lists is as many.
        embeddings("r2", [1, 2, 3]),
        embeddings("r3", [[1], [2]]),
        embeddings("r4", "one"),
      ],
      { limits: { maxItemsPerBatch: 5 } },
      [
        ["r0", "r1", "r2"],
        ["r3", "r4"],
      ],
    ],
  ];
  it.each(cases)("%s", async (_, input, options, parts) => {
    for (const form of [input, slowly([...(input as RequestLine[])])]) {
      const { client, uploads, created } = server(options);
      const submitted = await client.batches.submit(form).collect();
      expect(uploads.map(ids)).toEqual(parts);
      expect(created.map(({ endpoint }) => endpoint)).toEqual(uploads.map(([first]) => first?.url));
      const ends = submitted.map(({ from, to }) => [from, to]);
      let at = 0;
      expect(ends).toEqual(parts.map(({ length }) => [at, (at += length)]));
    }
  });

  it("by bytes on the wire, of the form and all", async () => {
    const limit = 2_000;
    const { client, fetch } = server({ limits: { maxBytesPerBatch: limit } });
    const submitted = await client.batches.submit(requestLines(40, "ä".repeat(50))).collect();
    expect(submitted.length).toBeGreaterThan(3);
    const sizes = fetch.calls
      .filter(({ url }) => url.endsWith("/files"))
      .map(({ body }) => new TextEncoder().encode(body).byteLength);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
    // The next line would not have fitted.
    for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThan(limit - 250);
  });

  it("the caller's limits lower those of the server", async () => {
    const { client, uploads } = server({ limits: { maxItemsPerBatch: 3 } });
    await client.batches.submit(requestLines(5), { maxItemsPerBatch: 2 }).collect();
    await client.batches.submit(requestLines(5), { maxItemsPerBatch: 9 }).collect();
    expect(uploads.map(({ length }) => length)).toEqual([2, 2, 1, 3, 2]);
  });

  it("50,000 lines by itself", async () => {
    const { client, uploads } = server();
    await client.batches.submit(requestLines(50_001, "x")).collect();
    expect(uploads.map(({ length }) => length)).toEqual([50_000, 1]);
  });
});

describe("submit checks", () => {
  const line = requestLine("a");
  it.each<[string, unknown, string]>([
    ["a line that is none", 7, "requests.0"],
    ["a line without an id", { body: line.body }, "requests.0.custom_id"],
    ["an empty id", { ...line, custom_id: "" }, "requests.0.custom_id"],
    ["another method", { ...line, method: "GET" }, "requests.0.method"],
    ["a url that is no path", { ...line, url: "https://api.openai.com/v1/responses" }, "requests.0.url"],
    [
      "no url where none is understood",
      { custom_id: "a", body: { model: "m", input: "x" } },
      "requests.0.url",
    ],
    ["no body", { custom_id: "a", url: "/v1/responses" }, "requests.0.body"],
    ["a body that is a list", { ...line, body: [] }, "requests.0.body"],
    ["no model", { custom_id: "a", body: { messages: [] } }, "requests.0.body.model"],
    ["a model that is no name", { ...line, body: { ...line.body, model: 3 } }, "requests.0.body.model"],
    ["a stream", { ...line, body: { ...line.body, stream: true } }, "requests.0.body.stream"],
  ])("%s", async (_, given, path) => {
    const { client, fetch } = server();
    const error = await rejection(client.batches.submit([given as RequestLine]).collect(), ValidationError);
    expect(error.issues.map((issue) => issue.path)).toEqual([path]);
    expect(fetch.calls).toEqual([]);
    const late = await rejection(
      client.batches.submit(slowly([given as RequestLine])).collect(),
      SubmissionError,
    );
    expect(late.failed.cause).toBeInstanceOf(ValidationError);
    expect(fetch.calls).toEqual([]);
  });

  it.each<[string, RequestLine]>([
    ["a moderation without a model", { custom_id: "a", url: "/v1/moderations", body: { input: "x" } }],
    ["a stream that is none", { ...line, body: { ...line.body, stream: false } as never }],
    [
      "an endpoint of another server",
      { custom_id: "a", url: "/v4/chat/completions", body: { model: "glm" } },
    ],
  ])("nothing against %s", async (_, given) => {
    const { client, uploads } = server();
    await client.batches.submit([given]).collect();
    expect(uploads.map(ids)).toEqual([["a"]]);
  });

  it("the same id twice, within a part and across parts, in arrays and iterables", async () => {
    const { client, created } = server({ limits: { maxItemsPerBatch: 2 } });
    const twice = [...requestLines(3), requestLine("r0")];
    const early = await rejection(client.batches.submit(twice).collect(), ValidationError);
    expect(early.issues).toEqual([
      { path: "requests.3.custom_id", index: 3, customId: "r0", message: expect.any(String) as string },
    ]);
    expect(created).toEqual([]);
    const late = await rejection(client.batches.submit(slowly(twice)).collect(), SubmissionError);
    expect(late.failed).toMatchObject({ from: 2 });
    expect(late.submitted).toHaveLength(1);
  });

  it("metadata and lives", async () => {
    const { client, fetch } = server();
    const life = { anchor: "created_at", seconds: 1 } as const;
    for (const options of [
      { metadata: { a: 1 as never } },
      { expires_after: life },
      { output_expires_after: life },
    ])
      await rejection(client.batches.submit(requestLines(1), options).collect(), ValidationError);
    expect(fetch.calls).toEqual([]);
  });

  it("nothing, if told so", async () => {
    const { client, uploads } = server({ localChecks: false });
    await client.batches.submit([line, line, { custom_id: "" } as never]).collect();
    expect(uploads.flat()).toHaveLength(3);
  });
});

describe("what becomes of a file", () => {
  const refused = json(errorBody("no", { param: "endpoint" }), { status: 400 });

  it("it is deleted when the create is refused, and the part can be sent again", async () => {
    const { client, deleted, script } = server({ limits: { maxItemsPerBatch: 2 } });
    script.create.push(json(batch()), refused);
    const error = await rejection(client.batches.submit(requestLines(4)).collect(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(HttpError);
    expect([error.submitted.length, error.failed.from, error.next]).toEqual([1, 2, 2]);
    expect(deleted).toEqual(["file-2"]);
  });

  it("that it cannot be deleted is not what went wrong", async () => {
    const { client, fetch, clock } = openai([json(file()), refused, networkError("ECONNRESET")]);
    const error = await rejection(client.batches.submit(requestLines(1)).collect(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(HttpError);
    expect(fetch.calls).toHaveLength(3);
    expect(clock.sleeps).toEqual([]);
  });

  it("it is kept when nobody knows what became of the create, and the error says which it is", async () => {
    const { client, deleted, script } = server();
    script.create.push(networkError("ECONNRESET"));
    const error = await rejection(client.batches.submit(requestLines(3)).collect(), SubmissionError);
    expect([error.failed.from, error.next]).toEqual([0, 3]);
    expect(error.failed.cause).toBeInstanceOf(UnknownOutcomeError);
    expect((error.failed.cause as UnknownOutcomeError).correlation).toMatchObject({
      file: "file-1",
      size: 3,
    });
    expect(deleted).toEqual([]);
  });

  it("it is kept when the create was carried out, but its answer cannot be read", async () => {
    const { client, deleted, script } = server();
    script.create.push(json({ object: "batch" }));
    const error = await rejection(client.batches.submit(requestLines(3)).collect(), SubmissionError);
    expect(error.next).toBe(3);
    expect(error.failed.cause).toMatchObject({ accepted: true, correlation: { file: "file-1" } });
    expect(deleted).toEqual([]);
  });

  it.each<[string, Step, new (...args: never[]) => Error]>([
    ["was refused", json(errorBody("too large"), { status: 400 }), HttpError],
    ["cannot be read, three times", status(200, {}, "{"), ResponseParseError],
    ["broke off, three times", networkError("ECONNRESET"), Error],
  ])("an upload whose answer %s has sent nothing", async (_, answer, type) => {
    const { client, created, script } = server();
    script.upload.push(answer, answer, answer);
    const error = await rejection(client.batches.submit(requestLines(3)).collect(), SubmissionError);
    expect(error.failed.cause).toBeInstanceOf(type);
    expect([error.failed.from, error.next]).toEqual([0, 0]);
    expect(created).toEqual([]);
  });

  it.each([
    ["broke off", networkError("ECONNRESET")],
    ["was answered with half a document", status(200, {}, '{"id":"fi')],
    ["was answered with a page", status(200, { "content-type": "text/html" }, "<html>")],
  ])("an upload that %s is made again, if its lines are still there", async (_, answer) => {
    const { client, created, uploads, script } = server();
    script.upload.push(answer);
    await client.batches.submit(requestLines(3)).collect();
    expect(uploads.map(ids)).toEqual([["r0", "r1", "r2"]]);
    expect(created).toHaveLength(1);
  });

  it("an abort during the upload has sent nothing; during the create, nobody knows", async () => {
    for (const [phase, next] of [
      ["upload", 0],
      ["create", 2],
    ] as const) {
      const { client, script } = server();
      const controller = new AbortController();
      script[phase].push(hang(() => controller.abort(new Error("enough"))));
      const { signal } = controller;
      const error = await rejection(
        client.batches.submit(requestLines(2), { signal }).collect(),
        SubmissionError,
      );
      expect(error.next).toBe(next);
      const cause = error.failed.cause as Error;
      expect(phase === "upload" ? cause : cause.cause).toMatchObject({ message: "enough" });
    }
  });
});

describe("a submission with a journal", () => {
  const lines = requestLines(4);

  it("writes down the file before the paid call", async () => {
    const { client } = server({ limits: { maxItemsPerBatch: 2 } });
    const journal = new MemoryJournal();
    await client.batches.submit(lines, { journal }).collect();
    expect(journal.types).toEqual(["run", "intent", "staged", "sent", "intent", "staged", "sent", "done"]);
    expect(journal.records[2]).toMatchObject({ part: 0, id: "file-1" });
    expect(JSON.stringify(journal.records)).not.toMatch(/Hello|r0/);
  });

  // Two parts: run, (intent, staged, sent) twice, done.
  it.each([0, 1, 2, 3, 4, 5, 6, 7].flatMap((at) => [[at, "before"] as const, [at, "after"] as const]))(
    "killed at record %i, %s it is durable: every line goes out once",
    async (at, when) => {
      const { client, created, uploads, state } = server({ limits: { maxItemsPerBatch: 2 } });
      const journal = new MemoryJournal();
      const kill = (): void => {
        state.isDead ||= journal.records.length === (when === "before" ? at : at + 1);
        if (state.isDead) throw new Killed();
      };
      journal.onAppend = () => {
        if (when === "before" || state.isDead) kill();
      };
      journal.onAppended = () => {
        if (when === "after") kill();
      };
      await client.batches
        .submit(lines, { journal })
        .collect()
        .catch(() => undefined);
      journal.onAppend = () => undefined;
      journal.onAppended = () => undefined;
      // A new process: it knows nothing but the journal, and what the server tells.
      const next = server({ limits: { maxItemsPerBatch: 2 } });
      next.script.list = created.map(({ input_file_id }, n) =>
        batch({ id: `batch_${n + 1}`, input_file_id: String(input_file_id) }),
      );
      const parts = await next.client.batches.submit(lines, { journal }).collect();
      expect(parts.map(({ from, to }) => [from, to])).toEqual([
        [0, 2],
        [2, 4],
      ]);
      const used = new Map(uploads.map((file, n) => [`file-${n + 1}`, file]));
      const first = created.flatMap(({ input_file_id }) => ids(used.get(String(input_file_id)) ?? []));
      const second = next.created.flatMap(({ input_file_id }) =>
        ids(next.uploads[Number(String(input_file_id).slice("file-".length)) - 1] ?? []),
      );
      expect([...first, ...second]).toEqual(ids(lines as Uploaded[]));
    },
  );

  it("a file that was never used is deleted when that is known", async () => {
    const { client, script } = server();
    const journal = new MemoryJournal();
    script.create.push(networkError("ECONNRESET"));
    await rejection(client.batches.submit(lines, { journal }).collect(), SubmissionError);
    expect(journal.types).toEqual(["run", "intent", "staged"]);
    const next = server();
    const [part] = await next.client.batches.submit(lines, { journal }).collect();
    expect(part).toMatchObject({ from: 0, to: 4 });
    expect(next.deleted).toEqual(["file-1"]);
    expect(next.created).toHaveLength(1);
  });

  it("a journal that cannot be written stops before the paid call", async () => {
    const { client, created, deleted } = server();
    const journal = new MemoryJournal();
    journal.onAppend = ({ type }) => {
      if (type === "staged") throw new JournalError("full", { reason: "unreadable" });
    };
    await rejection(client.batches.submit(lines, { journal }).collect(), JournalError);
    expect(created).toEqual([]);
    expect(deleted).toEqual(["file-1"]);
  });

  it("another input, or other metadata, is not what the journal began with", async () => {
    for (const [input, options] of [
      [requestLines(4, "Bye"), {}],
      [lines, { metadata: { a: "b" } }],
    ] as const) {
      const { client, script } = server({ limits: { maxItemsPerBatch: 2 } });
      const journal = new MemoryJournal();
      script.create.push(json(batch({ id: "b" })), status(400));
      await rejection(client.batches.submit(lines, { journal }).collect(), SubmissionError);
      const error = await rejection(
        client.batches.submit(input, { ...options, journal }).collect(),
        JournalError,
      );
      expect(error.reason).toBe("input-changed");
    }
  });
});

it("a large part streams: it is uploaded while its input is read, in chunks", async () => {
  const { client, uploads, fetch } = server();
  const text = "x".repeat(1024 * 1024);
  const lines = [1, 2, 3, 4, 5, 6].map((n) => requestLine(`r${n}`, text));
  await client.batches.submit(slowly(lines)).collect();
  expect(uploads.map(ids)).toEqual([["r1", "r2", "r3", "r4", "r5", "r6"]]);
  expect(fetch.calls[0]?.headers.get("content-length")).toBeNull();
});
