/** Looks for a batch whose create answer got lost. */
import type { Batch } from "../../generated/sinch.js";
import { defined } from "../core/base/defined.js";
import { hasId } from "../core/base/json.js";
import type { Correlation } from "../core/base/types/index.js";
import type { TimeWindow } from "../core/batch/reconcile.js";
import type { BatchListQuery } from "./paging.js";
import { isSameMessage } from "./correlation.js";
import { instantMs } from "./time.js";
import { MAX_PAGE_SIZE } from "./limits.js";

export class LostBatchFinder {
  readonly #list: (query: BatchListQuery) => AsyncIterable<Batch>;
  readonly #exact = new WeakSet<Batch>();

  constructor(list: (query: BatchListQuery) => AsyncIterable<Batch>) {
    this.#list = list;
  }

  /** Whether a candidate holds what was sent. */
  isExact(batch: Batch): boolean {
    return this.#exact.has(batch);
  }

  /** By reference where there is one, else by sender, body and recipients, all of which must match. */
  async *candidates(
    { clientReference, digest }: Correlation,
    window: TimeWindow,
    isKnown: (id: string) => boolean,
  ): AsyncGenerator<Batch> {
    const { fromMs, toMs } = window;
    const query: BatchListQuery = defined({
      start_date: new Date(fromMs).toISOString(),
      end_date: new Date(toMs).toISOString(),
      page_size: MAX_PAGE_SIZE,
      client_reference: clientReference === undefined ? undefined : String(clientReference),
    });
    const others: Batch[] = [];
    let found = false;
    for await (const batch of this.#list(query)) {
      if (!hasId(batch) || isKnown(batch.id)) continue;
      const createdMs = instantMs(batch.created_at) ?? fromMs;
      if (createdMs < fromMs || createdMs > toMs) continue;
      if (await isSameMessage(batch, digest)) {
        found = true;
        this.#exact.add(batch);
        yield batch;
      } else if (clientReference !== undefined && batch.client_reference === clientReference) {
        others.push(batch);
      }
    }
    // A reference that several batches share points at the one that is alike; if none is, at all of them.
    if (!found) yield* others;
  }
}
