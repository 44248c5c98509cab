import type {
  BatchRequest,
  MessageBatch,
  MessageBatchIndividualResponse,
  MessageBatchRequestCounts,
} from "../../generated/anthropic.js";

/** A request that passes the local checks. */
export function batchRequest(customId: string, text = "Hello"): BatchRequest {
  return {
    custom_id: customId,
    params: {
      model: "claude-haiku-4-5",
      max_tokens: 64,
      messages: [{ role: "user", content: text }],
    },
  };
}

/** Requests named `r0`, `r1` and so on. */
export function batchRequests(count: number, text?: string): BatchRequest[] {
  return Array.from({ length: count }, (_, index) => batchRequest(`r${index}`, text));
}

const NO_COUNTS = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };

/** A batch document in progress, with one request unless told otherwise. */
export function messageBatch(changes: Partial<MessageBatch> = {}): MessageBatch {
  return {
    id: "msgbatch_01Fixture",
    type: "message_batch",
    processing_status: "in_progress",
    request_counts: { ...NO_COUNTS, processing: 1 },
    created_at: "2026-11-21T12:00:00.000000Z",
    expires_at: "2026-11-22T12:00:00.000000Z",
    ended_at: null,
    cancel_initiated_at: null,
    archived_at: null,
    results_url: null,
    ...changes,
  };
}

/** The same batch, ended a while ago. */
export function endedBatch(
  counts: Partial<MessageBatchRequestCounts> = { succeeded: 1 },
  changes: Partial<MessageBatch> = {},
): MessageBatch {
  return messageBatch({
    processing_status: "ended",
    request_counts: { ...NO_COUNTS, ...counts },
    ended_at: "2026-11-21T11:00:00.000000Z",
    results_url: "https://api.anthropic.com/v1/messages/batches/msgbatch_01Fixture/results",
    ...changes,
  });
}

/** A line of a results file: succeeded unless told otherwise. */
export function resultLine(
  customId: string,
  result: Record<string, unknown> = succeeded(),
): MessageBatchIndividualResponse {
  return { custom_id: customId, result } as unknown as MessageBatchIndividualResponse;
}

export function succeeded(text = "Hi", stopReason: string | null = "end_turn"): Record<string, unknown> {
  return {
    type: "succeeded",
    message: {
      id: "msg_01Fixture",
      type: "message",
      role: "assistant",
      model: "claude-haiku-4-5",
      content: [{ type: "text", text, citations: null }],
      stop_reason: stopReason,
      stop_sequence: null,
      usage: { input_tokens: 8, output_tokens: 2 },
    },
  };
}

/** Lines named `r0`, `r1` and so on, as the text of a results file. */
export function resultsFile(count: number, text?: string): string {
  return Array.from(
    { length: count },
    (_, i) => `${JSON.stringify(resultLine(`r${i}`, succeeded(text)))}\n`,
  ).join("");
}

/** The body of an error answer. */
export function errorBody(type: string, message = "no", details?: Record<string, unknown>): object {
  return {
    type: "error",
    error: { type, message, ...(details ? { details } : {}) },
    request_id: "req_01Fixture",
  };
}

export function page(
  data: readonly MessageBatch[],
  hasMore = false,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    data,
    has_more: hasMore,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    ...changes,
  };
}
