/** Finding out, after a paid call without a final answer, whether its batch exists. */
import type { Clock } from "./clock.js";
import type { BatchHandle, Reconciliation } from "./types.js";

/** Creation times in epoch milliseconds between which the lost batch must lie. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

// Clocks differ, and a call may have been in flight for a while.
const WINDOW_MS = 5 * 60_000;

// A list may lag behind a create: "absent" is only said after a second look.
const PAUSE_MS = 1_500;

export async function reconcile<Raw>(setup: {
  readonly startedAtMs: number;
  readonly clock: Clock;
  readonly candidates: (window: Window) => AsyncIterable<Raw>;
  /** Of several candidates, those that are certain count; one that is not can never be `found`. */
  readonly isCertain: (batch: Raw) => boolean;
  readonly handleOf: (batch: Raw) => BatchHandle;
}): Promise<Reconciliation<Raw>> {
  const window = { fromMs: setup.startedAtMs - WINDOW_MS, toMs: setup.startedAtMs + WINDOW_MS };
  for (let looks = 1; ; looks++) {
    const found = new Map<string, { batch: Raw; handle: BatchHandle }>();
    const possible = new Map<string, BatchHandle>();
    for await (const batch of setup.candidates(window)) {
      const handle = setup.handleOf(batch);
      if (setup.isCertain(batch)) found.set(handle.id, { batch, handle });
      else possible.set(handle.id, handle);
    }
    const [first, second] = found.values();
    if (second !== undefined)
      return { status: "undecided", candidates: [...found.values()].map(({ handle }) => handle) };
    if (first !== undefined) return { status: "found", ...first };
    if (possible.size > 0) return { status: "undecided", candidates: [...possible.values()] };
    if (looks === 2) return { status: "absent" };
    await setup.clock.sleep(PAUSE_MS);
  }
}
