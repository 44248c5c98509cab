/** Recognises a batch whose create answer was lost, by its file. */
import type { Batch, paths } from "../../generated/openai.js";
import { digestOf } from "../core/base/digest.js";
import { memberAt, stringAt } from "../core/base/json.js";
import type { Correlation } from "../core/base/types/index.js";
import { type LostBatchSearch, newestWithin } from "../core/batch/reconcile/evidence.js";
import type { Core } from "../core/request/client-core.js";
import { MAX_BATCH_PAGE } from "./limits.js";
import { listBatches } from "./paging.js";
import { instantMs } from "./time.js";

// Trait value for a create call without metadata.
const NONE = "none";

/** The correlation of a `create` call. The caller's file may have several batches, so it proves nothing alone. */
export function correlationOf(body: unknown): Correlation {
  return { callersFile: stringAt(body, "input_file_id") ?? "", metadata: metadataOf(body) ?? NONE };
}

/** Digest of the metadata; undefined without any. Servers without metadata return null or omit it. */
function metadataOf(document: unknown): string | undefined {
  const metadata = memberAt(document, "metadata");
  return typeof metadata === "object" && metadata !== null && Object.keys(metadata).length > 0
    ? digestOf(metadata)
    : undefined;
}

const createdAtMs = ({ created_at: at }: Batch): number => instantMs(at);

export function lostBatch(core: Core<paths>): LostBatchSearch<Batch> {
  return {
    // `submit` uploads a file for one batch only, so the file is proof.
    unique: ["file"],
    candidates: (_lost, window, options) =>
      newestWithin(listBatches(core, { limit: MAX_BATCH_PAGE }, options), createdAtMs, window),
    createdAtMs,
    traits(batch, { metadata: sent }) {
      const file = stringAt(batch, "input_file_id");
      return { file, callersFile: file, metadata: metadataOf(batch) ?? (sent === NONE ? NONE : undefined) };
    },
  };
}
