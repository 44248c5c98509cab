import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadSpec } from "../../../src/simulator/spec.js";
import { ask, CHAT, fated, Harness, hourMs, request } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

type Body = Readonly<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- asserted on at once

/** The body of each answer, which fits the schema of its endpoint. */
async function bodiesOf(
  bodies: readonly Readonly<Record<string, unknown>>[],
  endpoint: string,
  schema: string,
): Promise<Body[]> {
  const spec = await loadSpec("openai.yaml");
  return (await harness.run(bodies, endpoint)).map((line) => {
    expect(line).toMatchObject({ error: null, response: { status_code: 200 } });
    const body = line?.response?.body as Body;
    expect(spec.checkComponent(schema, body, true)).toEqual([]);
    return body;
  });
}

const chat = (...bodies: readonly Readonly<Record<string, unknown>>[]) =>
  bodiesOf(bodies, CHAT, "ChatCompletion");

describe("files of results", () => {
  test("hold one line for each request, in another order, as ASCII with an end to each line", async () => {
    const { id } = await harness.submit(
      Array.from({ length: 50 }, (_, n) => request(`r-${n}`, ask({}, `Ü ${n}`))),
    );
    await harness.sim.clock.advance(hourMs);
    const { output_file_id: fileId } = await harness.retrieve(id);
    const reply = await harness.call("GET", `/files/${fileId}/content`);
    expect(reply.headers.get("content-type")).toBe("application/octet-stream");
    expect(reply.headers.get("content-disposition")).toBe(`attachment; filename="${id}_output.jsonl"`);
    expect(Number(reply.headers.get("content-length"))).toBe(Buffer.byteLength(reply.text));
    expect(reply.text).toMatch(/^[\n -~]+\n$/);
    expect(reply.text).toContain(String.raw`You wrote \"\u00dc 7\"`);
    expect(reply.text).toMatch(/^\{"id": "batch_req_[0-9a-f]{32}", "custom_id": "/);
    const ids = (await harness.lines(fileId)).map(({ custom_id }) => custom_id);
    expect(new Set(ids).size).toBe(50);
    expect(ids).not.toEqual(Array.from({ length: 50 }, (_, n) => `r-${n}`));
    expect((await harness.call("GET", `/files/${fileId}/content`)).text).toBe(reply.text);
    expect((await harness.call<{ bytes: number }>("GET", `/files/${fileId}`)).body.bytes).toBe(
      reply.text.length,
    );
  });

  test("an answer that is no 2xx stands in the error file, with its error in the body", async () => {
    const { id } = await harness.submit([
      request("good"),
      request("bad", fated("status:429:insufficient_quota")),
    ]);
    await harness.sim.clock.advance(hourMs);
    const batch = await harness.retrieve(id);
    expect((await harness.lines(batch.output_file_id)).map(({ custom_id }) => custom_id)).toEqual(["good"]);
    expect(await harness.lines(batch.error_file_id)).toMatchObject([
      {
        custom_id: "bad",
        error: null,
        response: { status_code: 429, body: { error: { code: "insufficient_quota", param: null } } },
      },
    ]);
  });

  test("a body that the endpoint does not take is a 400 that names the member", async () => {
    const lines = await harness.run([
      ask({ temperature: 9 }),
      ask({ messages: [] }),
      ask({ n: "two" }),
      ask({ messages: [{ role: "user" }] }),
      ask({ user: "fate:nonsense" }),
      ask({ anything_else: true }),
    ]);
    const faults = lines.map((line) => (line?.response?.body as Body)["error"]?.param);
    expect(faults.slice(0, 5)).toEqual(["temperature", "messages", "n", "messages.0.content", "user"]);
    expect(lines.map((line) => line?.response?.status_code)).toEqual([400, 400, 400, 400, 400, 200]);
  });
});

describe("chat completions", () => {
  test("echo the last prompt of the user, in string or parts", async () => {
    const parts = [
      { type: "text", text: "Part" },
      { type: "image_url", image_url: { url: "data:," } },
    ];
    const [plain, split] = await chat(
      ask({}, "Kettle"),
      ask({ messages: [{ role: "user", content: parts }] }),
    );
    expect(plain?.["choices"]).toMatchObject([
      { index: 0, finish_reason: "stop", message: { role: "assistant", refusal: null } },
    ]);
    expect(plain?.["choices"][0].message.content).toBe('You wrote "Kettle". This answer was simulated.');
    expect(split?.["choices"][0].message.content).toContain("Part");
    const {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: total,
    } = (plain?.["usage"] ?? {}) as Body;
    expect(input).toBeGreaterThan(0);
    expect(total).toBe(input + output);
    expect(plain).toMatchObject({ model: "gpt-5.4-nano", service_tier: "default" });
  });

  test("honor limits, stop sequences, several choices, formats and forced tools", async () => {
    const schema = {
      type: "object",
      properties: { mood: { type: "string", enum: ["good"] } },
      required: ["mood"],
    };
    const tools = [
      { type: "function", function: { name: "other" } },
      { type: "function", function: { name: "mood", parameters: schema } },
    ];
    const [cut, stopped, several, formatted, loose, called, required] = await chat(
      ask({ max_completion_tokens: 2 }),
      ask({ stop: ["nobody", "wrote"] }),
      ask({ n: 3 }),
      ask({ response_format: { type: "json_schema", json_schema: { name: "m", schema } } }),
      ask({ response_format: { type: "json_object" } }),
      ask({ tools, tool_choice: { type: "function", function: { name: "mood" } } }),
      ask({ tools: [{ type: "custom", custom: { name: "code" } }], tool_choice: "required" }),
    );
    expect(cut?.["choices"][0]).toMatchObject({ finish_reason: "length", message: { content: "You wrot" } });
    expect(stopped?.["choices"][0]).toMatchObject({ finish_reason: "stop", message: { content: "You " } });
    expect(several?.["choices"].map(({ index }: Body) => index)).toEqual([0, 1, 2]);
    expect(JSON.parse(formatted?.["choices"][0].message.content)).toEqual({ mood: "good" });
    expect(JSON.parse(loose?.["choices"][0].message.content)).toEqual({});
    expect(called?.["choices"][0]).toMatchObject({
      finish_reason: "tool_calls",
      message: {
        content: null,
        tool_calls: [{ type: "function", function: { name: "mood", arguments: '{"mood":"good"}' } }],
      },
    });
    expect(required?.["choices"][0].message.tool_calls).toMatchObject([
      { type: "custom", custom: { name: "code" } },
    ]);
  });

  test("end as the request wishes", async () => {
    const [length, filtered, refused, called, sized] = await chat(
      fated("length"),
      fated("content_filter"),
      fated("refusal"),
      fated("tool_calls"),
      fated("bytes:70000"),
    );
    expect(length?.["choices"][0].finish_reason).toBe("length");
    expect(filtered?.["choices"][0].finish_reason).toBe("content_filter");
    expect(refused?.["choices"][0]).toMatchObject({
      finish_reason: "stop",
      message: { content: null, refusal: expect.any(String) as unknown },
    });
    expect(called?.["choices"][0].finish_reason).toBe("tool_calls");
    expect(sized?.["choices"][0].message.content).toHaveLength(70_000);
  });
});

test("responses: text, schemas, tools, limits and refusals", async () => {
  const ENDPOINT = "/v1/responses";
  const model = "gpt-5.4-nano";
  const schema = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };
  const tools = [{ type: "function", name: "mood", parameters: schema }];
  const input = [{ role: "user", content: [{ type: "input_text", text: "Lamp" }] }];
  const [plain, items, cut, formatted, called, refused, filtered] = await bodiesOf(
    [
      { model, input: "Kettle", metadata: { a: "b" } },
      { model, input },
      { model, input: "x", max_output_tokens: 16, user: "fate:length" },
      { model, input: "x", text: { format: { type: "json_schema", name: "o", schema } } },
      { model, input: "x", tools, tool_choice: "required" },
      { model, input: "x", user: "fate:refusal" },
      { model, input: "x", user: "fate:content_filter" },
    ],
    ENDPOINT,
    "ResponseObject",
  );
  expect(plain).toMatchObject({ status: "completed", error: null, metadata: { a: "b" }, model });
  expect(plain?.["output"][0]).toMatchObject({
    type: "message",
    role: "assistant",
    content: [{ type: "output_text" }],
  });
  expect(plain?.["output"][0].content[0].text).toContain("Kettle");
  expect(items?.["output"][0].content[0].text).toContain("Lamp");
  expect(cut).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
  expect(JSON.parse(formatted?.["output"][0].content[0].text)).toEqual({ ok: true });
  expect(called?.["output"]).toMatchObject([
    { type: "function_call", name: "mood", arguments: '{"ok":true}' },
  ]);
  expect(refused?.["output"][0].content).toMatchObject([{ type: "refusal" }]);
  expect(filtered).toMatchObject({ status: "incomplete", incomplete_details: { reason: "content_filter" } });
});

test("embeddings: one for each input, of the asked size, as numbers or in Base64", async () => {
  const model = "text-embedding-3-small";
  const [one, several, tokens, encoded, large] = await bodiesOf(
    [
      { model, input: "a" },
      { model, input: ["a", "b", "c"], dimensions: 4 },
      { model, input: [1, 2, 3], dimensions: 4 },
      { model, input: "a", dimensions: 8, encoding_format: "base64" },
      { model, input: [[1], [2]], dimensions: 2 },
    ],
    "/v1/embeddings",
    "EmbeddingList",
  );
  expect(one?.["data"][0].embedding).toHaveLength(1_536);
  const length = (vector: readonly number[]) => Math.hypot(...vector);
  expect(length(one?.["data"][0].embedding)).toBeCloseTo(1, 5);
  expect(several?.["data"].map(({ index }: Body) => index)).toEqual([0, 1, 2]);
  expect(several?.["data"][1].embedding).toHaveLength(4);
  expect(tokens?.["data"]).toHaveLength(1);
  expect(large?.["data"]).toHaveLength(2);
  const bytes = Buffer.from(encoded?.["data"][0].embedding as string, "base64");
  expect(bytes).toHaveLength(32);
  expect(length(Array.from({ length: 8 }, (_, n) => bytes.readFloatLE(4 * n)))).toBeCloseTo(1, 5);
  expect(one?.["usage"].total_tokens).toBe(one?.["usage"].prompt_tokens);
});

test("completions, moderations and images", async () => {
  const [text, two] = await bodiesOf(
    [
      { model: "davinci-002", prompt: "Kettle", max_tokens: 50 },
      { model: "davinci-002", prompt: ["a", "b"], n: 2 },
    ],
    "/v1/completions",
    "Completion",
  );
  expect(text?.["choices"]).toMatchObject([
    { text: expect.stringContaining("Kettle") as unknown, finish_reason: "stop" },
  ]);
  expect(two?.["choices"]).toHaveLength(4);
  expect(two?.["choices"][0].finish_reason).toBe("stop");
  const [single, list, parts] = await bodiesOf(
    [{ input: "a" }, { input: ["a", "b"] }, { input: [{ type: "text", text: "a" }] }],
    "/v1/moderations",
    "Moderation",
  );
  expect(single).toMatchObject({ model: "omni-moderation-latest", results: [{ flagged: false }] });
  expect(Object.keys(single?.["results"][0].category_scores as object)).toHaveLength(13);
  expect(list?.["results"]).toHaveLength(2);
  expect(parts?.["results"]).toHaveLength(1);
  const [image] = await bodiesOf([{ prompt: "A kettle", n: 2 }], "/v1/images/generations", "ImagesResponse");
  expect(image?.["data"]).toHaveLength(2);
  const edit = { prompt: "Red", images: [{ file_id: "file-x" }] };
  const [edited] = await bodiesOf([edit], "/v1/images/edits", "ImagesResponse");
  expect(edited?.["data"]).toHaveLength(1);
});

test("a wish that an endpoint cannot grant is a 400", async () => {
  const [line] = await harness.run([{ input: "a", user: "fate:refusal" }], "/v1/moderations");
  expect(line?.response).toMatchObject({ status_code: 400, body: { error: { param: "user" } } });
});

test("single requests can be cancelled or take their time", async () => {
  const { id } = await harness.submit([
    request("usual"),
    request("gone", fated("cancelled")),
    request("slow", fated("minutes:120")),
  ]);
  await harness.sim.clock.advance(hourMs);
  expect((await harness.retrieve(id)).status).toBe("in_progress");
  await harness.sim.clock.advance(2 * hourMs);
  const batch = await harness.retrieve(id);
  expect(batch).toMatchObject({ status: "completed", request_counts: { total: 3, completed: 2, failed: 1 } });
  const results = await harness.results(batch);
  expect(results.get("gone")).toMatchObject({ response: null, error: { code: "batch_cancelled" } });
  expect(results.get("slow")?.response?.status_code).toBe(200);
});
