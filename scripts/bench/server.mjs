/**
 * The server of the benchmarks, in its own process: plain node:http, prepared answers, no checks. Sends its port to the
 * parent. The id of a batch describes its results file.
 */
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createServer } from "node:http";
import { json as readJson } from "node:stream/consumers";
import { resultsFile } from "./results-file.mjs";

const json = (value) => Buffer.from(JSON.stringify(value));
const at = "2026-11-20T08:15:00Z";

function messageBatch(id, lines) {
  return {
    id,
    type: "message_batch",
    processing_status: "ended",
    request_counts: { processing: 0, succeeded: lines, errored: 0, canceled: 0, expired: 0 },
    created_at: at,
    ended_at: at,
    expires_at: "2026-11-21T08:15:00Z",
    archived_at: null,
    cancel_initiated_at: null,
    results_url: `${base()}/v1/messages/batches/${id}/results`,
  };
}

const openaiFile = (bytes) => ({
  id: `file-${bytes}`,
  object: "file",
  bytes,
  created_at: 1795250000,
  filename: "batch.jsonl",
  purpose: "batch",
  status: "processed",
});

function openaiBatch(id, inputFile, lines) {
  const outputFile = id.replace("batch_", "file-");
  return {
    id,
    object: "batch",
    endpoint: "/v1/chat/completions",
    input_file_id: inputFile,
    completion_window: "24h",
    status: "completed",
    output_file_id: outputFile,
    error_file_id: null,
    created_at: 1795250000,
    in_progress_at: 1795250010,
    expires_at: 1795336400,
    finalizing_at: 1795250500,
    completed_at: 1795250600,
    request_counts: { total: lines, completed: lines, failed: 0 },
    metadata: null,
  };
}

const smsBatch = json({
  id: "01JD3V7Q2M8X5T4R6P9W1Y3Z0A",
  to: ["12025550142", "12025550143"],
  from: "12025550100",
  canceled: false,
  body: "Your parcel arrives today between 9 and 11.",
  type: "mt_text",
  created_at: at,
  modified_at: at,
  delivery_report: "none",
  expire_at: "2026-11-23T08:15:00Z",
  flash_message: false,
});
const a2pBatch = json({
  id: "3441",
  from: "+12025550100",
  batchSize: 2,
  processedCount: 2,
  lastModifiedTime: at,
  status: "Completed",
  creationTime: at,
});
const ip1Batch = json({
  id: "c5a1f0de-0d6c-4b2e-9f0a-1b6f7f8f2a11",
  sender: "iP1sms",
  type: "sms",
  datacoding: "gsm",
  priority: 1,
  messageCount: 2,
  created: at,
  modified: at,
});
const token = json({
  access_token: "bench-access-token",
  token_type: "bearer",
  expires_in: 3600,
  refresh_token: "bench-refresh-token",
  refresh_token_expires_in: 604800,
  scope: "A2PSMS",
  owner_id: "1",
});

function answer(response, body) {
  response.writeHead(200, { "content-type": "application/json", "content-length": body.byteLength });
  response.end(body);
}

function closeSignal(response) {
  const controller = new globalThis.AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

async function sendResults(response, lineBytes, lines, provider) {
  response.writeHead(200, { "content-type": "application/x-jsonl" });
  const gone = closeSignal(response);
  for (const block of resultsFile(lineBytes, lines, provider)) {
    if (response.destroyed) return;
    // A client that disconnects makes the wait fail.
    if (!response.write(block)) await once(response, "drain", { signal: gone });
  }
  response.end();
}

async function take(request) {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.byteLength;
  return bytes;
}

async function serveOpenAI(request, response) {
  const [, , , kind, id = "", content] = request.url.split(/[/?]/);
  if (request.method === "POST" && kind === "files") {
    // The id holds the number of bytes, so that the client side can verify that all arrived.
    return answer(response, json(openaiFile(await take(request))));
  }
  if (request.method === "POST") {
    const { input_file_id: file } = await readJson(request);
    return answer(response, json(openaiBatch("batch_0_0", file, 0)));
  }
  const [, lineBytes, lines] = id.split(/[_-]/).map(Number);
  if (content === "content") return sendResults(response, lineBytes, lines, "openai");
  return answer(response, json(openaiBatch(id, "file-0", lines)));
}

async function serve(request, response) {
  const { method, url } = request;
  if (url.startsWith("/openai/")) return serveOpenAI(request, response);
  if (method === "POST") {
    const bytes = await take(request);
    // The id holds the number of bytes, so that the client side can verify that all arrived.
    return answer(response, url.includes("/oauth/") ? token : json(messageBatch(`msgbatch_${bytes}_0`, 0)));
  }
  if (url.startsWith("/xms/")) return answer(response, smsBatch);
  if (url.startsWith("/restapi/")) return answer(response, a2pBatch);
  if (url.startsWith("/v1/messages/batches/")) {
    const [, , , , id, results] = url.split(/[/?]/);
    const [, lineBytes, lines] = id.split("_").map(Number);
    if (results === "results") return sendResults(response, lineBytes, lines);
    return answer(response, json(messageBatch(id, lines)));
  }
  return answer(response, ip1Batch);
}

const server = createServer((request, response) => {
  serve(request, response).catch((error) => {
    // A client may disconnect early.
    if (!response.destroyed) console.error(error);
  });
});
// Connections must outlive the pauses between repetitions, so that no reconnect is measured.
server.keepAliveTimeout = 600_000;
server.requestTimeout = 0;
const base = () => `http://127.0.0.1:${server.address().port}`;
server.listen(0, "127.0.0.1", () => process.send?.(base()));
process.on("disconnect", () => process.exit());
