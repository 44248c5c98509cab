/**
 * A batch job as a durable workflow.
 *
 *     step: run until it sleeps or has enough items ─► items delivered and recorded ─► durable sleep ─► step …
 */
import * as errors from "../core/base/errors/index.js";
import type { Run, RunOptions, RunSummary } from "../core/batch/run/types.js";
import { journalOf } from "./database.js";
import { DBOS } from "./peers.js";
import { Session } from "./session.js";
import { addQueue, launch, onShutdown, type QueueOptions } from "./worker.js";

/** Any client of this package. */
export interface BatchClient {
  readonly batches: { run(input: never, options?: RunOptions<never>): Run };
}

type RunOf<Client extends BatchClient> = Client["batches"]["run"];

export type InputOf<Client extends BatchClient> =
  RunOf<Client> extends (input: infer Input, options?: never) => unknown
    ? Exclude<Input, () => unknown>
    : never;

export type OptionsOf<Client extends BatchClient> =
  RunOf<Client> extends (input: never, options?: infer Options) => unknown
    ? Omit<NonNullable<Options>, "journal" | "sleep">
    : never;

export type ItemOf<Client extends BatchClient> =
  RunOf<Client> extends (input: never, options?: never) => AsyncIterable<infer Item> ? Item : never;

export interface BatchJobDefinition<Client extends BatchClient, Args> {
  /** Name of the job and its queue. Do not change it while jobs are running. */
  readonly name: string;
  /** Creates the client. Called once per process. */
  readonly client: () => Client;
  /** Returns the input. It must be the same every time for the same arguments. */
  readonly input: (args: Args) => InputOf<Client>;
  /** Called at least once for each item, one at a time. An error is retried. */
  readonly onItem: (item: ItemOf<Client>, args: Args) => unknown;
  /**
   * Options of `run`; `timeoutMs` counts from the start of the job.
   * @default those of `run`
   */
  readonly run?: OptionsOf<Client> | undefined;
  readonly queue?: QueueOptions | undefined;
}

export interface BatchJob<Args> {
  /**
   * Queues the job. On all machines, the same id is the same job and starts only once.
   * @param args Plain data.
   */
  start(args: Args, options: { readonly id: string }): Promise<BatchJobHandle>;
}

export interface BatchJobHandle {
  readonly id: string;
  /** Id of the workflow, for DBOS tools. */
  readonly workflowId: string;
  /**
   * Waits for the end of the job.
   * @throws the errors of `run`, once retries cannot help
   */
  result(): Promise<RunSummary>;
  /** Stops sending and delivering after the current step. Sent batches are not canceled. */
  cancel(): Promise<void>;
  /** Continues a job that was canceled or has failed. */
  resume(): Promise<void>;
}

// Maximum number of recoveries of a job; high, so that no number of deploys exhausts it.
const MOST_RECOVERIES = 1_000_000;

/**
 * Defines a job. Call it before `launch`, in every process that starts the job or works on it. Submissions are
 * journaled in DBOS's Postgres, waits are durable sleeps, and delivered items are recorded every 1,000 items or 5
 * seconds. A worker may be killed at any time: another continues, and nothing is sent twice.
 * @throws `ConfigError` for a second job of the same name
 * @example
 * const nightly = defineBatchJob({
 *   name: "nightly",
 *   client: () => new AnthropicClient(),
 *   input: (args: { day: string }) => requestsOf(args.day),
 *   onItem: ({ id, kind, result }) => save(id, kind, result),
 * });
 * await launch();
 * const handle = await nightly.start({ day: "2026-11-27" }, { id: "2026-11-27" });
 * await handle.result();
 */
export function defineBatchJob<Client extends BatchClient, Args>(
  job: BatchJobDefinition<Client, Args>,
): BatchJob<Args> {
  const { name } = job;
  addQueue(name, job.queue ?? {});
  let client: Client | undefined;

  async function work(args: Args): Promise<RunSummary> {
    const { workflowID = "" } = DBOS;
    const { timeoutMs, ...options } = (job.run ?? {}) as RunOptions;
    const startedAt = await DBOS.now();
    const session = new Session({
      open(sleeping) {
        const { batches } = (client ??= job.client()) as unknown as AnyClient;
        const leftMs = timeoutMs === undefined ? undefined : Math.max(1, startedAt + timeoutMs - Date.now());
        const more = { timeoutMs: leftMs, journal: journalOf(workflowID), ...sleeping };
        return batches.run(() => job.input(args), { ...options, ...more });
      },
      onItem: (item) => job.onItem(item as ItemOf<Client>, args),
    });
    const forget = onShutdown(() => session.close());
    try {
      for (;;) {
        const chunk = await DBOS.runStep(() => session.take(), { name: "items" });
        session.note(chunk);
        if (chunk.summary) return chunk.summary;
        if (chunk.pauseMs !== undefined) await DBOS.sleep(chunk.pauseMs);
      }
    } finally {
      forget();
      await session.close();
    }
  }

  const workflow = DBOS.registerWorkflow(work, { name, maxRecoveryAttempts: MOST_RECOVERIES });
  return {
    async start(args, { id }) {
      await launch();
      const workflowID = `${name} ${id}`;
      await DBOS.startWorkflow(workflow, { workflowID, queueName: name })(args);
      return handleOf(name, id, workflowID);
    },
  };
}

interface AnyClient {
  readonly batches: { run(input: () => unknown, options: RunOptions): Run };
}

function handleOf(queueName: string, id: string, workflowId: string): BatchJobHandle {
  return {
    id,
    workflowId,
    async result() {
      try {
        return await DBOS.retrieveWorkflow<RunSummary>(workflowId).getResult();
      } catch (error) {
        throw revived(error);
      }
    },
    cancel: () => DBOS.cancelWorkflow(workflowId),
    async resume() {
      const found = await DBOS.getWorkflowStatus(workflowId);
      if (found?.status !== "ERROR") return void (await DBOS.resumeWorkflow(workflowId, { queueName }));
      const failed = (await DBOS.listWorkflowSteps(workflowId))?.at(-1);
      await DBOS.rewindWorkflow(workflowId, { queueName, startStep: failed?.functionID ?? 0 });
    },
  };
}

/** DBOS returns stored errors as plain ones with the same fields. Restores the prototype, so that `is` works. */
function revived(error: unknown): unknown {
  const { name } = error as Error;
  const found = (errors as Readonly<Record<string, unknown>>)[name];
  if (error instanceof Error && typeof found === "function")
    Object.setPrototypeOf(error, found.prototype as object);
  return error;
}
