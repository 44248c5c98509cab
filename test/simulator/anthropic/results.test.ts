import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { ask, fated, Harness, type Line } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

async function runOne(params: unknown, headers: Record<string, string> = {}): Promise<Line["result"]> {
  return (await harness.run([params], headers))[0]!.result;
}

test("an answer echoes the prompt and reports its usage", async () => {
  const { type, message } = await runOne(ask({}, "How far is the moon?"));
  expect(type).toBe("succeeded");
  expect(message).toMatchObject({
    type: "message",
    role: "assistant",
    model: "claude-haiku-4-5",
    stop_reason: "end_turn",
    stop_sequence: null,
    stop_details: null,
    usage: { service_tier: "batch" },
  });
  expect(message!.content).toHaveLength(1);
  expect(message!.content[0]!.text).toContain("How far is the moon?");
  const { input_tokens, output_tokens } = message!.usage;
  expect(input_tokens).toBeGreaterThan(5);
  expect(output_tokens).toBe(Math.ceil(message!.content[0]!.text!.length / 4));
});

test("the last user turn is echoed, from text blocks too, and shortened", async () => {
  const messages = [
    { role: "user", content: "first" },
    { role: "assistant", content: "an answer" },
    {
      role: "user",
      content: [
        { type: "text", text: "second" },
        { type: "text", text: "x".repeat(500) },
      ],
    },
  ];
  const text = (await runOne(ask({ messages }))).message!.content[0]!.text!;
  expect(text).toContain("second xxx");
  expect(text.length).toBeLessThan(200);
});

test("max_tokens cuts the answer", async () => {
  const { message } = await runOne(ask({ max_tokens: 3 }));
  expect(message).toMatchObject({ stop_reason: "max_tokens", usage: { output_tokens: 3 } });
  expect(message!.content[0]!.text).toHaveLength(12);
});

test("a stop sequence ends the answer and is named", async () => {
  const { message } = await runOne(ask({ stop_sequences: ["simulated", "answer"] }));
  expect(message).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "answer" });
  expect(message!.content[0]!.text).toMatch(/This $/);
});

test("a forced tool is called with input that fits its schema", async () => {
  const input_schema = {
    type: "object",
    properties: {
      city: { type: "string", minLength: 9 },
      days: { type: "integer", minimum: 3 },
      unit: { enum: ["C", "F"] },
      tags: { type: "array", items: { type: "boolean" } },
      optional: { type: "string" },
    },
    required: ["city", "days", "unit", "tags"],
  };
  const tools = [
    { name: "other", input_schema: { type: "object" } },
    { name: "weather", input_schema },
  ];
  const { message } = await runOne(ask({ tools, tool_choice: { type: "tool", name: "weather" } }));
  expect(message).toMatchObject({ stop_reason: "tool_use" });
  expect(message!.content).toMatchObject([
    { type: "tool_use", name: "weather", input: { city: "sample...", days: 3, unit: "C", tags: [true] } },
  ]);
});

test("a JSON format is kept to", async () => {
  const schema = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };
  const { message } = await runOne(ask({ output_config: { format: { type: "json_schema", schema } } }));
  expect(JSON.parse(message!.content[0]!.text!)).toEqual({ ok: true });
});

test("thinking comes first, unless it is to be omitted", async () => {
  const [shown, hidden] = await harness.run([
    ask({ thinking: { type: "adaptive" }, model: "claude-opus-5" }),
    ask({ thinking: { type: "adaptive", display: "omitted" }, model: "claude-opus-5" }),
  ]);
  expect(shown!.result.message!.content.map(({ type }) => type)).toEqual(["thinking", "text"]);
  expect(hidden!.result.message!.content.map(({ type }) => type)).toEqual(["text"]);
});

