/** `batchwire submit FILE`: sends, and does not wait. */
import { ConfigError, JournalError } from "../../index.js";
import { EXIT, type ExitCode } from "../exit.js";
import { exitCodeOf, isUnknownOutcome, messageOf } from "../failures.js";
import { plural, shellText } from "../format.js";
import { type Io, say } from "../io.js";
import { resumeText, type Job, type JobFlags, withJob } from "../job.js";
import { Output } from "../output.js";

export function submit(file: string, flags: JobFlags, io: Io): Promise<ExitCode> {
  return withJob(file, flags, io, {
    hasData: true,
    mayResend: false,
    work: (job) => send(job, flags, io),
  });
}

async function send(job: Job, { json }: JobFlags, io: Io): Promise<ExitCode> {
  const { session, input, options, journal, journalPath, progress } = job;
  const output = Output.stdout(io);
  let parts = 0;
  try {
    for await (const { handle, from, to, rejected, resumed } of session.batches.submit(input.read(), {
      ...options,
      journal,
    })) {
      parts++;
      const part = { ...handle, from, to, rejected: rejected?.length, resumed };
      await output.line(json === true ? JSON.stringify(part) : handle.id);
      // Between two parts nothing is under way, so the submission can be left here.
      if (session.stop.isRequested) session.stop.signal.throwIfAborted();
    }
    await output.close();
  } catch (error) {
    progress.close();
    if (!session.stop.isRequested || isUnknownOutcome(error)) say(io, messageOf(error));
    if (!JournalError.is(error) && !ConfigError.is(error)) say(io, resumeText(io, job));
    if (isUnknownOutcome(error)) return EXIT.unknownOutcome;
    return session.stop.isRequested ? EXIT.running : exitCodeOf(error);
  }
  progress.close();
  say(io, `Sent: ${plural(parts, "part")}.`);
  if (journalPath !== undefined)
    say(io, `Wait for it with:\n  batchwire ${shellText(["watch", "--journal", journalPath])}`);
  return EXIT.done;
}
