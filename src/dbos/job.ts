/**
 * A batch job as a durable workflow.
 *
 *     step: run until it sleeps or has brought enough ─► items handed over, written down ─► durable sleep ─► step …
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
  /** Also the name of its queue. Jobs that run have it: it stays through deploys. */
  readonly name: string;
  /** Called once in each process. */
  readonly client: () => Client;
  /** The input, the same whenever it is read for the same arguments. */
  readonly input: (args: Args) => InputOf<Client>;
  /** Called for each item at least once, one at a time. What it throws is tried again. */
  readonly onItem: (item: ItemOf<Client>, args: Args) => unknown;
  /** `timeoutMs` counts from the start of the job. */
  readonly run?: OptionsOf<Client> | undefined;
  readonly queue?: QueueOptions | undefined;
}

export interface BatchJob<Args> {
  /**
   * Puts the job into its queue. The same id is the same job, on any machine: it is started once.
   * @param args Plain data.
   */
  start(args: Args, options: { readonly id: string }): Promise<BatchJobHandle>;
}

export interface BatchJobHandle {
  readonly id: string;
  /** The id of the workflow, for the tools of DBOS. */
  readonly workflowId: string;
  /** @throws what `run` throws, once trying again is of no use */
  result(): Promise<RunSummary>;
  /** Sends nothing more and hands nothing over, once its step has ended. Batches that are out stay as they are. */
  cancel(): Promise<void>;
  /** Goes on with a job that was canceled or has failed. */
  resume(): Promise<void>;
}

// How often a job may be begun again: no number of deploys is too many.
const MOST_RECOVERIES = 1_000_000;

/**
 * Defines a job; to be called before `launch`, in every process that starts it or works on it. Its submission is journaled
 * in the Postgres of DBOS, its waits are durable sleeps, and what it has handed over is written down every 1,000 items or
 * 5 seconds: a worker may be killed at any instant, another one goes on, and nothing is sent twice.
 *
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

/** An error that was stored is a plain one with its old fields: `is` of its class shall know it. */
function revived(error: unknown): unknown {
  const { name } = error as Error;
  const found = (errors as Readonly<Record<string, unknown>>)[name];
  if (error instanceof Error && typeof found === "function")
    Object.setPrototypeOf(error, found.prototype as object);
  return error;
}
