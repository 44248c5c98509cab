/** Locates the results of message batches. */
import type { MessageBatch, MessageBatchIndividualResponse, paths } from "../../generated/anthropic.js";
import { invalid } from "../core/base/validation.js";
import { fileResults } from "../core/batch/file-results.js";
import type { ResultsReader } from "../core/batch/results.js";
import type { Core } from "../core/request/client-core.js";
import type { CallOptions, ResultStream } from "../core/base/types/index.js";
import { type ResultFiles, resultStream } from "../core/results/result-stream.js";
import type { ByteSource } from "../core/transport/byte-source.js";
import { countsOf, isEnded } from "./status.js";

const READS = { provider: "anthropic", operation: "retrieveMessageBatchResults" } as const;

const ID_KEY = "custom_id";

// Results may answer 404 for a moment after the batch has ended.
const FRESH_MS = 60_000;

type Reader = ResultsReader<MessageBatch, ResultStream<MessageBatchIndividualResponse>>;

export function messageResults(core: Core<paths>): Reader {
  return fileResults({
    operation: READS.operation,
    idKey: ID_KEY,
    async locate({ handle, given, look }, verify, options) {
      if (!verify) return { files: [() => openResults(core, handle.id, options)] };
      const batch = given?.request_counts && isEnded(given) ? given : (await look()).raw;
      if (!isEnded(batch))
        throw invalid("batch", "has not ended: wait for it before reading its results", READS);
      return filesOf(core, batch, handle.id, options);
    },
  });
}

/** The verified results of an ended batch. */
export function endedResults(
  core: Core<paths>,
  batch: MessageBatch,
  options: CallOptions,
): AsyncIterable<MessageBatchIndividualResponse> {
  const locate = (): Promise<ResultFiles> => Promise.resolve(filesOf(core, batch, batch.id, options));
  return resultStream({ idKey: ID_KEY, locate, options, clock: core.clock, context: READS });
}

function filesOf(core: Core<paths>, batch: MessageBatch, id: string, options: CallOptions): ResultFiles {
  const { clock, skewMs } = core;
  return {
    files: [() => openResults(core, id, options)],
    expected: countsOf(batch)?.total,
    isNotYet: () => clock.now() + skewMs() - Date.parse(batch.ended_at ?? "") < FRESH_MS,
  };
}

async function openResults(core: Core<paths>, id: string, options: CallOptions): Promise<ByteSource> {
  const path = { message_batch_id: id };
  const accept = "application/x-jsonl, */*;q=0.5";
  const extras = { read: "bytes", accept, followRedirects: true } as const;
  const url = "/v1/messages/batches/{message_batch_id}/results";
  const { bytes } = await core.http.answer("get", url, { path }, options, extras);
  return bytes as NonNullable<typeof bytes>;
}