test.each([
  ["max_tokens", ["text"]],
  ["model_context_window_exceeded", ["text"]],
  ["pause_turn", ["text", "server_tool_use"]],
  ["refusal", []],
  ["stop_sequence", ["text"]],
  ["tool_use", ["text", "tool_use"]],
])("fate %s is a stop reason of a message that succeeded", async (reason, blocks) => {
  const { type, message } = await runOne(fated(reason));
  expect(type).toBe("succeeded");
  expect(message!.stop_reason).toBe(reason);
  expect(message!.content.map((block) => block.type)).toEqual(blocks);
  expect(message!.stop_details).toEqual(
    reason === "refusal"
      ? { type: "refusal", category: "general_harms", explanation: expect.any(String) as unknown }
      : null,
  );
  if (reason === "stop_sequence") expect(message!.stop_sequence).toBe("STOP");
});

test("fates errored, canceled and expired are results of their own", async () => {
  const lines = await harness.run([
    fated("errored:overloaded_error"),
    fated("errored"),
    fated("canceled"),
    fated("expired"),
  ]);
  expect(lines.map(({ result }) => result)).toMatchObject([
    { type: "errored", error: { type: "error", error: { type: "overloaded_error" } } },
    { type: "errored", error: { type: "error", error: { type: "api_error" } } },
    { type: "canceled" },
    { type: "expired" },
  ]);
  expect(lines[0]!.result.error!.request_id).toMatch(/^req_/);
  expect(Object.keys(lines[2]!.result)).toEqual(["type"]);
});

test("fate bytes makes a text of that length", async () => {
  const { message } = await runOne(fated("bytes:70001"));
  expect(message!.content[0]!.text).toHaveLength(70_001);
  expect(message!.stop_reason).toBe("end_turn");
});

test("an unknown fate is an error, so that a typing mistake shows", async () => {
  const lines = await harness.run(["refusing", "errored_", "bytes:many", "canceled:x", ""].map(fated));
  for (const { result } of lines) {
    expect(result).toMatchObject({ type: "errored", error: { error: { type: "invalid_request_error" } } });
    expect(result.error!.error.message).toMatch(/the simulator knows no fate:/);
  }
});

const assistantDocument = [
  { role: "user", content: "Hi" },
  {
    role: "assistant",
    content: [{ type: "document", source: { type: "url", url: "https://example.com/a.pdf" } }],
  },
  { role: "user", content: "And?" },
];
const citation = {
  type: "char_location",
  cited_text: "x",
  document_index: 0,
  document_title: null,
  start_char_index: 0,
  end_char_index: 1,
};
const citedText = { type: "text", text: "x", citations: [citation] };
const searchResult = { type: "search_result", source: "s", title: "t", content: [citedText] };

/** Params, and how the message of the errored line begins; undefined where the version lets it pass. */
test.each<[string, Record<string, unknown>, string, string | undefined]>([
  ["temperature", { temperature: 1 }, "temperature:", undefined],
  ["top_p", { top_p: 0.99 }, "top_p:", undefined],
  ["top_k", { top_k: 5 }, "top_k:", undefined],
  ["a document of the assistant", { messages: assistantDocument }, "messages.1.content:", undefined],
  [
    "cited text of the user",
    { messages: [{ role: "user", content: [citedText] }] },
    "messages.0.content:",
    undefined,
  ],
  [
    "cited text in a search result",
    { messages: [{ role: "user", content: [searchResult] }] },
    "messages.0.content:",
    undefined,
  ],
  ["temperature out of range", { temperature: 2 }, "temperature:", "temperature:"],
  ["stream", { stream: true }, "stream:", "stream:"],
  ["max_tokens 0", { max_tokens: 0 }, "max_tokens:", "max_tokens:"],
  ["max_tokens above the model's", { max_tokens: 64_001 }, "max_tokens:", "max_tokens:"],
  ["fast mode", { speed: "fast" }, "speed:", "speed:"],
  ["fallbacks", { fallbacks: [] }, "fallbacks:", "fallbacks:"],
  ["threads", { store: false }, "store:", "store:"],
  ["betas in the params", { betas: ["x"] }, "betas:", "betas:"],
  ["an unknown field", { max_token: 5 }, "max_token: Extra inputs", "max_token: Extra inputs"],
  [
    "a beta field without a beta",
    { mcp_servers: [] },
    "mcp_servers: Extra inputs",
    "mcp_servers: Extra inputs",
  ],
  ["no messages", { messages: undefined }, "messages: Field required", "messages: Field required"],
  ["a wrong role", { messages: [{ role: "robot", content: "x" }] }, "messages.0:", "messages.0:"],
  [
    "an empty text block",
    { messages: [{ role: "user", content: [{ type: "text", text: "" }] }] },
    "messages.0.content.0.text:",
    "messages.0.content.0.text:",
  ],
  ["a wrong type", { max_tokens: "ten" }, "max_tokens: must be integer", "max_tokens: must be integer"],
  [
    "a thinking budget above max_tokens",
    { max_tokens: 1024, thinking: { type: "enabled", budget_tokens: 1024 } },
    "thinking.budget_tokens:",
    "thinking.budget_tokens:",
  ],
])("params are checked late, and per version: %s", async (_what, extra, strict, old) => {
  const [now] = await harness.run([ask(extra)]);
  const [before] = await harness.run([ask(extra)], { "anthropic-version": "2023-06-01" });
  for (const [line, start] of [
    [now!, strict],
    [before!, old],
  ] as const) {
    expect(line.result.type).toBe(start === undefined ? "succeeded" : "errored");
    if (start === undefined) continue;
    expect(line.result.error!.error.type).toBe("invalid_request_error");
    expect(line.result.error!.error.message.slice(0, start.length)).toBe(start);
  }
});

