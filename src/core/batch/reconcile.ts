/** Finding out, after a paid call without a final answer, whether its batch exists. */
import type { Clock } from "../base/clock.js";
import type { BatchHandle, Reconciliation } from "../base/types/index.js";

/** Creation times in epoch milliseconds between which the lost batch must lie. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

// Clocks differ, and a call may have been in flight for a while.
const WINDOW_MS = 5 * 60_000;

// A list may lag behind a create: "absent" is only said after a second look.
const PAUSE_MS = 1_500;

interface LostBatchSearch<Raw> {
  /** By our clock. */
  readonly startedAtMs: number;
  /** How far the provider's clock is ahead of ours, as far as its latest answer tells. */
  readonly skewMs: () => number;
  readonly clock: Clock;
  readonly candidates: (window: TimeWindow) => AsyncIterable<Raw>;
  /** Of several candidates, those that are certain count; one that is not can never be `found`. */
  readonly isCertain: (batch: Raw) => boolean;
  readonly handleOf: (batch: Raw) => BatchHandle;
}

export async function reconcile<Raw>(search: LostBatchSearch<Raw>): Promise<Reconciliation<Raw>> {
  const before = search.skewMs();
  let result = await look(search, before);
  const first = search.skewMs();
  // The answer may be the first word of the provider's clock: with the wrong window, that was no look at all.
  if (differ(before, first)) result ??= await look(search, first);
  if (result) return result;
  await search.clock.sleep(PAUSE_MS);
  result = await look(search, search.skewMs());
  // Clocks that drift apart within these seconds (a simulator's, or ours when it is set) have not agreed on the time of
  // the call either: "absent" would be a guess, and a batch sent twice.
  const last = search.skewMs();
  if (differ(first, last)) result ??= await look(search, before, last);
  return result ?? { status: "absent" };
}

function differ(skewMs: number, otherMs: number): boolean {
  return Math.abs(skewMs - otherMs) > WINDOW_MS / 2;
}

async function look<Raw>(
  search: LostBatchSearch<Raw>,
  skewMs: number,
  otherMs = skewMs,
): Promise<Reconciliation<Raw> | undefined> {
  const window = {
    fromMs: search.startedAtMs + Math.min(skewMs, otherMs) - WINDOW_MS,
    toMs: search.startedAtMs + Math.max(skewMs, otherMs) + WINDOW_MS,
  };
  const found = new Map<string, { batch: Raw; handle: BatchHandle }>();
  const possible = new Map<string, BatchHandle>();
  for await (const batch of search.candidates(window)) {
    const handle = search.handleOf(batch);
    if (search.isCertain(batch)) found.set(handle.id, { batch, handle });
    else possible.set(handle.id, handle);
  }
  const [first, second] = found.values();
  if (first !== undefined && second === undefined) return { status: "found", ...first };
  const candidates =
    first === undefined ? [...possible.values()] : [...found.values()].map(({ handle }) => handle);
  return candidates.length > 0
    ? { status: "undecided", why: first === undefined ? "unproven" : "ambiguous", candidates }
    : undefined;
}
