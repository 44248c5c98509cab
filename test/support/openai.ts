import type { Batch, BatchRequestOutput, FileObject } from "../../generated/openai.js";
import { OpenAIClient, type OpenAIOptions, type RequestLine } from "../../src/openai/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { FakeClock } from "./fake-clock.js";
import { type ScriptedFetch, scriptedFetch, type Step } from "./scripted-fetch.js";

export const KEY = "sk-test-0123456789";
export const BASE = "https://api.openai.com/v1";

/** An OpenAI client with a fake clock whose requests are answered by this script. */
export function openai(
  script: readonly Step[] = [],
  options: OpenAIOptions = {},
): { client: OpenAIClient; fetch: ScriptedFetch; clock: FakeClock } {
  const clock = new FakeClock();
  const fetch = scriptedFetch(...script);
  return { client: new OpenAIClient(withClock({ fetch, apiKey: KEY, ...options }, clock)), fetch, clock };
}

type ChatLine = Extract<RequestLine, { url?: "/v1/chat/completions" | undefined }>;

/** A request that passes the local checks. */
export function requestLine(customId: string, text = "Hello", model = "gpt-6-luna"): ChatLine {
  return { custom_id: customId, body: { model, messages: [{ role: "user", content: text }] } };
}

/** Requests named `r0`, `r1` and so on. */
export function requestLines(count: number, text?: string, model?: string): ChatLine[] {
  return Array.from({ length: count }, (_, index) => requestLine(`r${index}`, text, model));
}

/** Epoch seconds, as the API writes times. */
export const CREATED_S = Date.parse("2026-11-21T12:00:00Z") / 1_000;

/** A batch document in progress, with one request unless told otherwise. */
export function batch(changes: Partial<Batch> = {}): Batch {
  return {
    id: "batch_Fixture",
    object: "batch",
    endpoint: "/v1/chat/completions",
    model: "gpt-6-luna",
    errors: null,
    input_file_id: "file-input",
    completion_window: "24h",
    status: "in_progress",
    output_file_id: null,
    error_file_id: null,
    created_at: CREATED_S,
    in_progress_at: CREATED_S + 1,
    expires_at: CREATED_S + 86_400,
    finalizing_at: null,
    completed_at: null,
    failed_at: null,
    expired_at: null,
    cancelling_at: null,
    cancelled_at: null,
    request_counts: { total: 1, completed: 0, failed: 0 },
    metadata: null,
    ...changes,
  };
}

/** The same batch, completed a while ago. */
export function endedBatch(completed = 1, failed = 0, changes: Partial<Batch> = {}): Batch {
  return batch({
    status: "completed",
    completed_at: CREATED_S - 3_600,
    output_file_id: completed > 0 ? "file-output" : null,
    error_file_id: failed > 0 ? "file-error" : null,
    request_counts: { total: completed + failed, completed, failed },
    ...changes,
  });
}

export function file(changes: Partial<FileObject> = {}): FileObject {
  return {
    id: "file-input",
    object: "file",
    bytes: 100,
    created_at: CREATED_S,
    filename: "batch.jsonl",
    purpose: "batch",
    status: "processed",
    status_details: null,
    expires_at: CREATED_S + 2_592_000,
    ...changes,
  };
}

/** A line of a results file: a chat answered with a 200 unless told otherwise. */
export function resultLine(customId: string, changes: Partial<BatchRequestOutput> = {}): BatchRequestOutput {
  return {
    id: `batch_req_${customId}`,
    custom_id: customId,
    response: answered(chat()),
    error: null,
    ...changes,
  };
}

export function answered(body: unknown, status = 200): NonNullable<BatchRequestOutput["response"]> {
  return { status_code: status, request_id: "0123", body: body as never };
}

export function chat(finish = "stop", message: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "chatcmpl-Fixture",
    object: "chat.completion",
    created: CREATED_S,
    model: "gpt-6-luna",
    choices: [
      {
        index: 0,
        finish_reason: finish,
        message: { role: "assistant", content: "Hi", refusal: null, ...message },
      },
    ],
    usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 10 },
  };
}

/** Lines as the text of a results file. */
export function resultsFile(...lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** The body of an error answer. */
export function errorBody(message = "no", changes: Record<string, unknown> = {}): object {
  return { error: { message, type: "invalid_request_error", param: null, code: null, ...changes } };
}

export function page(
  data: readonly unknown[],
  hasMore = false,
  changes: Record<string, unknown> = {},
): object {
  const ids = data as readonly { readonly id?: string }[];
  return {
    object: "list",
    data,
    has_more: hasMore,
    first_id: ids[0]?.id ?? null,
    last_id: ids.at(-1)?.id ?? null,
    ...changes,
  };
}

/** The lines of an uploaded file. */
export function uploadedLines(form: string | undefined): unknown[] {
  const [, content = ""] =
    /content-type: application\/octet-stream\r\n\r\n([^]*)\r\n--/.exec(form ?? "") ?? [];
  return content
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}
