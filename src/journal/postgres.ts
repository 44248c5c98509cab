/** Journals in Postgres: many runs in one table, for processes on many machines, with one writer per run. */
import { ConfigError } from "../core/base/errors/index.js";
import { checkOptions } from "../core/base/options.js";
import type { Journal, JournalRecord, JournalRun } from "../core/submit/journal.js";
import { hold, LEASE_MS, noLongerHeld, type Lease, type Slot } from "./lease.js";
import { checked, isText, readRecords, unreadable } from "./record.js";

export interface PostgresJournalOptions {
  /**
   * Runs one statement with any driver, in its own transaction: its effects are durable when it resolves. Any
   * connection of a pool works. A statement may be repeated.
   */
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  /** Name of the submission. Each `run` is a separate journal. */
  readonly run: string;
  /**
   * The table, created if missing; `schema.table` is allowed.
   * @default "batchwire_journal"
   */
  readonly table?: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;
type Query = (text: string, ...values: (string | number | null)[]) => Promise<readonly Row[]>;

interface Stored {
  readonly name: string;
  readonly run: string;
  readonly query: Query;
  readonly statements: ReturnType<typeof statementsFor>;
}

const TABLE = /^[a-z_]\w{0,62}(\.[a-z_]\w{0,62})?$/i;
const PAGE = 1_000;

/**
 * A journal for processes on many machines. A process holds its run by a lease of 30 seconds on the server's clock,
 * renewed while it lives; after losing the lease it cannot write.
 * @throws `ConfigError` for a missing option, or a `table` that is no plain name; `JournalError` when it is opened
 * @example
 * const pool = new pg.Pool();
 * const journal = postgresJournal({ query: (text, values) => pool.query(text, values), run: "campaign-2026-11" });
 */
export function postgresJournal(options: PostgresJournalOptions): Journal {
  checkOptions(options, { query: true, run: true, table: true });
  const { run, table = "batchwire_journal" } = options;
  if (!isText(run) || typeof options.query !== "function")
    throw new ConfigError(
      "postgresJournal needs query: a function that runs a statement, and run: the submission's name",
    );
  if (!TABLE.test(table))
    throw new ConfigError("postgresJournal: table must be a plain name, or schema.name");
  const journal: Stored = {
    name: `${run} in ${table}`,
    run,
    query: async (text, ...values) => (await options.query(text, values)).rows as Row[],
    statements: statementsFor(table),
  };
  return {
    async open() {
      try {
        await journal.query(journal.statements.makeTable);
        return await checked(new PostgresRun(journal, await hold(leaseRow(journal))));
      } catch (error) {
        throw unreadable(journal.name, error);
      }
    },
  };
}

/**
 * SQL statements. The row -1 of a run is its lease. Times are the server's at the statement, not at the transaction's
 * start.
 */
function statementsFor(name: string) {
  const table = `"${name.replace(".", '"."')}"`;
  const until = `clock_timestamp() + interval '${LEASE_MS} milliseconds'`;
  const held = "run = $1 AND seq = -1 AND owner = $2";
  const beat = "extract(epoch FROM held.until)::text";
  return {
    // Concurrent CREATE TABLE IF NOT EXISTS can fail, so a lock admits one at a time. The other gets a notice that the
    // table exists, which some drivers print.
    makeTable: `DO $$ BEGIN
      IF to_regclass('${table}') IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('batchwire_journal'));
        SET LOCAL client_min_messages = warning;
        CREATE TABLE IF NOT EXISTS ${table}
          (run text, seq integer, record text, owner text, until timestamptz, PRIMARY KEY (run, seq));
      END IF;
    END $$`,
    read: `SELECT owner, ${beat} AS beat, until < clock_timestamp() AS expired
      FROM ${table} AS held WHERE run = $1 AND seq = -1`,
    take: `INSERT INTO ${table} AS held (run, seq, owner, until) VALUES ($1, -1, $2, ${until})
      ON CONFLICT (run, seq) DO UPDATE SET owner = excluded.owner, until = excluded.until
      WHERE held.owner = $3::text AND ${beat} = $4::text RETURNING seq`,
    renew: `UPDATE ${table} SET until = ${until} WHERE ${held}`,
    free: `DELETE FROM ${table} WHERE ${held}`,
    // The UPDATE locks the lease until the record is committed, so nobody can take it meanwhile. Repeating the same
    // record is no error, because a driver may repeat the statement after a lost connection.
    append: `WITH lease AS (UPDATE ${table} SET until = ${until} WHERE ${held} RETURNING run)
      INSERT INTO ${table} AS old (run, seq, record) SELECT run, $3::integer, $4::text FROM lease
      ON CONFLICT (run, seq) DO UPDATE SET record = excluded.record WHERE old.record = excluded.record RETURNING seq`,
    page: `SELECT seq, record FROM ${table} WHERE run = $1 AND seq > $2::integer ORDER BY seq LIMIT ${PAGE}`,
  };
}

function leaseRow({ name, run, query, statements }: Stored): Slot {
  return {
    name,
    async read() {
      const [row] = await query(statements.read, run);
      return row && { owner: String(row.owner), beat: String(row.beat), expired: row.expired === true };
    },
    async take(owner, seen) {
      const rows = await query(statements.take, run, owner, seen?.owner ?? null, seen?.beat ?? null);
      return rows.length === 1;
    },
    beat: (owner) => query(statements.renew, run, owner),
    free: (owner) => query(statements.free, run, owner),
  };
}

class PostgresRun implements JournalRun {
  readonly #journal: Stored;
  readonly #lease: Lease;

  constructor(journal: Stored, lease: Lease) {
    this.#journal = journal;
    this.#lease = lease;
  }

  records(): AsyncIterable<JournalRecord> {
    return readRecords(this.#texts(), this.#journal.name);
  }

  async *#texts(): AsyncGenerator<unknown> {
    const { query, statements, run } = this.#journal;
    let rows: readonly Row[];
    let last = -1;
    do {
      rows = await query(statements.page, run, last);
      for (const { record } of rows) yield record;
      last = Number(rows.at(-1)?.seq);
    } while (rows.length === PAGE);
  }

  async append(record: JournalRecord): Promise<void> {
    const { query, statements, run, name } = this.#journal;
    const text = JSON.stringify(record);
    const rows = await query(statements.append, run, this.#lease.owner, record.seq, text);
    if (rows.length !== 1) throw noLongerHeld(name);
  }

  async close(): Promise<void> {
    await this.#lease.release();
  }
}
