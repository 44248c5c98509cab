/** Finding a batch whose id is not known, by the label it was sent with. */
import type { Batch } from "../../generated/ip1.js";
import { AbortScope } from "../core/base/abort.js";
import type { Clock } from "../core/base/clock.js";
import { stringAt } from "../core/base/json.js";
import { TimeoutError } from "../core/base/errors/index.js";
import { reconcile, type TimeWindow } from "../core/batch/reconcile.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { instantMs } from "./time.js";

/** The rows of a page: a batch that was just sent is looked for among the newest so many. */
export const SEARCH_ROWS = 200;

/** Of batches given newest first, those that carry a label, may have been created within the window, and fit. */
export async function* labeled(
  newestFirst: AsyncIterable<Batch>,
  reference: unknown,
  window: TimeWindow,
  fits: (batch: Batch) => boolean = () => true,
): AsyncGenerator<Batch> {
  for await (const batch of newestFirst) {
    // No time of creation is documented: where there is one, it saves reading the whole list.
    const createdMs = instantMs(stringAt(batch, "created"));
    if (createdMs < window.fromMs) return;
    if (stringAt(batch, "reference") === reference && !(createdMs > window.toMs) && fits(batch)) yield batch;
  }
}

/** The first page of a list alone. */
export async function* firstPageOf(batches: Paginated<Batch>): AsyncGenerator<Batch> {
  for await (const { items } of batches.pages()) return yield* items;
}

export interface SentBatchSearch {
  readonly clock: Clock;
  readonly skewMs: () => number;
  /** When the send began. */
  readonly startedAtMs: number;
  /** Counted from then; the search gives up with it. */
  readonly totalTimeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly candidates: (window: TimeWindow, options: CallOptions) => AsyncIterable<Batch>;
}

/** Looks twice for a batch that was taken without an id. The send has succeeded: nothing that goes wrong here is an error. */
export async function findSent(search: SentBatchSearch): Promise<Batch | undefined> {
  const { clock, startedAtMs, totalTimeoutMs } = search;
  const scope = new AbortScope(search.signal);
  if (totalTimeoutMs !== undefined) {
    const leftMs = Math.max(0, startedAtMs + totalTimeoutMs - clock.now());
    scope.expireAfter(leftMs, () => new TimeoutError({ scope: "total", timeoutMs: totalTimeoutMs }));
  }
  const { signal } = scope;
  try {
    const found = await reconcile<Batch>({
      startedAtMs,
      skewMs: search.skewMs,
      clock: {
        now: () => clock.now(),
        monotonic: () => clock.monotonic(),
        random: () => clock.random(),
        sleep: (ms) => clock.sleep(ms, signal),
      },
      candidates: (window) => search.candidates(window, { signal }),
      isCertain: () => true,
      handleOf: ({ id }) => ({ v: 1, provider: "ip1", id }),
    });
    return found.status === "found" ? found.batch : undefined;
  } catch {
    return undefined;
  } finally {
    scope.close();
  }
}
