/** `batchwire watch`: waits until every batch has ended. */
import type { BatchHandle, BatchSnapshot } from "../../index.js";
import { select, type SelectionFlags } from "../selection.js";
import { EXIT, type ExitCode } from "../exit.js";
import { exitCodeOf, messageOf } from "../failures.js";
import { durationMs, shellText } from "../format.js";
import { type Io, say } from "../io.js";
import {
  exitCodeOfJournal,
  exitCodeOfSnapshots,
  sayUnfinished,
  plainOf,
  rowOf,
  worst,
} from "../snapshots.js";
import { Output } from "../output.js";
import { Progress } from "../progress.js";
import { tableText } from "../table.js";

export interface WatchFlags extends SelectionFlags {
  readonly json?: boolean;
  readonly timeout?: string;
  readonly until?: "sent" | "delivered";
}

export async function watch(ids: readonly string[], flags: WatchFlags, io: Io): Promise<ExitCode> {
  const timeoutMs = flags.timeout === undefined ? undefined : durationMs(flags.timeout);
  const { session, refs, handles, parts, journal } = await select(ids, flags, io);
  const { stop, batches, provider } = session;
  const progress = new Progress(io, { hasData: flags.json === true });
  stop.announce = (text) => progress.say(text);
  for (const handle of handles) progress.add({ handle, ...parts.get(handle.id) }, true);
  const output = Output.stdout(io);
  const latest = new Map<string, BatchSnapshot>();
  const errors = new Map<string, unknown>();
  const until = provider.sms && { until: flags.until ?? "delivered" };
  const onError = ({ id }: BatchHandle, error: unknown): void => void errors.set(id, error);
  try {
    for await (const snapshot of batches.watchAll(refs, {
      signal: stop.signal,
      timeoutMs,
      onError,
      ...until,
    })) {
      latest.set(snapshot.handle.id, snapshot);
      progress.update(snapshot);
      if (flags.json === true) await output.line(JSON.stringify(plainOf(snapshot)));
    }
    progress.close();
    const found = handles.flatMap(({ id }) => latest.get(id) ?? []);
    if (flags.json !== true && found.length > 0) await output.line(tableText(found.map(rowOf), io));
    await output.close();
    for (const [id, error] of errors) say(io, `${id}: ${messageOf(error)}`);
    sayUnfinished(io, journal);
    const codes = [...errors.values()].map(exitCodeOf);
    return worst([...codes, exitCodeOfSnapshots(found), exitCodeOfJournal(journal)]);
  } catch (error) {
    progress.close();
    if (!stop.isRequested) throw error;
    say(io, `Stopped: nothing was canceled. Go on with:\n  batchwire ${shellText(io.argv)}`);
    return EXIT.running;
  } finally {
    progress.close();
    await session.close();
  }
}
