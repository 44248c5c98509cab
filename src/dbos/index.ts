/**
 * Batch jobs on many machines, as durable DBOS workflows on Postgres, without a server of their own. Needs two
 * packages: `npm install @dbos-inc/dbos-sdk pg`.
 */
export type { RunItem, RunSummary } from "../core/batch/run/types.js";
export {
  type BatchClient,
  type BatchJob,
  type BatchJobDefinition,
  type BatchJobHandle,
  defineBatchJob,
  type InputOf,
  type ItemOf,
  type OptionsOf,
} from "./job.js";
export { jobsVersion, launch, type LaunchOptions, type QueueOptions } from "./worker.js";
