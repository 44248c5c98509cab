/** Locates the results of batches: an output file and an error file, either of which may be missing. */
import type { Batch, BatchRequestOutput, paths } from "../../generated/openai.js";
import { stringAt } from "../core/base/json.js";
import type { BatchOutcome, CallOptions, ResultStream } from "../core/base/types/index.js";
import { invalid } from "../core/base/validation.js";
import { fileResults } from "../core/batch/file-results.js";
import type { ResultsReader } from "../core/batch/results.js";
import type { Core } from "../core/request/client-core.js";
import type { ByteSource } from "../core/transport/byte-source.js";
import { countsOf, outcomeOf } from "./status.js";
import { instantMs } from "./time.js";

const READS = { provider: "openai", operation: "downloadFile" } as const;

// A file may answer 404 for a moment after it was written.
const FRESH_MS = 60_000;

export function batchResults(core: Core<paths>): ResultsReader<Batch, ResultStream<BatchRequestOutput>> {
  const { clock, skewMs } = core;
  return fileResults({
    operation: READS.operation,
    idKey: "custom_id",
    async locate({ given, look }, verify, options) {
      const batch = given && outcomeOf(given) ? given : (await look()).raw;
      if (outcomeOf(batch) === undefined)
        throw invalid("batch", "has not ended: wait for it before reading its results", READS);
      const ids = [stringAt(batch, "output_file_id"), stringAt(batch, "error_file_id")];
      const files = ids.flatMap((id) => (id === undefined ? [] : () => openFile(core, id, options)));
      const isNotYet = (): boolean => clock.now() + skewMs() - endedMs(batch) < FRESH_MS;
      return { files, ...(verify && expectedOf(batch)), isNotYet };
    },
  });
}

/** The expected number of lines. Requests that a batch did not run may lack a line. */
function expectedOf(batch: Batch): { readonly expected?: number; readonly atMost?: number } {
  const counts = countsOf(batch);
  if (counts === undefined || outcomeOf(batch) === "failed") return {};
  const { total, canceled, expired } = counts;
  return { expected: total - canceled - expired, atMost: total };
}

/** The line of a request that was not run in time, in the provider's own form. */
export function unspoken(custom_id: string, outcome: BatchOutcome): BatchRequestOutput {
  const isExpired = outcome === "expired";
  const error = isExpired
    ? { code: "batch_expired", message: "the batch expired before this request was made" }
    : { code: "batch_cancelled", message: "the batch was canceled before this request was made" };
  return { custom_id, response: null, error };
}

function endedMs({ completed_at, expired_at, cancelled_at }: Batch): number {
  return instantMs(completed_at ?? expired_at ?? cancelled_at);
}

export async function openFile(core: Core<paths>, id: string, options?: CallOptions): Promise<ByteSource> {
  const extras = {
    read: "bytes",
    accept: "application/octet-stream, */*;q=0.5",
    followRedirects: true,
  } as const;
  const { bytes } = await core.http.answer(
    "get",
    "/files/{file_id}/content",
    { path: { file_id: id } },
    options,
    extras,
  );
  return bytes as NonNullable<typeof bytes>;
}
