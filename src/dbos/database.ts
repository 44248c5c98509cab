/** The Postgres of the jobs, in which DBOS keeps its workflows: the journals stand beside them. */
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "../core/submit/journal.js";
import { postgresJournal } from "../journal/postgres.js";
import { Pool } from "./peers.js";

const PATIENCE_MS = 120_000;
const LONGEST_PAUSE_MS = 5_000;

let pool: InstanceType<typeof Pool> | undefined;
let chosenUrl: string | undefined;

/** @default `DBOS_SYSTEM_DATABASE_URL`, else `DATABASE_URL` */
export function databaseUrl(): string | undefined {
  return chosenUrl ?? process.env["DBOS_SYSTEM_DATABASE_URL"] ?? process.env["DATABASE_URL"];
}

/** Before the first journal is opened. */
export function useDatabase(url: string | undefined): void {
  if (url !== undefined && url !== chosenUrl) [chosenUrl, pool] = [url, undefined];
}

export function journalOf(run: string): Journal {
  return postgresJournal({ query, run });
}

/** A server that restarts is waited for: a statement of a journal may be repeated. */
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
    // An idle connection that breaks is replaced; without a listener it would end the process.
    pool.on("error", () => undefined);
  }
  return pool;
}

/** Errors of the connection have no SQLSTATE, or one of the classes that say that the server had no room or went away. */
function isOutage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code !== "string" || !/^[^E][0-9A-Z]{4}$/.test(code) || /^(08|40|53|57P)/.test(code);
}
