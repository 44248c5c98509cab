import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, Harness, type Line, minuteMs, request } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const EMBEDDINGS = "/v1/embeddings";
const good = request("good");
const without = (name: string) => {
  const { [name]: _, ...rest } = request("a");
  return rest;
};

/** The errors of a batch that failed. */
async function errorsOf(lines: readonly Line[], endpoint?: string): Promise<unknown[] | undefined> {
  const { id } = await harness.submit(lines, endpoint === undefined ? {} : { endpoint });
  await harness.sim.clock.advance(2 * minuteMs);
  const batch = await harness.retrieve(id);
  expect(batch).toMatchObject({
    status: "failed",
    failed_at: expect.any(Number) as unknown,
    in_progress_at: null,
    output_file_id: null,
    error_file_id: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
  });
  expect(batch.errors?.object).toBe("list");
  return batch.errors?.data?.map(({ code, param, line }) => [code, param, line]);
}

test.each<[string, Line, string, string | null]>([
  ["no JSON", "{", "invalid_json_line", null],
  ["JSON, but no object", "[]", "invalid_json_line", null],
  ["blank", "", "invalid_json_line", null],
  ["half a surrogate pair", String.raw`{"custom_id":"a\ud83c"}`, "invalid_json_line", null],
  ["no custom_id", without("custom_id"), "missing_required_parameter", "custom_id"],
  ["no method", without("method"), "missing_required_parameter", "method"],
  ["no url", without("url"), "missing_required_parameter", "url"],
  ["no body", without("body"), "missing_required_parameter", "body"],
  ["a custom_id that is no text", request(7), "invalid_request", "custom_id"],
  ["another method", { ...good, custom_id: "a", method: "GET" }, "invalid_request", "method"],
  ["a body that is no object", request("a", []), "invalid_request", "body"],
  ["another url than the endpoint", request("a", ask(), EMBEDDINGS), "invalid_url", "url"],
  ["an unknown url", request("a", ask(), "/v1/nothing"), "invalid_url", "url"],
  ["a stream", request("a", ask({ stream: true })), "streaming_unsupported", "body.stream"],
  ["no model", request("a", ask({ model: undefined })), "invalid_request", "body.model"],
  ["no messages", request("a", ask({ messages: undefined })), "invalid_request", "body.messages"],
  ["an unknown model", request("a", ask({ model: "gpt-nonsense" })), "model_not_found", "body.model"],
  [
    "a model of another endpoint",
    request("a", ask({ model: "text-embedding-3-small" })),
    "model_not_found",
    "body.model",
  ],
  ["an id that came before", request("good"), "duplicate_custom_id", "custom_id"],
  ["another model", request("a", ask({ model: "gpt-6-luna" })), "model_mismatch", "body.model"],
])("a line with %s fails the batch and is named", async (_what, line, code, param) => {
  expect(await errorsOf([good, line])).toEqual([[code, param, 2]]);
});

test("all bad lines are told, one fault each", async () => {
  const lines = [
    "{",
    good,
    without("body"),
    request("a", ask({ stream: true }), EMBEDDINGS),
    request("good"),
  ];
  expect(await errorsOf(lines)).toEqual([
    ["invalid_json_line", null, 1],
    ["missing_required_parameter", "body", 3],
    ["invalid_url", "url", 4],
    ["duplicate_custom_id", "custom_id", 5],
  ]);
});

test("a byte order mark spoils the first line; a last line without an end and CRLF are fine", async () => {
  const text = JSON.stringify(good);
  expect(await errorsOf([`\uFEFF${text}`, request("a")])).toEqual([["invalid_json_line", null, 1]]);
  const { id } = await harness.submit([`${text}\r`, request("a")]);
  await harness.sim.clock.advance(30 * minuteMs);
  expect((await harness.retrieve(id)).status).toBe("completed");
});

test("a file that is unknown, deleted or for something else fails the batch, not the call", async () => {
  const deleted = (await harness.upload([good])).body.id;
  await harness.call("DELETE", `/files/${deleted}`);
  const other = (await harness.upload([good], { purpose: "user_data" })).body.id;
  for (const fileId of ["file-none", deleted, other]) {
    const { id } = await harness.create(fileId);
    await harness.sim.clock.advance(minuteMs);
    expect(await harness.retrieve(id)).toMatchObject({
      status: "failed",
      errors: { data: [{ code: "invalid_request", param: "file_id", line: null }] },
    });
  }
});

test("50,000 requests are fine, and one more is too many", async () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => request(`r-${n}`));
  const { id } = await harness.submit(lines);
  await harness.sim.clock.advance(2 * minuteMs);
  expect(await harness.retrieve(id)).toMatchObject({
    status: "in_progress",
    request_counts: { total: 50_000 },
  });
  expect(await errorsOf([...lines, request("last")])).toEqual([["too_many_tasks", null, null]]);
}, 60_000);

test("50,000 inputs of embeddings are fine, and one more is too many", async () => {
  const embed = (id: string, inputs: number) =>
    request(
      id,
      { model: "text-embedding-3-small", input: Array.from({ length: inputs }, () => "x") },
      EMBEDDINGS,
    );
  const { id } = await harness.submit([embed("a", 30_000), embed("b", 20_000)], { endpoint: EMBEDDINGS });
  await harness.sim.clock.advance(minuteMs);
  expect((await harness.retrieve(id)).status).toBe("in_progress");
  const lines = [embed("a", 30_000), embed("b", 20_001)];
  expect(await errorsOf(lines, EMBEDDINGS)).toEqual([["too_many_tasks", null, null]]);
});

test("what is wrong within a body is no fault of the file", async () => {
  const { id } = await harness.submit([good, request("a", ask({ temperature: 9 }))]);
  await harness.sim.clock.advance(minuteMs);
  expect((await harness.retrieve(id)).status).toBe("in_progress");
});

test("the service behind /v1/videos has ended: no model is known there", async () => {
  const video = request("a", { model: "sora-2", prompt: "A kettle" }, "/v1/videos");
  expect(await errorsOf([video], "/v1/videos")).toEqual([["model_not_found", "body.model", 1]]);
});
