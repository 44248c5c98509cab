/** Reads journals without locking them, so that a running job can go on writing. */
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import type { BatchHandle, Intent, Journal, JournalRecord, JournalRun } from "../index.js";
import { fileJournal, JournalError } from "../journal/index.js";
import { linesOf } from "./lines.js";

export interface JournalPart {
  readonly handle: BatchHandle;
  /** Counts from 1. Each later round resends items of the one before. */
  readonly round: number;
  /** Item positions within the round. */
  readonly from: number;
  readonly to: number;
  /** Positions in the whole input of recipients that the create answer rejected: no later answer lists them. */
  readonly rejected: readonly number[];
}

/** A part without a recorded answer: it is being sent, or its process died. */
export interface OpenPart {
  readonly from: number;
  readonly intent: Intent;
  /** Whether its body was complete. An incomplete one was not carried out. */
  readonly isWhole: boolean;
  /** The id of the file uploaded for it. */
  readonly staged?: string;
}

export interface JournalSummary {
  readonly path: string;
  readonly provider: string;
  readonly account?: string | undefined;
  readonly startedAt: string;
  readonly parts: readonly JournalPart[];
  readonly open: OpenPart | undefined;
  /** Number of input items that were sent. */
  readonly items: number;
  /** Whether the last round is complete, so that nothing is left to send. */
  readonly isDone: boolean;
  /** Whether a living process has it open. */
  readonly isInUse: boolean;
}

/** Account that marks the journal of a simulated job, whose batches end with their simulator. */
export const SIMULATED = "simulator";

/** Undefined if there is no journal, or an empty one. */
export async function readJournal(path: string): Promise<JournalSummary | undefined> {
  if (!existsSync(path)) return undefined;
  const reader = new JournalReader();
  for await (const record of recordsIn(path)) reader.apply(record);
  const { first, open, isDone } = reader;
  if (first === undefined) return undefined;
  const { provider, account, at: startedAt } = first;
  const parts = [...reader.parts.values()];
  const items = parts.reduce((most, { round, to }) => (round === 1 ? Math.max(most, to) : most), 0);
  const isInUse = await isAlive(`${path}.lock`);
  return { path, provider, account, startedAt, parts, items, open, isDone, isInUse };
}

/** Whether the process in a lock file is alive. One on another machine cannot be checked, and counts as alive. */
async function isAlive(lock: string): Promise<boolean> {
  try {
    const { pid, host } = JSON.parse(await readFile(lock, "utf8")) as Readonly<Record<string, unknown>>;
    if (typeof pid !== "number" || host !== hostname()) return true;
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signaled, but is alive.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

class JournalReader {
  first: Extract<JournalRecord, { type: "run" }> | undefined;
  /** By part number. A second record replaces the first, whose batch was refused later. */
  readonly parts = new Map<number, JournalPart>();
  open: OpenPart | undefined;
  isDone = false;
  #round = 1;

  apply(record: JournalRecord): void {
    switch (record.type) {
      case "run":
        this.first ??= record;
        return;
      case "sent": {
        const { part, handle, to, rejected = [] } = record;
        const round = this.parts.get(part)?.round ?? this.#round;
        this.parts.set(part, { handle, round, from: this.open?.from ?? 0, to, rejected });
        this.open = undefined;
        return;
      }
      case "done":
        this.isDone = true;
        return;
      case "intent":
        if (!this.parts.has(record.part)) {
          if (this.isDone) this.#round++;
          this.isDone = false;
        }
        break;
      default:
    }
    this.open = openAfter(record, this.open);
  }
}

function openAfter(record: JournalRecord, open: OpenPart | undefined): OpenPart | undefined {
  switch (record.type) {
    case "intent": {
      const isWhole = typeof record.intent.correlation?.["size"] === "number";
      return { from: record.from, intent: record.intent, isWhole };
    }
    case "closing":
      return open && { ...open, intent: record.intent, isWhole: true };
    case "staged":
      return open && { ...open, staged: record.id };
    default:
      return undefined;
  }
}

async function* recordsIn(path: string): AsyncGenerator<JournalRecord> {
  for await (const { line, text, isWhole } of linesOf(path)) {
    // A torn record: its write did not finish.
    if (!isWhole) return;
    const record = parsed(text);
    if (record === undefined)
      throw new JournalError(`${path}, line ${line}: is no record of a journal`, { reason: "unreadable" });
    yield record;
  }
}

function parsed(text: string): JournalRecord | undefined {
  try {
    const record = JSON.parse(text) as JournalRecord | null;
    return typeof record?.type === "string" ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Calls `observe` for each record, those of earlier runs included. `account` replaces that of the first record. */
export function observedJournal(
  journal: Journal,
  observe: (record: JournalRecord, isNew: boolean) => void,
  account?: string,
): Journal {
  const marked = (record: JournalRecord): JournalRecord =>
    record.type === "run" && account !== undefined ? { ...record, account } : record;
  return {
    async open(): Promise<JournalRun> {
      const run = await journal.open();
      return {
        async *records() {
          for await (const record of run.records()) {
            observe(record, false);
            yield record;
          }
        },
        async append(record) {
          await run.append(marked(record));
          observe(record, true);
        },
        close: () => run.close(),
      };
    },
  };
}

/** A journal for jobs that keep none. */
export function memoryJournal(): Journal {
  return {
    open: () =>
      Promise.resolve({
        async *records() {},
        append: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
  };
}

/** Removes the journal of a simulated job. */
export async function removeSimulated(path: string): Promise<void> {
  // Opening throws if another process has it open.
  await (await fileJournal(path).open()).close();
  await rm(path);
}
