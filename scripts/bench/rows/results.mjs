/** Reading results files: throughput, long lines, memory. */
import { inTurns, median, ratios, row, runJob, spread, times } from "../harness.mjs";

const only = (samples, key) => samples.map((sample) => sample[key]);
const rate = (totalBytes) => (ms) => totalBytes / 1e6 / (ms / 1e3);

/**
 * Runs readers of one file in turns. `readers`: names, or arguments of the job by name. Resolves to the milliseconds and
 * the MiB per reader.
 */
export async function read({ where, repetitions }, title, file, readers) {
  const jobs = Array.isArray(readers)
    ? Object.fromEntries(readers.map((reader) => [reader, { reader }]))
    : readers;
  const contestants = Object.entries(jobs).map(([name, job]) => [
    name,
    () => runJob("results", { ...job, ...file, ...where }),
  ]);
  const samples = await inTurns(title, repetitions, Object.fromEntries(contestants));
  const figures = Object.entries(samples).map(([name, taken]) => [
    name,
    { ms: only(taken, "ms"), addedMiB: only(taken, "addedMiB") },
  ]);
  return Object.fromEntries(figures);
}

/** The least that one thread needs: reading the body, and decoding and parsing every line. */
export const limitOf = ({ drain, parse }) => ({ ms: drain.ms.map((ms, round) => ms + parse.ms[round]) });

export async function throughput(run) {
  const totalBytes = run.quick ? 40e6 : 200e6;
  const rows = [];
  for (const [lineBytes, label] of [
    [2_048, "2 KB"],
    [16_384, "16 KB"],
  ]) {
    const file = { lineBytes, lines: Math.round(totalBytes / lineBytes) };
    const readers = ["drain", "parse", "ours", "sdk"];
    const { drain, parse, ours, sdk } = await read(run, `results ${label}`, file, readers);
    const limit = limitOf({ drain, parse });
    const ofLimit = ratios(limit.ms, ours.ms);
    const ofSdk = ratios(sdk.ms, ours.ms);
    const speed = (reader) => spread(reader.ms.map(rate(totalBytes)), "MB/s");
    rows.push(
      row(
        `results, ${label} lines, ${totalBytes / 1e6} MB`,
        `${speed(ours)}; ${times(ofLimit)} the limit, ${times(ofSdk)} the SDK`,
        `one-thread limit ${speed(limit)}, ${times(ratios(sdk.ms, limit.ms))} the SDK (draining ${speed(drain)}, decoding and parsing ${speed(parse)}); @anthropic-ai/sdk ${speed(sdk)}`,
        "≥ 0.9 × the limit, ≥ 1.6 × the SDK",
        median(ofLimit) >= 0.9 && median(ofSdk) >= 1.6,
      ),
    );
  }
  return rows;
}

/** For programs that only store results: lines are counted, not parsed. The SDK always parses. */
export async function rawLines(run) {
  const totalBytes = run.quick ? 40e6 : 200e6;
  const file = { lineBytes: 2_048, lines: Math.round(totalBytes / 2_048) };
  const readers = {
    lines: { reader: "lines" },
    fast: { reader: "lines", over: "nodeFetch" },
    ours: { reader: "ours" },
    drain: { reader: "drain" },
    fastDrain: { reader: "drainUndici" },
    sdk: { reader: "sdk" },
  };
  const { lines, fast, ours, drain, fastDrain, sdk } = await read(
    run,
    "results as raw lines, 2 KB",
    file,
    readers,
  );
  const ofSdk = ratios(sdk.ms, lines.ms);
  const fastOfSdk = ratios(sdk.ms, fast.ms);
  const speed = (reader) => spread(reader.ms.map(rate(totalBytes)), "MB/s");
  const alone = (reader) =>
    `alone, the body thrown away, ${speed(reader)}, ${times(ratios(sdk.ms, reader.ms))} the SDK`;
  const name = `results as raw lines (\`lines()\`), 2 KB, ${totalBytes / 1e6} MB`;
  return [
    row(
      name,
      `${speed(lines)}; ${times(ofSdk)} the SDK, ${times(ratios(ours.ms, lines.ms))} our values`,
      `the platform's fetch ${alone(drain)}; @anthropic-ai/sdk ${speed(sdk)}`,
      "≥ 3 × the SDK",
      median(ofSdk) >= 3,
    ),
    row(
      `${name}, over nodeFetch`,
      `${speed(fast)}; ${times(fastOfSdk)} the SDK`,
      `undici's request ${alone(fastDrain)}`,
      "≥ 3 × the SDK",
      median(fastOfSdk) >= 3,
    ),
  ];
}

