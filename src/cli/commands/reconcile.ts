/** `batchwire reconcile`: looks for the batch of a part whose answer was lost. Sends nothing. */
import { requireJournal, type SelectionFlags } from "../selection.js";
import { EXIT, type ExitCode, UsageError } from "../exit.js";
import { durationMs, durationText } from "../format.js";
import { type Io, say } from "../io.js";
import type { JournalSummary, OpenPart } from "../journal.js";
import { openSession, type Session } from "../session.js";
import type { Reconciliation } from "../../index.js";

export interface ReconcileFlags extends SelectionFlags {
  readonly timeout?: string;
  readonly json?: boolean;
}

export async function reconcile(flags: ReconcileFlags, io: Io): Promise<ExitCode> {
  if (flags.journal === undefined)
    throw new UsageError("--journal is needed: where the lost call is written down");
  const timeoutMs = flags.timeout === undefined ? undefined : durationMs(flags.timeout);
  const journal = await requireJournal(flags.journal, io);
  const { open } = journal;
  if (open === undefined) {
    say(io, "No part is without an answer.");
    if (flags.json === true) io.stdout.write(`${JSON.stringify({ status: "none" })}\n`);
    return EXIT.done;
  }
  if (journal.isInUse) say(io, "The job runs: the part may be on its way just now.");
  const session = await openSession({ ...flags, to: journal.provider }, io);
  try {
    const result = await look(session, journal, open, timeoutMs);
    say(io, sentence(result));
    const { status } = result;
    const found = status === "found" ? { handle: result.handle } : {};
    const undecided = status === "undecided" ? { ...result } : {};
    if (flags.json === true)
      io.stdout.write(`${JSON.stringify({ status, from: open.from, ...found, ...undecided })}\n`);
    else io.stdout.write(`${status === "found" ? result.handle.id : status}\n`);
    return status === "undecided" ? EXIT.unknownOutcome : EXIT.done;
  } finally {
    await session.close();
  }
}

async function look(
  { batches, stop, provider }: Session,
  { parts }: JournalSummary,
  { intent, isWhole, staged }: OpenPart,
  timeoutMs: number | undefined,
): Promise<Reconciliation> {
  // An incomplete body, or a part whose file was never uploaded, cannot have become a batch.
  if (!isWhole || (provider.isStaged === true && staged === undefined)) return { status: "absent" };
  const correlation = staged === undefined ? intent.correlation : { ...intent.correlation, file: staged };
  return batches.reconcile(
    { ...intent, ...(correlation && { correlation }) },
    {
      known: parts.map(({ handle }) => handle),
      signal: stop.signal,
      ...(timeoutMs !== undefined && { wait: true, timeoutMs }),
    },
  );
}

const WHY = {
  settling: "the provider may still be carrying it out",
  unproven: "a batch fits, but does not show enough yet to prove that it is the one",
  ambiguous: "several batches fit",
  clock: "the provider's clock is not known, or jumped",
  untraceable: "the call left nothing to look for",
} as const;

function sentence(result: Reconciliation): string {
  if (result.status === "found") return `Found: the part is out, as batch ${result.handle.id}.`;
  if (result.status === "absent")
    return "Absent: the part was not carried out. The same job sends it when it goes on.";
  const { why, candidates, retryAfterMs } = result;
  const which = candidates.length > 0 ? ` (${candidates.map(({ id }) => id).join(", ")})` : "";
  const when = retryAfterMs === undefined ? "" : ` Ask again in ${durationText(retryAfterMs)}.`;
  return `Undecided: ${WHY[why]}${which}.${when}`;
}
