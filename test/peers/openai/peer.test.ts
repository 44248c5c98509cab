// The official SDK knows nothing of the simulator: what it can do here, it can do against the real API.
// Needs `npm ci` in the root of the repository and in this folder; run with `npm test` in this folder.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import OpenAI, { toFile } from "openai";
import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

const HOUR_MS = 3_600_000;
const CHAT = "/v1/chat/completions";
const secret = `whsec_${Buffer.from("a secret for webhooks, 32 bytes!").toString("base64")}`;

let sim: Simulator;
let client: OpenAI;
let folder: string;
const events: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
const receiver = createServer((request, response) => {
  void request.toArray().then((chunks: Buffer[]) => {
    events.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(204).end();
  });
});

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "peer-openai-"));
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  sim = await startSimulator({ timeScale: "manual", webhooks: { openai: { url, secret } } });
  const { baseUrl, apiKey, organization, project } = sim.options.openai;
  client = new OpenAI({ baseURL: baseUrl, apiKey, organization, project, maxRetries: 2 });
});
after(async () => {
  assert.deepEqual(sim.violations, []);
  await sim.close();
  receiver.closeAllConnections();
  receiver.close();
  await rm(folder, { recursive: true });
});

function jsonl(...fates: readonly (string | undefined)[]): string {
  const lines = fates.map((fate, index) => {
    const messages = [{ role: "user", content: `Question ${index}` }];
    const body = { model: "gpt-5.4-nano", messages, ...(fate !== undefined && { user: `fate:${fate}` }) };
    return JSON.stringify({ custom_id: `r-${index}`, method: "POST", url: CHAT, body });
  });
  return lines.map((line) => `${line}\n`).join("");
}

async function upload(text: string): Promise<OpenAI.Files.FileObject> {
  return client.files.create({ file: await toFile(Buffer.from(text), "requests.jsonl"), purpose: "batch" });
}

async function create(...fates: readonly (string | undefined)[]): Promise<OpenAI.Batches.Batch> {
  const { id } = await upload(jsonl(...fates));
  return client.batches.create({ input_file_id: id, endpoint: CHAT, completion_window: "24h" });
}

interface Line {
  readonly custom_id: string;
  readonly response: { readonly status_code: number; readonly body: OpenAI.ChatCompletion } | null;
  readonly error: { readonly code: string } | null;
}

