/** The common part of `run` and `submit`: input, estimate, confirmation of a paid send, journal. */
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { type Estimate, type Journal, type RunOptions, ValidationError } from "../index.js";
import { fileJournal, JournalError } from "../journal/index.js";
import { EXIT, type ExitCode, InputError, UsageError } from "./exit.js";
import { bytesText, countText, plural, shellText } from "./format.js";
import { type InputFlags, type JobInput, openInput } from "./input.js";
import { type Io, say } from "./io.js";
import {
  type JournalSummary,
  memoryJournal,
  readJournal,
  removeSimulated,
  SIMULATED,
  observedJournal,
} from "./journal.js";
import { Progress } from "./progress.js";
import { type ConnectionFlags, openSession, type Session } from "./session.js";

export interface JobFlags extends ConnectionFlags, InputFlags {
  /** A path, or false for none. */
  readonly journal?: string | boolean;
  readonly maxItems?: number;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export interface Job {
  readonly session: Session;
  readonly input: JobInput;
  readonly estimate: Estimate;
  readonly progress: Progress;
  readonly journal: Journal;
  readonly options: RunOptions;
  /** Undefined without a journal. */
  readonly journalPath: string | undefined;
}

/** How a command carries out its job. `hasData`: whether it writes data to stdout. */
export interface JobPlan {
  readonly hasData: boolean;
  /** Whether items may be sent although the journal says that all have been. */
  readonly mayResend: boolean;
  readonly work: (job: Job) => Promise<ExitCode>;
}

export async function withJob(file: string, flags: JobFlags, io: Io, plan: JobPlan): Promise<ExitCode> {
  const session = await openSession(flags, io);
  try {
    const from = flags.from ?? session.defaultFrom;
    const input = await openInput(
      file,
      session.provider,
      { ...flags, ...(from !== undefined && { from }) },
      io,
    );
    try {
      if (from !== undefined) await session.registerSender(from);
      return await runJob(session, input, flags, io, plan);
    } finally {
      await input.close();
    }
  } catch (error) {
    if (!session.stop.isRequested || error !== session.stop.signal.reason) throw error;
    say(io, "Stopped before anything was sent.");
    return EXIT.running;
  } finally {
    await session.close();
  }
}

async function runJob(
  session: Session,
  input: JobInput,
  flags: JobFlags,
  io: Io,
  plan: JobPlan,
): Promise<ExitCode> {
  const { stop, batches } = session;
  const limits = { maxItemsPerBatch: flags.maxItems };
  const { journal, path: journalPath, earlier } = await journalOf(session, input, flags, io);
  const estimate = await checkedEstimate(input, () => batches.estimate(input.read(), limits));
  if (estimate.items === 0) throw new InputError(`${input.file.name} holds no items`);
  say(io, estimateText(session, estimate));
  if (earlier !== undefined) say(io, earlierText(earlier, estimate));
  const isAllSent = earlier !== undefined && isSent(earlier, estimate) && !plan.mayResend;
  const isPaid = !session.isSimulated && !isAllSent;
  if (isPaid && !(await confirmSend(session, flags, io))) return EXIT.refused;
  stop.signal.throwIfAborted();

  const progress = new Progress(io, plan);
  stop.announce = (text) => progress.say(text);
  const parts: { from: number } = { from: 0 };
  const observed = observedJournal(
    journal,
    (record, isNew) => {
      if (isNew) stop.recorded(record);
      if (record.type === "intent") parts.from = record.from;
      if (record.type === "sent")
        progress.add({ handle: record.handle, from: parts.from, to: record.to }, !isNew);
    },
    session.isSimulated ? SIMULATED : undefined,
  );
  const options = { ...limits, signal: stop.signal };
  try {
    return await plan.work({ session, input, estimate, progress, journal: observed, options, journalPath });
  } catch (error) {
    throw await withLine(input, error);
  } finally {
    progress.close();
  }
}

interface JobJournal {
  readonly journal: Journal;
  readonly path: string | undefined;
  readonly earlier: JournalSummary | undefined;
}

async function journalOf(
  { isSimulated, provider }: Session,
  { path: input }: JobInput,
  { journal: flag = true }: JobFlags,
  io: Io,
): Promise<JobJournal> {
  const byDefault = input === undefined ? undefined : `${input}.journal`;
  const path = typeof flag === "string" ? resolve(io.cwd, flag) : flag ? byDefault : undefined;
  const none = { journal: memoryJournal(), path: undefined, earlier: undefined };
  if (path === undefined) return none;
  const earlier = await readJournal(path);
  if (earlier?.account === SIMULATED) {
    // Its batches ended with their simulator.
    await removeSimulated(path);
    return { journal: fileJournal(path), path, earlier: undefined };
  }
  if (earlier !== undefined && isSimulated) {
    say(io, `${path} belongs to a job that is real: this simulated one keeps no journal.`);
    return none;
  }
  if (earlier !== undefined && earlier.provider !== provider.name)
    throw new JournalError(`${path} is a journal of ${earlier.provider}, see --journal`, {
      reason: "foreign",
    });
  return { journal: fileJournal(path), path, earlier };
}

function estimateText({ provider, isSimulated }: Session, estimate: Estimate): string {
  const { parts, items, bytes, recipients, segments, notes } = estimate;
  const facts = [plural(items, "item"), plural(parts, "part"), bytesText(bytes)];
  if (recipients !== undefined) facts.push(plural(recipients, "recipient"));
  if (segments !== undefined) facts.push(plural(segments, "segment"));
  const where = isSimulated ? `the simulator of ${provider.name}` : provider.name;
  return [`To ${where}: ${facts.join(", ")}.`, ...notes].join("\n");
}

/** Whether an earlier run has sent the last item. */
function isSent(earlier: JournalSummary, { items }: Estimate): boolean {
  return earlier.open === undefined && earlier.items >= items;
}

function earlierText(earlier: JournalSummary, estimate: Estimate): string {
  const { items, open } = earlier;
  if (isSent(earlier, estimate)) return "Everything was sent by an earlier run; nothing is sent again.";
  const unknown =
    open === undefined ? "" : " What became of the part that was under way then is looked for first.";
  return `Going on: ${countText(items)} of ${countText(estimate.items)} items were sent by an earlier run.${unknown}`;
}

async function confirmSend({ provider, stop }: Session, { yes }: JobFlags, io: Io): Promise<boolean> {
  if (yes === true) return true;
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true)
    throw new UsageError("a paid send needs --yes where there is no terminal to ask at");
  // In terminal mode readline would catch Ctrl-C, and `Stop` would not see the signal.
  const asking = createInterface({ input: io.stdin, output: io.stderr, terminal: false });
  // Ctrl-D closes the input, and the question would never be answered.
  const closed = new Promise<string>((resolve) => void asking.once("close", () => resolve("")));
  try {
    const question = asking.question(`Send it to ${provider.name}? [y/N] `, { signal: stop.signal });
    const answer = await Promise.race([question, closed]);
    if (/^y(es)?$/i.test(answer.trim())) return true;
    say(io, "Nothing was sent.");
    return false;
  } catch (error) {
    stop.signal.throwIfAborted();
    throw error;
  } finally {
    asking.close();
  }
}

