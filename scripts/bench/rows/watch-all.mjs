/** Waiting for many batches by list calls. */
import { inTurns, median, row, runJob, spread } from "../harness.mjs";

export async function watchAll({ where, repetitions, quick }) {
  const load = { count: quick ? 2_000 : 10_000, rounds: 4 };
  const job = () => runJob("watch-all", { ...load, ...where }, ["--expose-gc"]);
  const { ours } = await inTurns("watchAll", repetitions, { ours: job });
  const calls = ours.map(({ callsPerInterval }) => callsPerInterval);
  const bytes = ours.map(({ bytesPerBatch }) => bytesPerBatch);
  const pages = load.count / 1_000;
  return [
    row(
      `watchAll, ${load.count.toLocaleString("en-US")} batches`,
      `${spread(calls, "list calls")} an interval; ${spread(bytes, "B")} a batch`,
      "—",
      "≤ 1 list call per 1,000 batches and interval, ≤ 2,000 B a batch",
      median(calls) <= pages && median(bytes) <= 2_000,
    ),
  ];
}
