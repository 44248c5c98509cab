/** Journals as commands read them: without taking them, so that the job that writes one is not disturbed. */
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import type { BatchHandle, Intent, Journal, JournalRecord, JournalRun } from "../index.js";
import { fileJournal, JournalError } from "../journal/index.js";
import { linesOf } from "./lines.js";

export interface JournalPart {
  readonly handle: BatchHandle;
  /** Counts from 1: each later round sends again what came to nothing in the one before. */
  readonly round: number;
  /** Places among the items of the round. */
  readonly from: number;
  readonly to: number;
  /** Positions in the whole input of whom the create answer turned down; no later answer names them. */
  readonly rejected: readonly number[];
}

/** A part whose answer nobody has written down: it is being sent now, or its process died. */
export interface OpenPart {
  readonly from: number;
  readonly intent: Intent;
  /** False: its body never ended, so nothing happened. */
  readonly isWhole: boolean;
  /** What was uploaded for it. */
  readonly staged?: string;
}

export interface JournalFacts {
  readonly path: string;
  readonly provider: string;
  readonly account?: string | undefined;
  readonly startedAt: string;
  readonly parts: readonly JournalPart[];
  readonly open: OpenPart | undefined;
  /** How many items of the input were sent. */
  readonly items: number;
  /** The last round was read to its end: there is nothing left to send. */
  readonly isDone: boolean;
  /** A living process has it open. */
  readonly isHeld: boolean;
}

/** The account in the journal of a simulated job, whose batches die with their simulator. */
export const SIMULATED = "simulator";

/** What the journal says; undefined where there is none, or nothing in it. */
export async function readJournal(path: string): Promise<JournalFacts | undefined> {
  if (!existsSync(path)) return undefined;
  const reading = new Reading();
  for await (const record of recordsIn(path)) reading.take(record);
  const { first, open, isDone } = reading;
  if (first === undefined) return undefined;
  const { provider, account, at: startedAt } = first;
  const parts = [...reading.parts.values()];
  const items = parts.reduce((most, { round, to }) => (round === 1 ? Math.max(most, to) : most), 0);
  const isHeld = await isAlive(`${path}.lock`);
  return { path, provider, account, startedAt, parts, items, open, isDone, isHeld };
}

/** Whether the holder that a lock file names still runs. Of a process of another machine nobody here can tell: it does. */
async function isAlive(lock: string): Promise<boolean> {
  try {
    const { pid, host } = JSON.parse(await readFile(lock, "utf8")) as Readonly<Record<string, unknown>>;
    if (typeof pid !== "number" || host !== hostname()) return true;
    return process.kill(pid, 0);
  } catch (error) {
    // Of the process of another user one may not even ask.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

class Reading {
  first: Extract<JournalRecord, { type: "run" }> | undefined;
  /** By their numbers: a part that comes twice was refused after it was taken. */
  readonly parts = new Map<number, JournalPart>();
  open: OpenPart | undefined;
  isDone = false;
  #round = 1;

  take(record: JournalRecord): void {
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
    // The record of a write that never ended.
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

/** A file that tells of each record, those of earlier runs included. `account` overwrites the one of the first record. */
export function toldJournal(
  journal: Journal,
  told: (record: JournalRecord, isNew: boolean) => void,
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
            told(record, false);
            yield record;
          }
        },
        async append(record) {
          await run.append(marked(record));
          told(record, true);
        },
        close: () => run.close(),
      };
    },
  };
}

/** For a job that is not to leave a file. */
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

/** Removes what a simulated job left. */
export async function removeSimulated(path: string): Promise<void> {
  // Throws where another process is at it.
  await (await fileJournal(path).open()).close();
  await rm(path);
}
