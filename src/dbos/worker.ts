/** What makes this process a worker: its queues, and the jobs of workers that died. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError, JournalError } from "../core/base/errors/index.js";
import type { JournalRun } from "../core/submit/journal.js";
import { databaseUrl, journalOf, useDatabase } from "./database.js";
import { DBOS, Pool } from "./peers.js";

/**
 * The version of the jobs of an application. DBOS goes on with a workflow only in a process of the version that began it;
 * this one is another only when the steps of a job change, so that a running job survives a deploy.
 */
export function jobsVersion(application: string): string {
  return `${application} batchwire-1`;
}

export interface LaunchOptions {
  /** The Postgres of DBOS and of the journals. @default `DBOS_SYSTEM_DATABASE_URL`, else `DATABASE_URL` */
  readonly databaseUrl?: string | undefined;
  /** The application: workers of one name share their jobs. @default "batchwire" */
  readonly name?: string | undefined;
}

export interface QueueOptions {
  /** How many jobs run at a time, on all workers together; a job that waits counts. @default no limit */
  readonly concurrency?: number | undefined;
  /** The same for each worker. @default no limit */
  readonly workerConcurrency?: number | undefined;
  /** How many jobs begin in a period. @default no limit */
  readonly rateLimit?: { readonly limitPerPeriod: number; readonly periodSec: number } | undefined;
}

// As often as the lease of a worker is renewed.
const LOOK_MS = 10_000;
const TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('batchwire launch')) AS got";

const queues = new Map<string, QueueOptions>();
const closers = new Set<() => Promise<void>>();

export function addQueue(name: string, options: QueueOptions): void {
  if (queues.has(name)) throw new ConfigError(`there are two batch jobs with the name ${name}`);
  queues.set(name, options);
}

/** Called when this process ceases to be a worker. Returns what takes it back. */
export function onShutdown(close: () => Promise<void>): () => void {
  closers.add(close);
  return () => closers.delete(close);
}

/**
 * Starts DBOS: this process works on the jobs that are defined by now, its own and those of workers that died. Does
 * nothing where DBOS runs. Whoever launches DBOS on their own gives it `applicationVersion: jobsVersion(name)` and each
 * worker an `executorID` of its own, and names the database in `DBOS_SYSTEM_DATABASE_URL`.
 *
 * @throws `ConfigError` where no database is named
 */
export async function launch({ databaseUrl: url, name = "batchwire" }: LaunchOptions = {}): Promise<void> {
  if (DBOS.isInitialized()) return;
  useDatabase(url);
  const systemDatabaseUrl = databaseUrl();
  if (systemDatabaseUrl === undefined)
    throw new ConfigError("launch needs databaseUrl, DBOS_SYSTEM_DATABASE_URL or DATABASE_URL");
  const executorID = `${hostname()}-${process.pid}-${randomUUID()}`;
  DBOS.setConfig({
    name,
    systemDatabaseUrl,
    executorID,
    applicationVersion: jobsVersion(name),
    logLevel: "error",
  });
  await alone(systemDatabaseUrl, () => DBOS.launch());
}

/** DBOS makes its tables at the first launch, and of several workers that do it at once some fail. */
async function alone(connectionString: string, work: () => Promise<void>): Promise<void> {
  const pool = new Pool({ connectionString, max: 1 });
  try {
    const lock = await pool.connect().catch((error: unknown) => {
      // DBOS makes the database too.
      if ((error as { code?: unknown }).code === "3D000") return undefined;
      throw error;
    });
    lock?.on("error", () => undefined);
    // Asked for again and again: a statement that waits would block the indexes that DBOS makes.
    while (lock && (await lock.query<{ got: boolean }>(TRY_LOCK)).rows[0]?.got !== true) await sleep(100);
    await work().finally(() => lock?.release(true));
  } finally {
    await pool.end();
  }
}

let working: AbortController | undefined;
let own: JournalRun | undefined;

DBOS.registerLifecycleCallback({
  async initialize() {
    own = await leaseOf(DBOS.executorID);
    if (own === undefined)
      DBOS.logger.warn(`batchwire: another worker has the executorID ${DBOS.executorID}; give each its own`);
    for (const [name, { concurrency, workerConcurrency, rateLimit }] of queues)
      await DBOS.registerQueue(name, {
        ...(concurrency !== undefined && { globalConcurrency: concurrency }),
        ...(workerConcurrency !== undefined && { workerConcurrency }),
        ...(rateLimit && { rateLimit }),
      });
    working = new AbortController();
    void keepTakingOver(working.signal);
  },
  async destroy() {
    working?.abort();
    await Promise.all([...closers].map((close) => close()));
    await own?.close();
  },
});

/** A worker shows that it lives as the holder of a journal does: undefined while somebody holds this one. */
async function leaseOf(executor: string): Promise<JournalRun | undefined> {
  try {
    return await journalOf(`worker ${executor}`).open();
  } catch (error) {
    if (JournalError.is(error) && error.reason === "in-use") return undefined;
    throw error;
  }
}

async function keepTakingOver(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await takeOver().catch((error: unknown) => DBOS.logger.warn(error));
    await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Puts the jobs of workers that died back into their queues. */
async function takeOver(): Promise<void> {
  const others = new Set((await running()).map(({ executorId = "" }) => executorId));
  others.delete(DBOS.executorID);
  await Promise.all(
    [...others].map(async (executor) => {
      const lease = await leaseOf(executor);
      if (lease === undefined) return;
      // Only who holds the lease of the dead looks for what is left: nobody does it twice.
      for (const { workflowID, workflowName } of await running(executor))
        await DBOS.resumeWorkflow(workflowID, { queueName: workflowName });
      await lease.close();
    }),
  );
}

function running(executorId?: string) {
  return DBOS.listWorkflows({
    status: "PENDING",
    workflowName: [...queues.keys()],
    loadInput: false,
    loadOutput: false,
    ...(executorId !== undefined && { executorId }),
  });
}
