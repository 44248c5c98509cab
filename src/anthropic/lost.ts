/** Recognises a message batch whose create answer was lost: by its size and, once it has ended, by its ids. */
import type { BatchRequest, MessageBatch, paths } from "../../generated/anthropic.js";
import { SetDigest, setDigestOf } from "../core/base/digest.js";
import { stringAt } from "../core/base/json.js";
import type { CallOptions, Correlation } from "../core/base/types/index.js";
import { type BatchContent, type LostBatchSearch, newestWithin } from "../core/batch/reconcile/evidence.js";
import type { Core } from "../core/request/client-core.js";
import { listBatches } from "./paging.js";
import { endedResults } from "./results.js";
import { countsOf, isEnded } from "./status.js";

export function correlationOf(size: number, ids: SetDigest | string): Correlation {
  return { size, ids: ids.toString() };
}

export function correlationOfAll(requests: readonly BatchRequest[] | undefined): Correlation {
  const all: readonly unknown[] = Array.isArray(requests) ? requests : [];
  return correlationOf(all.length, setDigestOf(Array.from(all, idOf)));
}

/** The request's id; empty if missing, which the server will reject. */
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

/**
 * The size that a batch shows. While it runs it may still be counting: then only a total above `size` is meaningful.
 */
function shownSize(batch: MessageBatch, size: number): number | undefined {
  const total = countsOf(batch)?.total;
  return total === size || isEnded(batch) || (total ?? 0) > size ? total : undefined;
}

/** The ids of an ended batch. The API shows no ids before the end. */
async function contentOf(
  core: Core<paths>,
  batch: MessageBatch,
  options: CallOptions,
): Promise<BatchContent> {
  if (!isEnded(batch)) return { traits: {}, isOpen: true };
  // Results are deleted after 29 days, or by the account's owner.
  if (batch.results_url === null) return { traits: {}, isOpen: false };
  const ids = new SetDigest();
  for await (const { custom_id: id } of endedResults(core, batch, options)) ids.add(id);
  return { traits: { ids: ids.toString() }, isOpen: false };
}
