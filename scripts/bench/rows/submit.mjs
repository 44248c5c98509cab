/** Sending a batch of the largest size from an iterator. */
import { inTurns, median, ratios, row, runJob, spread, times } from "../harness.mjs";

const only = (samples, key) => samples.map((sample) => sample[key]);

const figures = (samples) =>
  [
    spread(only(samples, "ms"), "ms"),
    `${spread(only(samples, "addedMiB"), "MiB")} added`,
    `longest stall ${spread(only(samples, "stallMs"), "ms")}`,
  ].join("; ");

const sizeOf = ({ count, bytes }) =>
  `${count.toLocaleString("en-US")} requests, ${Math.round((count * bytes) / 1e6)} MB`;

// With its frame this stays just below the 256 MB that one request may have.
const anthropicLoad = (quick) => ({ count: quick ? 20_000 : 100_000, bytes: 2_555 });

export async function submit({ where, repetitions, quick }) {
  const load = anthropicLoad(quick);
  const job = (sender, flags) => () => runJob("submit", { sender, ...load, ...where }, flags);
  const { ours, sdk, small } = await inTurns("submit", repetitions, {
    ours: job("ours"),
    sdk: job("anthropicSdk"),
    small: job("ours", ["--max-old-space-size=64"]),
  });
  const ofSdk = ratios(only(ours, "ms"), only(sdk, "ms"));
  const isFlat = median(only(ours, "addedMiB")) <= 45 && median(only(ours, "stallMs")) <= 20;
  return [
    row(
      `submit, ${sizeOf(load)}`,
      `${figures(ours)}; ${times(ofSdk)} the SDK's time; with a heap of 64 MiB ${spread(only(small, "ms"), "ms")}`,
      `@anthropic-ai/sdk ${figures(sdk)}`,
      "≤ 0.7 × the SDK's time, ≤ 45 MiB added, stall ≤ 20 ms, heap of 64 MiB",
      median(ofSdk) <= 0.7 && isFlat,
    ),
  ];
}

/** With a record before and after each part, in one part and in twenty. */
export async function submitWithJournal({ where, repetitions, quick }) {
  const load = anthropicLoad(quick);
  const job = (more) => () => runJob("submit", { sender: "ours", ...load, ...where, ...more });
  const { without, journal, parts } = await inTurns("submit with a journal", repetitions, {
    without: job(),
    journal: job({ journal: true }),
    parts: job({ journal: true, parts: 20 }),
  });
  const ofWithout = ratios(only(journal, "ms"), only(without, "ms"));
  const more = median(only(journal, "addedMiB")) - median(only(without, "addedMiB"));
  // The syncs for opening the journal and for its last record come once, for any number of parts.
  const perPart = parts.map((many, round) => (many.syncs - journal[round].syncs) / (many.parts - 1));
  return [
    row(
      `submit with a journal in a file, ${sizeOf(load)}`,
      `${figures(journal)}; ${times(ofWithout)} the time without; ${spread(perPart, "fsyncs")} for each further part`,
      `without ${figures(without)}`,
      "≤ 1.1 × the time without, ≤ 3 fsyncs a part, as flat in memory (≤ 5 MiB more)",
      median(ofWithout) <= 1.1 && median(perPart) <= 3 && more <= 5,
    ),
  ];
}

export async function submitToOpenAI({ where, repetitions, quick }) {
  // A file may have 50,000 lines and 200 MB.
  const load = { provider: "openai", count: quick ? 10_000 : 50_000, bytes: 3_990 };
  const job = (sender, more) => () => runJob("submit", { sender, ...load, ...where, ...more });
  const { ours, sdk, written } = await inTurns("submit to OpenAI", repetitions, {
    ours: job("ours"),
    sdk: job("openaiSdk"),
    written: job("openaiSdk", { isWritten: true }),
  });
  const ofSdk = ratios(only(ours, "ms"), only(sdk, "ms"));
  return [
    row(
      `submit to OpenAI, ${sizeOf(load)}`,
      `${figures(ours)}; ${times(ofSdk)} the SDK's time`,
      `openai, by a file on disk, ${figures(sdk)}; with a file that is there already ${spread(only(written, "ms"), "ms")}`,
      "≤ 0.7 × the SDK's time, ≤ 45 MiB added",
      median(ofSdk) <= 0.7 && median(only(ours, "addedMiB")) <= 45,
    ),
  ];
}
