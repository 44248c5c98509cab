/** Polls each batch once, and summarizes the snapshots. */
import type { BatchHandle, BatchRef, BatchSnapshot } from "../index.js";
import { EXIT, type ExitCode } from "./exit.js";
import { countText, kindsText } from "./format.js";
import { type Io, say } from "./io.js";
import type { JournalSummary } from "./journal.js";
import type { Session } from "./session.js";
import type { Row } from "./table.js";

export interface Snapshots {
  /** By the id of the batch. */
  readonly snapshots: ReadonlyMap<string, BatchSnapshot>;
  readonly errors: ReadonlyMap<string, Error>;
}

/** The first snapshot of each batch. */
export async function snapshotsOf(
  { batches, stop, provider }: Session,
  refs: readonly BatchRef[],
  until: "sent" | "delivered" = "delivered",
): Promise<Snapshots> {
  const snapshots = new Map<string, BatchSnapshot>();
  const errors = new Map<string, Error>();
  const left = new Set(refs.map((ref) => batches.handle(ref).id));
  const enough = new AbortController();
  const seen = (id: string): void => {
    left.delete(id);
    if (left.size === 0) enough.abort();
  };
  const onError = ({ id }: BatchHandle, error: unknown): void => {
    errors.set(id, error instanceof Error ? error : new Error(String(error)));
    seen(id);
  };
  const signal = AbortSignal.any([stop.signal, enough.signal]);
  const options = { signal, onError, maxConsecutiveErrors: 0, ...(provider.sms && { until }) };
  try {
    for await (const snapshot of batches.watchAll(refs, options)) {
      snapshots.set(snapshot.handle.id, snapshot);
      seen(snapshot.handle.id);
      if (left.size === 0) break;
    }
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  }
  return { snapshots, errors };
}

export function exitCodeOfSnapshots(snapshots: Iterable<BatchSnapshot>): ExitCode {
  let code: ExitCode = EXIT.done;
  for (const { handle, phase, outcome, counts } of snapshots) {
    if (phase !== "ended") return EXIT.running;
    const { failed = 0, canceled = 0, expired = 0, unknown = 0 } = counts ?? {};
    const lost = failed + canceled + expired + unknown + (handle.rejected ?? 0);
    if (outcome !== "completed" || lost > 0) code = EXIT.failedItems;
  }
  return code;
}

/** Without a journal, nothing is known of what was not sent. */
export function exitCodeOfJournal(journal: JournalSummary | undefined): ExitCode {
  if (journal === undefined) return EXIT.done;
  const { open, isDone, isInUse } = journal;
  if (open !== undefined && !isInUse) return EXIT.unknownOutcome;
  return isDone ? EXIT.done : EXIT.running;
}

/** The exit code that needs most attention. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  const { error, usage, refused, incompleteResults, unknownOutcome, running, failedItems } = EXIT;
  const order = [error, usage, refused, incompleteResults, unknownOutcome, running, failedItems];
  return order.find((code) => codes.includes(code)) ?? EXIT.done;
}

/** Why a job is not finished; undefined if it is. */
export function unfinishedText({ open, isDone, isInUse }: JournalSummary): string | undefined {
  if (isInUse && (open !== undefined || !isDone)) return "being sent";
  if (open !== undefined) return "the outcome of a part is not known, see reconcile";
  return isDone ? undefined : "not everything was sent";
}

export function sayUnfinished(io: Io, journal: JournalSummary | undefined): void {
  const state = journal && unfinishedText(journal);
  if (state !== undefined) say(io, `${state}.`);
}

/** A batch as a row of a table. */
export function rowOf({ handle, phase, outcome, counts }: BatchSnapshot): Row {
  const { total, pending, ...kinds } = counts ?? {};
  return {
    batch: handle.id,
    phase: outcome === undefined ? phase : `${phase}: ${outcome}`,
    items: total === undefined ? undefined : countText(total),
    pending: pending === undefined ? undefined : countText(pending),
    results: kindsText({ ...kinds, rejected: handle.rejected ?? 0 }),
    created: handle.createdAt,
  };
}

/** The JSON of a batch: all but the provider's document. */
export function plainOf({ handle, phase, outcome, counts }: BatchSnapshot): object {
  return { ...handle, phase, outcome, counts };
}