test("a model that cannot exist is not found; new ones are taken", async () => {
  const [unknown, novel] = await harness.run([ask({ model: "gpt-9" }), ask({ model: "claude-next-99" })]);
  expect(unknown!.result).toMatchObject({ type: "errored", error: { error: { type: "not_found_error" } } });
  expect(novel!.result.type).toBe("succeeded");
});

test("the newer models take no prefill, the older do", async () => {
  const messages = [
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Well" },
  ];
  const [older, newer] = await harness.run([ask({ messages }), ask({ messages, model: "claude-opus-4-6" })]);
  expect(older!.result.type).toBe("succeeded");
  expect(newer!.result.error!.error.message).toMatch(/^messages: /);
});

test("betas open the door to fields and lengths", async () => {
  const beta = { "anthropic-beta": "output-300k-2026-03-24, other-beta" };
  const lines = await harness.run(
    [
      ask({ model: "claude-opus-4-8", max_tokens: 300_000 }),
      ask({ brand_new_field: 1 }),
      ask({ mcp_servers: [] }),
    ],
    beta,
  );
  expect(lines.map(({ result }) => result.type)).toEqual(["succeeded", "succeeded", "succeeded"]);
  expect((await runOne(ask({ model: "claude-opus-4-8", max_tokens: 300_000 }))).type).toBe("errored");
});

test("a request's own user profile must agree with the header", async () => {
  const header = { "anthropic-user-profile-id": "uprof_1" };
  const lines = await harness.run(
    [ask({ user_profile_id: "uprof_1" }), ask({ user_profile_id: "uprof_2" })],
    header,
  );
  expect(lines.map(({ result }) => result.type)).toEqual(["succeeded", "errored"]);
});

test("every request in the document's examples is answered", async () => {
  const file = new URL("../../../specs/anthropic.yaml", import.meta.url);
  const spec = parse(await readFile(file, "utf8")) as {
    paths: Record<
      string,
      { post: { requestBody: { content: Record<string, { examples: Record<string, { value: unknown }> }> } } }
    >;
  };
  const { examples } = spec.paths["/v1/messages/batches"]!.post.requestBody.content["application/json"]!;
  const bodies = Object.values(examples).map(({ value }) => value as { requests: { params: unknown }[] });
  const params = bodies.flatMap(({ requests }) => requests.map((request) => request.params));
  expect(params.length).toBeGreaterThan(5);
  const lines = await harness.run(params, { "anthropic-beta": "mcp-client-2025-11-20" });
  expect(lines.filter(({ result }) => result.type !== "succeeded")).toEqual([]);
});
