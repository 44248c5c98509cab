/** Sending a batch of the largest size from an iterator. */
import { inTurns, median, ratios, row, runJob, spread, times } from "../harness.mjs";

const only = (samples, key) => samples.map((sample) => sample[key]);

export async function submit({ where, repetitions, quick }) {
  // With its frame this stays just below the 256 MB that one request may have.
  const load = { count: quick ? 20_000 : 100_000, bytes: 2_555 };
  const job = (sender, flags) => () => runJob("submit", { sender, ...load, ...where }, flags);
  const { ours, sdk, small } = await inTurns("submit", repetitions, {
    ours: job("ours"),
    sdk: job("sdk"),
    small: job("ours", ["--max-old-space-size=64"]),
  });
  const ofSdk = ratios(only(ours, "ms"), only(sdk, "ms"));
  const addedMiB = only(ours, "addedMiB");
  const stallMs = only(ours, "stallMs");
  const met = median(ofSdk) <= 0.7 && median(addedMiB) <= 45 && median(stallMs) <= 20;
  const figures = (samples) =>
    [
      spread(only(samples, "ms"), "ms"),
      `${spread(only(samples, "addedMiB"), "MiB")} added`,
      `longest stall ${spread(only(samples, "stallMs"), "ms")}`,
    ].join("; ");
  return [
    row(
      `submit, ${load.count.toLocaleString("en-US")} requests, ${Math.round((load.count * load.bytes) / 1e6)} MB`,
      `${figures(ours)}; ${times(ofSdk)} the SDK's time; with a heap of 64 MiB ${spread(only(small, "ms"), "ms")}`,
      `@anthropic-ai/sdk ${figures(sdk)}`,
      "≤ 0.7 × the SDK's time, ≤ 45 MiB added, stall ≤ 20 ms, heap of 64 MiB",
      met,
    ),
  ];
}
