// What a strict project writes against the published package. It is compiled only, inside a folder that holds nothing
// but the packed tarball and its dependencies: no Node types, no skipLibCheck.
import {
  AnthropicClient as FromRoot,
  BatchwireError,
  HttpError,
  RateLimitError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
  type BatchHandle,
  type BatchSnapshot,
  type ClientOptions,
  type SendOptions,
  type SubmitOptions,
} from "batchwire";
import { AnthropicClient, classifyResult, type MessageBatch } from "batchwire/anthropic";
import { Ip1Client } from "batchwire/ip1";
import { RingCentralClient } from "batchwire/ringcentral";
import { SinchClient } from "batchwire/sinch";

const options: ClientOptions = { retry: { maxAttempts: 5 }, attemptTimeoutMs: 10_000 };
const door: SendOptions = { retryUnknown: "may-send-twice" };
const small: SubmitOptions = { maxItemsPerBatch: 10, ...door };

export const clients = [
  new Ip1Client({ apiKey: () => "key", ...options }),
  new RingCentralClient({ clientId: "id", clientSecret: "secret", jwt: async () => "jwt" }),
  new SinchClient({ servicePlanId: "plan", apiToken: "token" }),
  new SinchClient({ projectId: "project", keyId: "id", keySecret: "secret" }),
];

export async function run(requests: Parameters<AnthropicClient["batches"]["create"]>[0]["requests"]) {
  const client: FromRoot = new AnthropicClient({ apiKey: "key" });
  const batch: MessageBatch = await client.batches.create({ requests }, door);
  const handle: BatchHandle = client.batches.handle(batch);
  const last: BatchSnapshot<MessageBatch> = await client.batches.wait(handle, { timeoutMs: 1_000 });
  for await (const line of client.batches.results(last.handle)) {
    if (classifyResult(line) === "usable" && line.result.type === "succeeded") {
      console.log(line.custom_id, line.result.message.usage);
    }
  }
  for await (const part of client.batches.submit(requests, small)) console.log(part.from, part.to);
  const some: MessageBatch[] = await client.batches.list({ limit: 5 }).toArray(10);
  return some;
}

export function explain(error: unknown): string {
  if (error instanceof UnknownOutcomeError) return `${error.startedAt} ${error.attempts.length}`;
  if (error instanceof SubmissionError) return `${error.next}`;
  if (error instanceof ValidationError) return error.issues.map((issue) => issue.message).join();
  if (error instanceof RateLimitError) return `${error.retryAfterMs ?? "no hint"}`;
  if (error instanceof HttpError) return `${error.status} ${error.requestId ?? ""}`;
  return BatchwireError.is(error) ? error.code : String(error);
}