async function linesOf(fileId: string | null | undefined): Promise<Line[]> {
  assert.ok(fileId);
  const text = await (await client.files.content(fileId)).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

test("upload from memory and from a stream, read back, list, delete", async () => {
  const text = jsonl(undefined, undefined);
  const file = await upload(text);
  assert.equal(file.status, "processed");
  assert.equal(file.bytes, text.length);
  assert.equal(await (await client.files.content(file.id)).text(), text);
  const path = join(folder, "streamed.jsonl");
  await writeFile(path, text);
  const streamed = await client.files.create({
    file: createReadStream(path),
    purpose: "batch",
    expires_after: { anchor: "created_at", seconds: 3_600 },
  });
  assert.equal(streamed.filename, "streamed.jsonl");
  assert.equal(streamed.expires_at, streamed.created_at + 3_600);
  const ids: string[] = [];
  for await (const { id } of client.files.list({ purpose: "batch", limit: 1 })) ids.push(id);
  assert.deepEqual(ids, [streamed.id, file.id]);
  assert.deepEqual(await client.files.retrieve(file.id), file);
  assert.equal((await client.files.waitForProcessing(file.id)).id, file.id);
  assert.deepEqual(await client.files.delete(file.id), { id: file.id, object: "file", deleted: true });
  await assert.rejects(client.files.retrieve(file.id), OpenAI.NotFoundError);
});

test("create, poll, and read the content of both files", async () => {
  const created = await create(undefined, "status:400", "refusal", "length");
  assert.equal(created.status, "validating");
  assert.deepEqual(created.request_counts, { total: 0, completed: 0, failed: 0 });
  const seen = new Set<string>([created.status]);
  let batch = created;
  while (batch.status !== "completed") {
    await sim.clock.advance(1_000);
    batch = await client.batches.retrieve(created.id);
    seen.add(batch.status);
  }
  assert.deepEqual([...seen], ["validating", "in_progress", "finalizing", "completed"]);
  assert.deepEqual(batch.request_counts, { total: 4, completed: 3, failed: 1 });
  const output = await linesOf(batch.output_file_id);
  const reasons = output.map(({ custom_id, response }) => [
    custom_id,
    response?.body.choices[0]?.message.refusal === null ? response.body.choices[0].finish_reason : "refused",
  ]);
  assert.deepEqual(reasons.sort(), [
    ["r-0", "stop"],
    ["r-2", "refused"],
    ["r-3", "length"],
  ]);
  const errors = await linesOf(batch.error_file_id);
  assert.deepEqual(
    errors.map(({ custom_id, response }) => [custom_id, response?.status_code]),
    [["r-1", 400]],
  );
});

test("a batch that fails its validation names the lines", async () => {
  const { id } = await upload(`${jsonl(undefined)}{\n`);
  const { id: batchId } = await client.batches.create({
    input_file_id: id,
    endpoint: CHAT,
    completion_window: "24h",
  });
  await sim.clock.advance(HOUR_MS);
  const batch = await client.batches.retrieve(batchId);
  assert.equal(batch.status, "failed");
  assert.deepEqual(
    batch.errors?.data?.map(({ code, line }) => [code, line]),
    [["invalid_json_line", 2]],
  );
});

test("cancel, once and again, and not after the end", async () => {
  const { id } = await create(undefined, "minutes:600");
  assert.equal((await client.batches.cancel(id)).status, "cancelling");
  await sim.clock.advance(HOUR_MS);
  const batch = await client.batches.cancel(id);
  assert.equal(batch.status, "cancelled");
  const codes = (await linesOf(batch.error_file_id)).map(({ error }) => error?.code);
  assert.deepEqual([...new Set(codes)], ["batch_cancelled"]);
  const completed = await create(undefined);
  await sim.clock.advance(HOUR_MS);
  await assert.rejects(client.batches.cancel(completed.id, { maxRetries: 0 }), OpenAI.ConflictError);
});

test("expired batches keep what was done", async () => {
  const { id } = await create(undefined, "expired");
  await sim.clock.advance(25 * HOUR_MS);
  const batch = await client.batches.retrieve(id);
  assert.equal(batch.status, "expired");
  assert.equal((await linesOf(batch.output_file_id)).length, 1);
  assert.equal((await linesOf(batch.error_file_id))[0]?.error?.code, "batch_expired");
});

test("list, with the SDK's own paging", async () => {
  const { id: input_file_id } = await upload(jsonl(undefined));
  const created: string[] = [];
  for (let n = 0; n < 7; n++) {
    const batch = await client.batches.create({ input_file_id, endpoint: CHAT, completion_window: "24h" });
    created.unshift(batch.id);
  }
  const listed: string[] = [];
  for await (const { id } of client.batches.list({ limit: 3 })) listed.push(id);
  assert.deepEqual(listed.slice(0, 7), created);
  assert.equal(new Set(listed).size, listed.length);
});

test("webhooks are verified by the SDK", async () => {
  events.length = 0;
  const { id } = await create(undefined);
  await sim.clock.advance(HOUR_MS);
  const told = events.map(async ({ headers, body }) =>
    client.webhooks.unwrap(body, headers as Record<string, string>, secret),
  );
  const event = (await Promise.all(told)).find(({ data }) => "id" in data && data.id === id);
  assert.equal(event?.type, "batch.completed");
  const { headers, body } = events[0] ?? assert.fail();
  const forged = client.webhooks.unwrap(`${body} `, headers as Record<string, string>, secret);
  await assert.rejects(forged);
});

test("the SDK reads the errors of the simulator, and retries its faults", async () => {
  const stranger = new OpenAI({
    baseURL: client.baseURL,
    apiKey: "sk-wrong",
    organization: null,
    project: null,
  });
  await assert.rejects(stranger.batches.list(), OpenAI.AuthenticationError);
  const refused = client.batches.create({
    input_file_id: "file-x",
    endpoint: CHAT,
    completion_window: "24h",
    metadata: { a: "x".repeat(513) },
  });
  await assert.rejects(refused, (error: unknown) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.param, "metadata.a");
    assert.match(error.requestID ?? "", /^req_/);
    return true;
  });
  await assert.rejects(client.batches.retrieve("batch_none"), OpenAI.NotFoundError);
  const before = sim.requests.length;
  sim.faults.add({ fault: { status: 503, headers: { "retry-after-ms": "1" } } });
  sim.faults.add({ fault: "reset-before" });
  await client.batches.list({ limit: 1 });
  assert.equal(sim.requests.length - before, 3);
});
