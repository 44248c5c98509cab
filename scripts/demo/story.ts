/** One job of the demo. */
import type { BatchSnapshot, Run, RunSummary } from "../../src/index.js";
import type { Simulator } from "../../src/simulator/index.js";

export interface Story {
  readonly title: string;
  run(simulator: Simulator, show: (progress: string) => void): Promise<Row>;
}

/** The row of a story in the table. */
export interface Row {
  readonly sent: number;
  readonly parts: number;
  readonly rounds: number;
  /** Number of results by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

/** Options of a run that shows the progress of its parts. */
export function shown(show: (progress: string) => void) {
  const ended = new Set<string>();
  const all = new Set<string>();
  return {
    // The simulator's clock runs fast.
    schedule: { initialMs: 100, maxMs: 300 },
    onProgress({ handle, phase, counts }: BatchSnapshot) {
      all.add(handle.id);
      if (phase === "ended") ended.add(handle.id);
      const done = counts ? `, ${counts.total - counts.pending} of ${counts.total} done in this one` : "";
      show(`${ended.size} of ${all.size} parts ended: ${phase}${done}`);
    },
  };
}

/** Reads a run to its end, and shows its results. */
export async function row(
  run: Run,
  show: (progress: string) => void,
  notes: readonly string[] = [],
): Promise<Row> {
  let items = 0;
  for await (const { position, kind } of run)
    if (++items % 100 === 0) show(`${items} came out, the last one was input ${position}: ${kind}`);
  return rowOf(await run.summary(), notes);
}

export function rowOf(
  { kinds, parts, rounds, usage, rejected }: RunSummary,
  notes: readonly string[] = [],
): Row {
  const sent = parts.reduce((most, { to }) => Math.max(most, to), 0);
  const tokens = usage ? [`${usage["outputTokens"]} output tokens`] : [];
  const turnedDown = rejected > 0 ? [`${rejected} turned down`] : [];
  return { sent, parts: parts.length, rounds, kinds, notes: [...tokens, ...turnedDown, ...notes] };
}
