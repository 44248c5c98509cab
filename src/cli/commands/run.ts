/** `batchwire run FILE`: estimate, send, wait, results. */
import { resolve } from "node:path";
import { ConfigError, JournalError, type RunItem, type RunSummary } from "../../index.js";
import { countText, durationMs, kindsText, plural } from "../format.js";
import { ClosedPipeError, EXIT, type ExitCode, UsageError } from "../exit.js";
import { exitCodeOf, isUnknownOutcome, messageOf } from "../failures.js";
import { type Io, say } from "../io.js";
import { resumeText, type Job, type JobFlags, withJob } from "../job.js";
import { readJournal } from "../journal.js";
import { Output } from "../output.js";
import { isSuccess } from "../providers.js";
import { ResultsFile } from "../results-file.js";

export interface RunFlags extends JobFlags {
  readonly out?: string;
  readonly rounds?: number;
  readonly inOrder?: boolean;
  readonly maxInFlight?: number;
  readonly timeout?: string;
  readonly until?: "sent" | "delivered";
}

export function run(file: string, flags: RunFlags, io: Io): Promise<ExitCode> {
  const { out, rounds = 1, timeout } = flags;
  checkOut(file, flags, io);
  const timeoutMs = timeout === undefined ? undefined : durationMs(timeout);
  return withJob(file, flags, io, {
    hasData: out === undefined,
    mayResend: rounds > 1,
    work: (job) => deliver(job, flags, timeoutMs, io),
  });
}

/** Refuses an output file that is the input or its journal: it would be overwritten. */
function checkOut(file: string, { out, journal }: RunFlags, io: Io): void {
  if (out === undefined) return;
  const path = resolve(io.cwd, out);
  const others = [file, `${file}.journal`, ...(typeof journal === "string" ? [journal] : [])];
  if (others.some((other) => resolve(io.cwd, other) === path))
    throw new UsageError(`-o ${out} would overwrite the input or the journal`);
}

/** Opens OUT only with the journal locked: another process that runs this job may be writing it. */
async function deliver(job: Job, flags: RunFlags, timeoutMs: number | undefined, io: Io): Promise<ExitCode> {
  const locked = await job.journal.open();
  try {
    const sink = await openSink(job, flags, io);
    const journal = { open: () => Promise.resolve(locked) };
    return await deliverTo(sink, { ...job, journal }, flags, timeoutMs, io);
  } finally {
    await locked.close();
  }
}

async function deliverTo(
  sink: Sink,
  job: Job,
  flags: RunFlags,
  timeoutMs: number | undefined,
  io: Io,
): Promise<ExitCode> {
  const { session, input, progress, journal } = job;
  const { rounds, inOrder, maxInFlight, until } = flags;
  const run = session.batches.run(input.read, {
    ...job.options,
    journal,
    ...session.pace,
    rounds,
    order: inOrder === true ? "input" : "arrival",
    maxInFlight,
    timeoutMs,
    ...(until !== undefined && { until }),
    onProgress: (snapshot) => progress.update(snapshot),
  });
  let delivered = 0;
  try {
    for await (const item of run) {
      await sink.write(session.provider.sms ? placed(item) : item.result);
      delivered++;
    }
    const summary = await run.summary();
    await sink.close({ isComplete: true });
    progress.close();
    return report(job, flags, summary, io);
  } catch (error) {
    progress.close();
    await sink.close({ isComplete: false }).catch(() => undefined);
    return unfinished(job, error, delivered, io);
  }
}

/** Adds the position in the input to the result of a text message. */
function placed({ result, position }: RunItem): unknown {
  return position >= 0 ? { ...(result as object), position } : result;
}

interface Sink {
  write(result: unknown): Promise<void>;
  close(end: { readonly isComplete: boolean }): Promise<void>;
}

async function openSink({ session, journalPath }: Job, { out }: RunFlags, io: Io): Promise<Sink> {
  if (out === undefined) {
    const output = Output.stdout(io);
    return { write: (result) => output.line(JSON.stringify(result)), close: () => output.close() };
  }
  const isText = session.provider.sms !== undefined;
  const earlier = journalPath === undefined ? undefined : await readJournal(journalPath);
  return ResultsFile.open({
    path: resolve(io.cwd, out),
    name: out,
    isContinued: (earlier?.parts.length ?? 0) > 0,
    keyOf: (result) => keyOf(result as Readonly<Record<string, unknown>>, isText),
  });
}

/** Text messages are identified by their position: two may go to the same number. */
function keyOf({ custom_id: id, position, to }: Readonly<Record<string, unknown>>, isText: boolean): string {
  return String(isText ? (position ?? to) : id);
}

function report({ estimate }: Job, { out, json, until }: RunFlags, summary: RunSummary, io: Io): ExitCode {
  const { items, kinds, rejected, usage, rounds, parts } = summary;
  const missing = Math.max(0, estimate.items - items);
  const notes = [
    rejected > 0 ? `${countText(rejected)} rejected` : "",
    missing > 0 ? `${countText(missing)} without a result` : "",
  ].filter((note) => note !== "");
  say(io, `Done: ${[kindsText(kinds) || "no results", ...notes].join(", ")}.`);
  if (usage !== undefined) say(io, `Used: ${kindsText(usage)}.`);
  if (out !== undefined) say(io, `Results: ${out}`);
  if (json === true && out !== undefined) {
    const batches = parts.map(({ handle, from, to }) => ({ ...handle, from, to }));
    io.stdout.write(`${JSON.stringify({ items, kinds, rounds, rejected, usage, parts: batches })}\n`);
  }
  const isAllSuccess = Object.entries(kinds).every(([kind, count]) => count === 0 || isSuccess(kind, until));
  return isAllSuccess && rejected === 0 && missing === 0 ? EXIT.done : EXIT.failedItems;
}

function unfinished(job: Job, error: unknown, delivered: number, io: Io): ExitCode {
  const { stop } = job.session;
  const isStopped = stop.isRequested || error instanceof ClosedPipeError;
  if (!isStopped || isUnknownOutcome(error)) say(io, messageOf(error));
  if (isStopped) say(io, `Stopped: ${plural(delivered, "result")} delivered.`);
  // After these errors the same command would fail again.
  if (!JournalError.is(error) && !ConfigError.is(error)) say(io, resumeText(io, job));
  return isUnknownOutcome(error) ? EXIT.unknownOutcome : isStopped ? EXIT.running : exitCodeOf(error);
}
