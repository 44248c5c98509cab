/** The jobs' Postgres database, in which DBOS stores its workflows. The journals are stored there too. */
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "../core/submit/journal.js";
import { postgresJournal } from "../journal/postgres.js";
import { Pool } from "./peers.js";

const PATIENCE_MS = 120_000;
const LONGEST_PAUSE_MS = 5_000;

let pool: InstanceType<typeof Pool> | undefined;
let chosenUrl: string | undefined;

/**
 * The database URL.
 * @default `DBOS_SYSTEM_DATABASE_URL`, else `DATABASE_URL`
 */
export function databaseUrl(): string | undefined {
  return chosenUrl ?? process.env["DBOS_SYSTEM_DATABASE_URL"] ?? process.env["DATABASE_URL"];
}

/** Sets the database URL. Call it before the first journal is opened. */
export function useDatabase(url: string | undefined): void {
  if (url !== undefined && url !== chosenUrl) [chosenUrl, pool] = [url, undefined];
}

export function journalOf(run: string): Journal {
  return postgresJournal({ query, run });
}

/** Runs a statement, waiting up to two minutes for a server that restarts. Journal statements may be repeated. */
async function query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const until = performance.now() + PATIENCE_MS;
  for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await connected().query(text, values);
    } catch (error) {
      if (!isOutage(error) || performance.now() > until) throw error;
    }
    await sleep(pauseMs);
  }
}

function connected(): InstanceType<typeof Pool> {
  if (pool === undefined) {
    const url = databaseUrl();
    pool = new Pool({ ...(url !== undefined && { connectionString: url }), allowExitOnIdle: true });
    // Without a listener, an idle connection that breaks would end the process. The pool replaces it.
    pool.on("error", () => undefined);
  }
  return pool;
}

/**
 * Whether the server was unreachable: connection errors have no SQLSTATE, or one of the classes for outages and
 * overload.
 */
function isOutage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code !== "string" || !/^[^E][0-9A-Z]{4}$/.test(code) || /^(08|40|53|57P)/.test(code);
}
