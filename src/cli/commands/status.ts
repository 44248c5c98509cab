/** `batchwire status`: the state of batches, or of the journals in the folder. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../../index.js";
import { type Selection, select, type SelectionFlags } from "../selection.js";
import { EXIT, type ExitCode } from "../exit.js";
import { messageOf } from "../failures.js";
import { countText } from "../format.js";
import { type Io, say } from "../io.js";
import { type JournalSummary, readJournal, SIMULATED } from "../journal.js";
import {
  exitCodeOfJournal,
  exitCodeOfSnapshots,
  unfinishedText,
  snapshotsOf,
  plainOf,
  rowOf,
  sayUnfinished,
  worst,
} from "../snapshots.js";
import { Output } from "../output.js";
import { type Row, tableText } from "../table.js";

export interface StatusFlags extends SelectionFlags {
  readonly json?: boolean;
  readonly until?: "sent" | "delivered";
}

export async function status(ids: readonly string[], flags: StatusFlags, io: Io): Promise<ExitCode> {
  if (ids.length === 0 && flags.journal === undefined && flags.to === undefined)
    return folderStatus(flags, io);
  const selection = await select(ids, flags, io);
  try {
    return await batchStatus(selection, flags, io);
  } finally {
    await selection.session.close();
  }
}

async function batchStatus(
  { session, refs, handles, parts, journal }: Selection,
  { json, until }: StatusFlags,
  io: Io,
): Promise<ExitCode> {
  const { snapshots, errors } = await snapshotsOf(session, refs, until);
  const output = Output.stdout(io);
  const found = handles.flatMap(({ id }) => snapshots.get(id) ?? []);
  if (json === true) {
    for (const snapshot of found) {
      const { from, to } = parts.get(snapshot.handle.id) ?? {};
      await output.line(JSON.stringify({ ...plainOf(snapshot), from, to }));
    }
  } else if (found.length > 0) await output.line(tableText(found.map(rowOf), io));
  await output.close();
  for (const [id, error] of errors) say(io, `${id}: ${messageOf(error)}`);
  sayUnfinished(io, journal);
  if (errors.size > 0) return EXIT.error;
  return worst([exitCodeOfSnapshots(found), exitCodeOfJournal(journal)]);
}

async function folderStatus(flags: StatusFlags, io: Io): Promise<ExitCode> {
  const names = (await readdir(io.cwd)).filter((name) => name.endsWith(".journal")).sort();
  const output = Output.stdout(io);
  const codes: ExitCode[] = [];
  const rows: Row[] = [];
  for (const name of names) {
    const { row, code } = await journalStatus(name, flags, io);
    codes.push(code);
    rows.push(row);
    if (flags.json === true) await output.line(JSON.stringify(row));
  }
  if (flags.json !== true && rows.length > 0) await output.line(tableText(rows.map(textOf), io));
  await output.close();
  if (names.length === 0) say(io, `There is no journal in ${io.cwd}.`);
  return worst(codes);
}

function textOf(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === "number" ? countText(value) : value]),
  );
}

async function journalStatus(
  name: string,
  flags: StatusFlags,
  io: Io,
): Promise<{ readonly row: Row; readonly code: ExitCode }> {
  const blank = { journal: name, provider: undefined, parts: undefined, items: undefined };
  try {
    const journal = await readJournal(join(io.cwd, name));
    if (journal === undefined) return { row: { ...blank, state: "empty" }, code: EXIT.done };
    const { provider, parts, items, startedAt } = journal;
    const facts = { journal: name, provider, parts: parts.length, items, started: startedAt };
    if (journal.account === SIMULATED) return { row: { ...facts, state: "simulated" }, code: EXIT.done };
    const { ended, code } = await endedOf(journal, flags, io);
    const state = unfinishedText(journal) ?? (code === EXIT.running ? "running" : "ended");
    return { row: { ...facts, ended, state }, code: worst([code, exitCodeOfJournal(journal)]) };
  } catch (error) {
    return { row: { ...blank, state: messageOf(error) }, code: EXIT.error };
  }
}

/** Counts the ended batches of a journal; undefined without credentials. */
async function endedOf(
  { path }: JournalSummary,
  flags: StatusFlags,
  io: Io,
): Promise<{ readonly ended?: number; readonly code: ExitCode }> {
  let selection: Selection;
  try {
    selection = await select([], { ...flags, journal: path }, io);
  } catch (error) {
    if (!ConfigError.is(error)) throw error;
    say(io, `${path}: not asked for, as ${messageOf(error)}`);
    return { code: EXIT.done };
  }
  try {
    const { snapshots, errors } = await snapshotsOf(selection.session, selection.refs, flags.until);
    const [failure] = errors.values();
    if (failure !== undefined) throw failure;
    const all = [...snapshots.values()];
    return { ended: all.filter(({ phase }) => phase === "ended").length, code: exitCodeOfSnapshots(all) };
  } finally {
    await selection.session.close();
  }
}
