/** `batchwire cancel`: asks the provider to cancel batches. */
import { select, type SelectionFlags } from "../selection.js";
import { EXIT, type ExitCode, UsageError } from "../exit.js";
import { messageOf } from "../failures.js";
import { type Io, say } from "../io.js";
import { Output } from "../output.js";
import { exitCodeOfJournal, unfinishedText } from "../snapshots.js";

export interface CancelFlags extends SelectionFlags {
  readonly json?: boolean;
}

export async function cancel(ids: readonly string[], flags: CancelFlags, io: Io): Promise<ExitCode> {
  const { session, handles, journal } = await select(ids, flags, io);
  const { batches, stop, provider } = session;
  try {
    if (batches.cancel === undefined) throw new UsageError(`${provider.name} cannot cancel a batch`);
    const output = Output.stdout(io);
    let failures = 0;
    for (const { id } of handles) {
      try {
        const batch = await batches.cancel(id, { signal: stop.signal });
        await output.line(flags.json === true ? JSON.stringify(batch ?? { id }) : id);
      } catch (error) {
        stop.signal.throwIfAborted();
        failures++;
        say(io, `${id}: ${messageOf(error)}`);
      }
    }
    await output.close();
    say(
      io,
      `Asked to cancel: ${handles.length - failures} of ${handles.length}. See watch for what becomes of them.`,
    );
    if (failures > 0) return EXIT.error;
    // A part that is out without an answer, or is sent just now, runs on.
    if (journal === undefined || (journal.open === undefined && !journal.isInUse)) return EXIT.done;
    say(io, `Not all could be asked for: ${unfinishedText(journal) ?? "the job still runs"}.`);
    return exitCodeOfJournal(journal);
  } finally {
    await session.close();
  }
}