/** Estimates the whole input, which checks each item, so that an invalid one is reported before anything is sent. */
export async function checkedEstimate(input: JobInput, estimate: () => Promise<Estimate>): Promise<Estimate> {
  try {
    return await estimate();
  } catch (error) {
    throw await withLine(input, error);
  }
}

/** Replaces the index of an invalid item by its line in the file. */
async function withLine({ file }: JobInput, error: unknown): Promise<unknown> {
  if (error instanceof InputError || !ValidationError.is(error)) return inputErrorIn(error) ?? error;
  const [issue] = error.issues;
  if (issue?.index === undefined) return error;
  const { lineOf } = await import("./records.js");
  const line = await lineOf(file, issue.index);
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : "";
  return new InputError(`${file.name}, line ${line ?? "?"}: ${issue.path}: ${issue.message}${more}`, {
    cause: error,
  });
}

function inputErrorIn(error: unknown): InputError | undefined {
  const { cause } = (error ?? {}) as { readonly cause?: unknown };
  return cause instanceof InputError ? cause : undefined;
}

/** Tells how to resume an unfinished job. */
export function resumeText(io: Io, { journalPath, progress, session }: Job): string {
  if (journalPath !== undefined) return `Go on with the same command:\n  batchwire ${shellText(io.argv)}`;
  const ids = progress.handles.map(({ id }) => id);
  if (ids.length === 0 || session.isSimulated) return "There is no journal: the same command starts anew.";
  const results = shellText(["results", ...ids, "--to", session.provider.name]);
  return `There is no journal: the same command would send everything again. What is out comes with:\n  batchwire ${results}`;
}