export async function resultsOfOpenAI(run) {
  const totalBytes = run.quick ? 40e6 : 200e6;
  const file = { lineBytes: 2_048, lines: Math.round(totalBytes / 2_048) };
  const { openai, openaiSdk: sdk } = await read(run, "results of OpenAI, 2 KB", file, [
    "openai",
    "openaiSdk",
  ]);
  const speed = (reader) =>
    `${spread(reader.ms.map(rate(totalBytes)), "MB/s")}, ${spread(reader.addedMiB, "MiB")} added`;
  const ofSdk = ratios(sdk.ms, openai.ms);
  return [
    row(
      `results of OpenAI, 2 KB lines, ${totalBytes / 1e6} MB`,
      `${speed(openai)}; ${times(ofSdk)} the SDK`,
      `openai, the whole text at once, ${speed(sdk)}`,
      "at least the SDK's speed, ≤ 40 MiB",
      median(ofSdk) >= 1 && median(openai.addedMiB) <= 40,
    ),
  ];
}

export async function longLines(run) {
  const totalBytes = run.quick ? 64e6 : 192e6;
  const at = (lineBytes) => ({ lineBytes, lines: Math.round(totalBytes / lineBytes) });
  const medium = await read(run, "results 600 KB", at(600e3), ["drain", "parse", "ours", "sdk"]);
  const long = await read(run, "results 16 MB", at(16e6), ["ours"]);
  const limit = limitOf(medium);
  const ofSdk = ratios(medium.sdk.ms, medium.ours.ms);
  // The same bytes in lines 27 times as long: the time stays equal if it is linear, and is 27 times as long if quadratic.
  const growth = ratios(long.ours.ms, medium.ours.ms);
  const speed = (reader) => spread(reader.ms.map(rate(totalBytes)), "MB/s");
  return [
    row(
      `results, 600 KB lines, ${totalBytes / 1e6} MB`,
      `${speed(medium.ours)}; ${times(ofSdk)} the SDK`,
      `one-thread limit ${speed(limit)}, ${times(ratios(medium.sdk.ms, limit.ms))} the SDK; @anthropic-ai/sdk ${speed(medium.sdk)}`,
      "≥ 4 × the SDK",
      median(ofSdk) >= 4,
    ),
    row(
      `results, 16 MB lines, ${totalBytes / 1e6} MB`,
      `${speed(long.ours)}; ${times(growth)} the time of 600 KB lines`,
      "—",
      "linear: the same bytes in the same time, ≤ 1.5 ×",
      median(growth) <= 1.5,
    ),
  ];
}

export async function memory(run) {
  // A batch can have 100,000 lines.
  const lines = run.quick ? 1_000 : 10_000;
  const file = { lineBytes: 16_384, lines };
  const short = await read(run, "results memory", file, ["ours", "sdk"]);
  const tenfold = { lineBytes: 16_384, lines: lines * 10 };
  const long = await read(run, "results memory, ten times as long", tenfold, ["ours"]);
  const more = median(long.ours.addedMiB) - median(short.ours.addedMiB);
  const megabytes = Math.round((lines * 16_384) / 1e6);
  return [
    row(
      `results, memory added, ${megabytes} MB and ${megabytes * 10} MB`,
      `${spread(short.ours.addedMiB, "MiB")}; ten times the file: ${spread(long.ours.addedMiB, "MiB")}`,
      `@anthropic-ai/sdk ${spread(short.sdk.addedMiB, "MiB")}`,
      "≤ 40 MiB; ≤ 5 MiB more for ten times the file",
      median(short.ours.addedMiB) <= 40 && more <= 5,
    ),
  ];
}
