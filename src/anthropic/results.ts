/** The results of a batch, and when they can be had. */
import type { MessageBatch, MessageBatchIndividualResponse, paths } from "../../generated/anthropic.js";
import { checkResultsOptions } from "../core/base/options.js";
import type { CallOptions } from "../core/base/types/index.js";
import { invalid } from "../core/base/validation.js";
import type { Core } from "../core/request/core.js";
import { type ResultsOptions, type ResultStream, resultStream } from "../core/results/result-stream.js";
import type { ByteSource } from "../core/transport/byte-source.js";
import { retrieveBatch } from "./calls.js";
import { countsOf } from "./status.js";

const READS = { provider: "anthropic", operation: "retrieveMessageBatchResults" } as const;

// Results have been seen to answer 404 for a moment after the batch had ended.
const FRESH_MS = 60_000;

export function endedBatch(ref: unknown): MessageBatch | undefined;
export function endedBatch(ref: MessageBatch, required: "required"): MessageBatch;
/** The reference itself, if it is a batch document that needs no second look; `required` makes anything else an error. */
export function endedBatch(ref: unknown, required?: "required"): MessageBatch | undefined {
  const batch = ref as Partial<MessageBatch>;
  const isEnded = typeof ref === "object" && ref !== null && batch.processing_status === "ended";
  if (isEnded && batch.request_counts !== undefined) return ref as MessageBatch;
  if (required === undefined) return undefined;
  if (isEnded) return ref as MessageBatch;
  throw invalid("batch", "has not ended: wait for it before reading its results", READS);
}

export function isFreshlyEnded(batch: MessageBatch, nowMs: number): boolean {
  return nowMs - Date.parse(batch.ended_at ?? "") < FRESH_MS;
}

export function readResults(
  core: Core<paths>,
  ref: unknown,
  idOf: () => string,
  options: ResultsOptions & CallOptions,
): ResultStream<MessageBatchIndividualResponse> {
  const { http, clock, skewMs } = core;
  const { after: _after, skip: _skip, verify = true, resume: _resume, ...call } = options;
  const open = async (id: string): Promise<ByteSource> => {
    const input = { path: { message_batch_id: id } };
    const extras = {
      read: "bytes",
      accept: "application/x-jsonl, */*;q=0.5",
      followRedirect: true,
    } as const;
    const { bytes } = await http.answer(
      "get",
      "/v1/messages/batches/{message_batch_id}/results",
      input,
      call,
      extras,
    );
    return bytes as NonNullable<typeof bytes>;
  };
  return resultStream<MessageBatchIndividualResponse>({
    locate: async () => {
      checkResultsOptions(options);
      const id = idOf();
      const files = [() => open(id)];
      if (!verify) return { files };
      const batch = endedBatch(ref) ?? (await retrieveBatch(core, id, call));
      const expected = countsOf(endedBatch(batch, "required"))?.total;
      return { files, expected, isNotYet: () => isFreshlyEnded(batch, clock.now() + skewMs()) };
    },
    idKey: "custom_id",
    options,
    clock,
    context: { provider: "anthropic", operation: "retrieveMessageBatchResults" },
  });
}
