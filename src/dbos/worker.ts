/** Makes this process a worker: it runs the queues and takes over jobs of dead workers. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError, JournalError } from "../core/base/errors/index.js";
import type { JournalRun } from "../core/submit/journal.js";
import { databaseUrl, journalOf, useDatabase } from "./database.js";
import { DBOS, Pool } from "./peers.js";

/**
 * The application version for DBOS, which continues a workflow only in processes of the same version. This one changes
 * only when the steps of a job change, so that running jobs survive deploys.
 */
export function jobsVersion(application: string): string {
  return `${application} batchwire-1`;
}

export interface LaunchOptions {
  /**
   * Postgres of DBOS and the journals.
   * @default `DBOS_SYSTEM_DATABASE_URL`, else `DATABASE_URL`
   */
  readonly databaseUrl?: string | undefined;
  /**
   * Name of the application. Workers with the same name share their jobs.
   * @default "batchwire"
   */
  readonly name?: string | undefined;
}

export interface QueueOptions {
  /**
   * Maximum number of concurrent jobs over all workers; waiting jobs count.
   * @default no limit
   */
  readonly concurrency?: number | undefined;
  /**
   * Maximum number of concurrent jobs per worker.
   * @default no limit
   */
  readonly workerConcurrency?: number | undefined;
  /**
   * Maximum number of jobs started per period.
   * @default no limit
   */
  readonly rateLimit?: { readonly limitPerPeriod: number; readonly periodSec: number } | undefined;
}

// As often as workers renew their leases.
const LOOK_MS = 10_000;
const TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('batchwire launch')) AS got";

const queues = new Map<string, QueueOptions>();
const closers = new Set<() => Promise<void>>();

export function addQueue(name: string, options: QueueOptions): void {
  if (queues.has(name)) throw new ConfigError(`there are two batch jobs with the name ${name}`);
  queues.set(name, options);
}

/** Registers a function for the shutdown of this worker. Returns a function that removes it. */
export function onShutdown(close: () => Promise<void>): () => void {
  closers.add(close);
  return () => closers.delete(close);
}

/**
 * Starts DBOS: this process works on all jobs defined so far, including those of dead workers. Does nothing if DBOS is
 * already running. To launch DBOS yourself, pass `applicationVersion: jobsVersion(name)` and a unique `executorID` per
 * worker, and name the database in `DBOS_SYSTEM_DATABASE_URL`.
 * @throws `ConfigError` if no database is named
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

/** Runs the first launch under a lock: DBOS creates its tables, and some of several concurrent workers would fail. */
async function alone(connectionString: string, work: () => Promise<void>): Promise<void> {
  const pool = new Pool({ connectionString, max: 1 });
  try {
    const lock = await pool.connect().catch((error: unknown) => {
      // The database does not exist yet: DBOS creates it.
      if ((error as { code?: unknown }).code === "3D000") return undefined;
      throw error;
    });
    lock?.on("error", () => undefined);
    // Poll for the lock: a waiting statement would block the indexes that DBOS creates.
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

/** A worker proves that it is alive by holding a journal. Undefined if the worker is alive. */
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

/** Queues the jobs of dead workers again. */
async function takeOver(): Promise<void> {
  const others = new Set((await running()).map(({ executorId = "" }) => executorId));
  others.delete(DBOS.executorID);
  await Promise.all(
    [...others].map(async (executor) => {
      const lease = await leaseOf(executor);
      if (lease === undefined) return;
      // Only the holder of a dead worker's lease requeues its jobs, so none is requeued twice.
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
