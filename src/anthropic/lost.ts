/** How a message batch is recognised whose create answer got lost: by its size and, once it has ended, by its ids. */
import type { BatchRequest, MessageBatch, paths } from "../../generated/anthropic.js";
import { SetDigest, setDigestOf } from "../core/base/digest.js";
import { stringAt } from "../core/base/json.js";
import type { CallOptions, Correlation } from "../core/base/types/index.js";
import { type BatchContent, type LostBatchSearch, newestWithin } from "../core/batch/reconcile/evidence.js";
import type { Core } from "../core/request/core.js";
import { listBatches } from "./paging.js";
import { endedResults } from "./results.js";
import { countsOf } from "./status.js";

export function correlationOf(size: number, ids: SetDigest | string): Correlation {
  return { size, ids: ids.toString() };
}

export function correlationOfAll(requests: readonly BatchRequest[] | undefined): Correlation {
  const all: readonly unknown[] = Array.isArray(requests) ? requests : [];
  return correlationOf(all.length, setDigestOf(Array.from(all, idOf)));
}

/** A request without an id is for the server to refuse. */
export function idOf(request: unknown): string {
  return stringAt(request, "custom_id") ?? "";
}

const createdAtMs = ({ created_at: at }: MessageBatch): number => Date.parse(at);

export function lostMessageBatch(core: Core<paths>): LostBatchSearch<MessageBatch> {
  return {
    unique: [],
    candidates: (_lost, window, options) =>
      newestWithin(listBatches(core, { limit: 100 }, options), createdAtMs, window),
    createdAtMs,
    traits: (batch, { size }) => ({ size: shownSize(batch, Number(size)) }),
    content: (batch, _lost, options) => contentOf(core, batch, options),
  };
}

/** A batch that has not ended may still be counting: only more requests than were sent show that it is another. */
function shownSize(batch: MessageBatch, size: number): number | undefined {
  const total = countsOf(batch)?.total;
  return total === size || batch.processing_status === "ended" || (total ?? 0) > size ? total : undefined;
}

/** The API shows nothing of the requests of a batch before it has ended. */
async function contentOf(
  core: Core<paths>,
  batch: MessageBatch,
  options: CallOptions,
): Promise<BatchContent> {
  if (batch.processing_status !== "ended") return { traits: {}, isOpen: true };
  // Results are deleted after 29 days, and by whoever owns the batch.
  if (batch.results_url === null) return { traits: {}, isOpen: false };
  const ids = new SetDigest();
  for await (const { custom_id: id } of endedResults(core, batch, options)) ids.add(id);
  return { traits: { ids: ids.toString() }, isOpen: false };
}
