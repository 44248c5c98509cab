/** What the three SMS stories share: sending is one thing, waiting until every message is final another. */
import type { BatchHandle, BatchSnapshot, SmsWaitOptions } from "../../src/index.js";
import type { Row } from "./story.js";

interface Watching {
  watch(handle: BatchHandle, options: SmsWaitOptions): AsyncIterable<BatchSnapshot>;
}

/** Waits for every part of a submission, one after the other, and adds up what became of the messages. */
export async function untilDelivered(
  batches: Watching,
  parts: readonly { readonly handle: BatchHandle; readonly to: number }[],
  show: (progress: string) => void,
): Promise<Row> {
  const result: Record<string, number> = {};
  let outcome: string | undefined;
  let polls = 0;
  for (const [index, { handle }] of parts.entries()) {
    const options = { until: "delivered", schedule: { initialMs: 100, maxMs: 300 } } as const;
    let last: BatchSnapshot | undefined;
    for await (const snapshot of batches.watch(handle, options)) {
      const { phase, counts, elapsedMs } = (last = snapshot);
      const part = `part ${index + 1} of ${parts.length}`;
      const done = counts ? `, ${counts.total - counts.pending} of ${counts.total} final` : "";
      show(`${part}: ${phase} after ${(elapsedMs / 1000).toFixed(1)} s${done}`);
    }
    outcome = last?.outcome;
    polls += last?.polls ?? 0;
    for (const [kind, count] of Object.entries<number>({ ...last?.counts })) {
      if (kind !== "total" && count > 0) result[kind] = (result[kind] ?? 0) + count;
    }
    const rejected = last?.rejected?.length ?? 0;
    if (rejected > 0) result["rejected"] = (result["rejected"] ?? 0) + rejected;
  }
  return { sent: parts.at(-1)?.to ?? 0, outcome, polls, result };
}

/**
 * Numbers of a range that belongs to nobody. Their last digits decide what the simulator makes of them; left out are
 * those whose receipt never comes, because a demo should end.
 */
export function* numbers(prefix: string, count: number): Generator<string> {
  for (let n = 0, left = count; left > 0; n++) {
    const number = `${prefix}${String(n).padStart(4, "0")}`;
    if (number.endsWith("995")) continue;
    left--;
    yield number;
  }
}
