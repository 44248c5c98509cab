/** `batchwire results`: the results of ended batches. */
import { resolve } from "node:path";
import { type BatchHandle, type BatchRef, BatchwireError } from "../../index.js";
import { select, type SelectionFlags } from "../selection.js";
import { EXIT, type ExitCode, UsageError } from "../exit.js";
import { exitCodeOf, messageOf } from "../failures.js";
import { kindsText } from "../format.js";
import { type Io, say } from "../io.js";
import type { JournalPart } from "../journal.js";
import { exitCodeOfJournal, sayUnfinished, snapshotsOf, worst } from "../snapshots.js";
import { Output } from "../output.js";
import type { Session } from "../session.js";
import { isSuccess } from "../providers.js";

export interface ResultsFlags extends SelectionFlags {
  readonly out?: string;
  readonly until?: "sent" | "delivered";
}

export async function results(ids: readonly string[], flags: ResultsFlags, io: Io): Promise<ExitCode> {
  const { out, until } = flags;
  checkOut(flags, io);
  const { session, refs, handles, parts, journal: summary } = await select(ids, flags, io);
  const { stop } = session;
  const kinds: Record<string, number> = {};
  // An item that a later round has resent has a result in both; only the later one counts.
  const isRepeated = [...parts.values()].some(({ round }) => round > 1);
  try {
    const { snapshots, errors } = await snapshotsOf(session, refs, until);
    const codes: ExitCode[] = [];
    const failed = (id: string, error: unknown): void => {
      say(io, `${id}: ${messageOf(error)}`);
      codes.push(exitCodeOf(error));
    };
    for (const [id, error] of errors) failed(id, error);
    const ended = handles.filter(({ id }) => snapshots.get(id)?.phase === "ended");
    // Opened by the first result: without any, a file of earlier ones stays.
    let output: Output | undefined;
    const opened = async (): Promise<Output> =>
      (output ??=
        out === undefined
          ? Output.stdout(io)
          : await Output.file(resolve(io.cwd, out), out, { append: false }));
    const seen = new Set<string>();
    const skip = isRepeated ? (id: string) => seen.has(id) : undefined;
    for (const handle of latestFirst(ended, parts)) {
      try {
        const raw = snapshots.get(handle.id)?.raw;
        for await (const result of resultsOf(session, handle, raw, parts.get(handle.id), skip)) {
          if (isRepeated) seen.add(String((result as { readonly custom_id?: string }).custom_id));
          await (await opened()).line(JSON.stringify(result));
          const kind = await session.provider.kindOf(result);
          kinds[kind] = (kinds[kind] ?? 0) + 1;
        }
      } catch (error) {
        // A batch whose results are gone must not keep back those of the others.
        if (stop.isRequested || !BatchwireError.is(error)) throw error;
        failed(handle.id, error);
      }
    }
    const open = handles.filter(({ id }) => (snapshots.get(id)?.phase ?? "ended") !== "ended");
    if (codes.length + open.length === 0) await opened();
    await output?.close();
    say(io, `Results: ${kindsText(kinds) || "none"}.`);
    if (open.length > 0)
      say(io, `Not ended, and so without results yet: ${open.map(({ id }) => id).join(", ")}`);
    sayUnfinished(io, summary);
    const outcomes = [...snapshots.values()].every(({ outcome }) => outcome === "completed");
    const isAllSuccess = outcomes && Object.keys(kinds).every((kind) => isSuccess(kind, until));
    return worst([
      ...codes,
      exitCodeOfJournal(summary),
      open.length > 0 ? EXIT.running : EXIT.done,
      isAllSuccess ? EXIT.done : EXIT.failedItems,
    ]);
  } catch (error) {
    if (!stop.isRequested) throw error;
    say(io, "Stopped before all results were read.");
    return EXIT.running;
  } finally {
    await session.close();
  }
}

/** Refuses an output file that is the journal, or the input whose journal it is by its name. */
function checkOut({ out, journal }: ResultsFlags, io: Io): void {
  if (out === undefined || journal === undefined) return;
  const path = resolve(io.cwd, out);
  if ([path, `${path}.journal`].includes(resolve(io.cwd, journal)))
    throw new UsageError(`-o ${out} would overwrite the input or the journal`);
}

interface Placed {
  readonly position?: number;
}

async function* resultsOf(
  { batches, provider, stop }: Session,
  handle: BatchHandle,
  raw: unknown,
  { from = 0, rejected = [] }: Partial<JournalPart> = {},
  skip: ((id: string) => boolean) | undefined,
): AsyncGenerator<Placed> {
  // An SMS batch document may hold the recipients, from which results get their positions.
  const ref = provider.sms ? (raw as BatchRef) : handle;
  const left = new Set(rejected);
  for await (const result of batches.results(ref, { signal: stop.signal, skip })) {
    const placed = provider.sms ? inWholeInput(result, from) : (result as Placed);
    if (placed.position !== undefined) left.delete(placed.position);
    yield placed;
  }
  // The journal has only the position of a rejected recipient.
  for (const position of left) yield { to: "", outcome: "failed", position, raw: {} } as Placed;
}

/** Turns the position within the part, if known, into that in the whole input. */
function inWholeInput(result: unknown, from: number): Placed {
  const { position } = result as Placed;
  return position === undefined ? (result as Placed) : { ...(result as Placed), position: from + position };
}

function latestFirst(
  handles: readonly BatchHandle[],
  parts: ReadonlyMap<string, JournalPart>,
): readonly BatchHandle[] {
  const roundOf = ({ id }: BatchHandle): number => parts.get(id)?.round ?? 1;
  return [...handles].sort((a, b) => roundOf(b) - roundOf(a));
}
