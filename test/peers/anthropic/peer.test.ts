// The official SDK knows nothing of the simulator: what it can do here, it can do against the real API.
// Needs `npm ci` in the root of the repository and in this folder; run with `npm test` in this folder.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

type BatchCreateParams = Anthropic.Messages.BatchCreateParams;

let sim: Simulator;
let client: Anthropic;

before(async () => {
  sim = await startSimulator({ timeScale: "manual" });
  const { baseUrl, apiKey } = sim.options.anthropic;
  client = new Anthropic({ baseURL: baseUrl, apiKey, maxRetries: 2 });
});
after(async () => {
  assert.deepEqual(sim.violations, []);
  await sim.close();
});

function requests(...fates: readonly (string | undefined)[]): BatchCreateParams {
  return {
    requests: fates.map((fate, index) => ({
      custom_id: `r-${index}`,
      params: {
        model: "claude-haiku-4-5",
        max_tokens: 256,
        messages: [{ role: "user", content: `Question ${index}` }],
        ...(fate !== undefined && { metadata: { user_id: `fate:${fate}` } }),
      },
    })),
  };
}

async function createEnded(...fates: readonly (string | undefined)[]): Promise<string> {
  const { id } = await client.messages.batches.create(requests(...fates));
  await sim.clock.advance(25 * 3_600_000);
  return id;
}

test("create and retrieve", async () => {
  const created = await client.messages.batches.create(requests(undefined, "refusal"));
  assert.equal(created.processing_status, "in_progress");
  assert.equal(created.request_counts.processing, 2);
  assert.match(created._request_id ?? "", /^req_/);
  await sim.clock.advance(3_600_000);
  const ended = await client.messages.batches.retrieve(created.id);
  assert.equal(ended.processing_status, "ended");
  assert.equal(ended.request_counts.succeeded, 2);
});

test("results, of every kind, streamed", async () => {
  const id = await createEnded(undefined, "refusal", "errored:overloaded_error", "canceled", "expired");
  const seen = new Map<string, string>();
  for await (const line of await client.messages.batches.results(id)) {
    const { result } = line;
    if (result.type === "succeeded") seen.set(line.custom_id, result.message.stop_reason ?? "none");
    else if (result.type === "errored") seen.set(line.custom_id, result.error.error.type);
    else seen.set(line.custom_id, result.type);
  }
  assert.deepEqual(
    [...seen].sort(),
    Object.entries({
      "r-0": "end_turn",
      "r-1": "refusal",
      "r-2": "overloaded_error",
      "r-3": "canceled",
      "r-4": "expired",
    }),
  );
});

test("results of a batch that has not ended are refused by the SDK itself", async () => {
  const { id } = await client.messages.batches.create(requests(undefined));
  await assert.rejects(client.messages.batches.results(id), /processing/);
});

test("list, with the SDK's own paging in both directions", async () => {
  const created: string[] = [];
  for (let n = 0; n < 7; n++) created.unshift((await client.messages.batches.create(requests(undefined))).id);
  const older: string[] = [];
  for await (const { id } of client.messages.batches.list({ limit: 3 })) older.push(id);
  assert.deepEqual(older.slice(0, 7), created);
  assert.equal(new Set(older).size, older.length);
  const newer: string[] = [];
  for await (const { id } of client.messages.batches.list({ limit: 3, before_id: created[6]! }))
    newer.push(id);
  assert.deepEqual(newer.toSorted(), created.slice(0, 6).toSorted());
});

test("cancel and delete", async () => {
  const { id } = await client.messages.batches.create(requests(undefined, undefined));
  assert.equal((await client.messages.batches.cancel(id)).processing_status, "canceling");
  await assert.rejects(client.messages.batches.delete(id), Anthropic.BadRequestError);
  await sim.clock.advance(3_600_000);
  assert.equal((await client.messages.batches.retrieve(id)).request_counts.canceled, 2);
  assert.deepEqual(await client.messages.batches.delete(id), { id, type: "message_batch_deleted" });
  await assert.rejects(client.messages.batches.retrieve(id), Anthropic.NotFoundError);
});

test("the SDK reads the errors of the simulator, and retries its faults", async () => {
  const { baseURL } = client;
  const stranger = new Anthropic({ baseURL, apiKey: "sk-ant-wrong" });
  await assert.rejects(stranger.messages.batches.list(), Anthropic.AuthenticationError);
  await assert.rejects(client.messages.batches.create({ requests: [] }), (error: unknown) => {
    assert.ok(error instanceof Anthropic.BadRequestError);
    assert.match(error.message, /requests: List should have at least 1 item/);
    assert.match(error.requestID ?? "", /^req_/);
    return true;
  });
  const before = sim.requests.length;
  sim.faults.add({ fault: { status: 529, headers: { "retry-after-ms": "1" } } });
  sim.faults.add({ fault: "reset-before" });
  await client.messages.batches.list({ limit: 1 });
  assert.equal(sim.requests.length - before, 3);
});
