/** Journals in an SQLite database: many runs in one file, with one writer per run. */
import { resolve } from "node:path";
import process from "node:process";
import { ConfigError } from "../core/base/errors/index.js";
import { checkOptions } from "../core/base/options.js";
import type { Journal, JournalRecord, JournalRun } from "../core/submit/journal.js";
import { hold, noLongerHeld, type Lease, type Slot } from "./lease.js";
import { checked, isText, readRecords, unreadable } from "./record.js";

export interface SqliteJournalOptions {
  /** Path of the database, created if missing. It may contain other tables. */
  readonly path: string;
  /** Name of the submission. Each `run` is a separate journal. */
  readonly run: string;
}

/** The used members of `node:sqlite`. */
interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
interface Statement {
  run(...values: (string | number | null)[]): { readonly changes: number | bigint };
  get(...values: string[]): Readonly<Record<string, unknown>> | undefined;
  all(...values: string[]): readonly Readonly<Record<string, unknown>>[];
}
interface Sqlite {
  readonly DatabaseSync: new (path: string) => Database;
}

// EXTRA also syncs the removal of SQLite's rollback journal: otherwise a power cut can undo a committed record.
const SET_UP = `
  PRAGMA busy_timeout = 10000;
  PRAGMA synchronous = EXTRA;
  CREATE TABLE IF NOT EXISTS batchwire_journal
    (run TEXT NOT NULL, seq INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (run, seq));
  CREATE TABLE IF NOT EXISTS batchwire_journal_holder (run TEXT PRIMARY KEY, owner TEXT NOT NULL, beat INTEGER NOT NULL)`;
const TAKE = `INSERT INTO batchwire_journal_holder VALUES (?, ?, 0)
  ON CONFLICT (run) DO UPDATE SET owner = excluded.owner, beat = 0 WHERE owner = ? AND beat = ?`;
const APPEND = `INSERT INTO batchwire_journal SELECT ?, ?, ?
  WHERE EXISTS (SELECT 1 FROM batchwire_journal_holder WHERE run = ? AND owner = ?)`;

/**
 * A journal for processes on one machine, with other journals in one database. Needs `node:sqlite`: Node 22.13 or
 * later.
 * @throws `ConfigError` without `node:sqlite` or an option; `JournalError` when it is opened
 * @example
 * const journal = sqliteJournal({ path: "journals.db", run: "campaign-2026-11" });
 */
export function sqliteJournal(options: SqliteJournalOptions): Journal {
  checkOptions(options, { path: true, run: true });
  const { path, run } = options;
  if (!isText(path) || !isText(run))
    throw new ConfigError("sqliteJournal needs the path of a database, and run: the submission's name");
  const { DatabaseSync } = sqlite();
  const name = `${run} in ${resolve(path)}`;
  return {
    async open() {
      try {
        const database = new DatabaseSync(resolve(path));
        return await openRun(database, run, name);
      } catch (error) {
        throw unreadable(name, error);
      }
    },
  };
}

function sqlite(): Sqlite {
  // Loaded at run time: on older versions of Node, a static import would fail without an explanation.
  const found = process.getBuiltinModule?.("node:sqlite") as Sqlite | undefined;
  if (found) return found;
  throw new ConfigError("sqliteJournal needs node:sqlite: Node 22.13 or later; fileJournal runs on any");
}

async function openRun(database: Database, run: string, name: string): Promise<JournalRun> {
  let lease: Lease;
  try {
    database.exec(SET_UP);
    lease = await hold(holderRow(database, run, name));
  } catch (error) {
    database.close();
    throw error;
  }
  return checked(new SqliteRun(database, run, name, lease));
}

function holderRow(database: Database, run: string, name: string): Slot {
  const select = database.prepare("SELECT owner, beat FROM batchwire_journal_holder WHERE run = ?");
  const take = database.prepare(TAKE);
  const beat = database.prepare(
    "UPDATE batchwire_journal_holder SET beat = beat + 1 WHERE run = ? AND owner = ?",
  );
  const free = database.prepare("DELETE FROM batchwire_journal_holder WHERE run = ? AND owner = ?");
  return {
    name,
    read() {
      const row = select.get(run);
      return row && { owner: String(row.owner), beat: String(row.beat) };
    },
    take: (owner, seen) =>
      take.run(run, owner, seen?.owner ?? null, seen ? Number(seen.beat) : null).changes === 1,
    beat: (owner) => beat.run(run, owner),
    free: (owner) => free.run(run, owner),
  };
}

class SqliteRun implements JournalRun {
  readonly #database: Database;
  readonly #run: string;
  readonly #name: string;
  readonly #lease: Lease;
  readonly #append: Statement;
  #isClosed = false;

  constructor(database: Database, run: string, name: string, lease: Lease) {
    this.#database = database;
    this.#run = run;
    this.#name = name;
    this.#lease = lease;
    this.#append = database.prepare(APPEND);
  }

  records(): AsyncIterable<JournalRecord> {
    const select = this.#database.prepare("SELECT record FROM batchwire_journal WHERE run = ? ORDER BY seq");
    return readRecords(
      select.all(this.#run).map(({ record }) => record),
      this.#name,
    );
  }

  append(record: JournalRecord): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isClosed) throw noLongerHeld(this.#name);
      const values = [this.#run, record.seq, JSON.stringify(record), this.#run, this.#lease.owner];
      if (this.#append.run(...values).changes !== 1) throw noLongerHeld(this.#name);
      resolve();
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#lease.release();
    this.#database.close();
  }
}
