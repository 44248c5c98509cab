/** Selects the batches of `status`, `watch`, `results` and `cancel`: those of a journal, or those given by id. */
import { resolve } from "node:path";
import type { BatchHandle, BatchRef } from "../index.js";
import { UsageError } from "./exit.js";
import type { Io } from "./io.js";
import { type JournalSummary, type JournalPart, readJournal, SIMULATED } from "./journal.js";
import { type ConnectionFlags, openSession, type Session } from "./session.js";

export interface SelectionFlags extends ConnectionFlags {
  readonly journal?: string;
}

export interface Selection {
  readonly session: Session;
  readonly refs: readonly BatchRef[];
  readonly handles: readonly BatchHandle[];
  /** By the id of the batch. */
  readonly parts: ReadonlyMap<string, JournalPart>;
  readonly journal: JournalSummary | undefined;
}

export async function select(ids: readonly string[], flags: SelectionFlags, io: Io): Promise<Selection> {
  const { journal: path, to } = flags;
  if (path === undefined && ids.length === 0) throw new UsageError("name batches, or give --journal");
  if (path !== undefined && ids.length > 0)
    throw new UsageError("give either the ids of batches or --journal, not both");
  if (path === undefined) {
    const session = await openSession(flags, io);
    return selection(session, [...new Set(ids)], undefined);
  }
  const journal = await requireJournal(path, io);
  if (to !== undefined && to !== journal.provider)
    throw new UsageError(`${path} is a journal of ${journal.provider}, not of ${to}`);
  const session = await openSession({ ...flags, to: journal.provider }, io);
  return selection(
    session,
    journal.parts.map(({ handle }) => handle),
    journal,
  );
}

export async function requireJournal(path: string, io: Io): Promise<JournalSummary> {
  const journal = await readJournal(resolve(io.cwd, path));
  if (journal === undefined) throw new Error(`there is no journal ${path}, or nothing in it`);
  if (journal.account === SIMULATED)
    throw new Error(`${path} is the journal of a simulated job, whose batches are gone`);
  return journal;
}

async function selection(
  session: Session,
  refs: readonly BatchRef[],
  journal: JournalSummary | undefined,
): Promise<Selection> {
  try {
    const parts = new Map((journal?.parts ?? []).map((part) => [part.handle.id, part]));
    return { session, refs, handles: refs.map((ref) => session.batches.handle(ref)), parts, journal };
  } catch (error) {
    await session.close();
    throw error;
  }
}
