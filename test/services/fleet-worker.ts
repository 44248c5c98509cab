/**
 * One of the workers of a fleet: defines a job for each provider and starts all jobs there are, as each of its like does.
 * Says `done` when all have ended.
 */
import { appendFileSync } from "node:fs";
import { type BatchJobHandle, defineBatchJob, launch } from "../../src/dbos/index.js";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import { type Form, type Provider, PROVIDERS, type Sender, senderOf } from "../crash/senders.js";

export interface FleetJob {
  readonly provider: Provider;
  readonly id: string;
  readonly form: Form;
  readonly items: readonly number[];
}

export interface FleetTask {
  readonly databaseUrl: string;
  readonly options: SimulatorOptions;
  readonly jobs: readonly FleetJob[];
  /** A line for each item that was handed over. */
  readonly delivered: string;
}

const task = JSON.parse(process.argv[2] ?? "") as FleetTask;

const senders: Sender[] = [];
const definitions = PROVIDERS.map((provider) => {
  const sender = senderOf(provider, task.options);
  senders.push(sender);
  const definition = defineBatchJob({
    name: provider,
    client: () => sender.client,
    input: ({ items, form }: FleetJob) => sender.input(items, form),
    onItem: ({ position }, { items }) =>
      appendFileSync(task.delivered, `${provider} ${items[position] ?? "unknown"}\n`),
    run: {
      maxItemsPerBatch: 2,
      reconcile: { settleMs: 300 },
      schedule: { initialMs: 200, maxMs: 1_000 },
    },
  });
  return [provider, definition] as const;
});
const jobs = new Map(definitions);

// As after a deploy: what is defined differs from worker to worker.
defineBatchJob({
  name: `of ${process.pid}`,
  client: () => senderOf("sinch", task.options).client,
  input: () => [] as never,
  onItem: () => undefined,
});

// The simulator's clock runs so fast that only who has read it before a call can tell later when that was.
await Promise.all(senders.map((sender) => sender.look()));
await launch({ databaseUrl: task.databaseUrl, name: "fleet" });
console.log("ready");
const handles: BatchJobHandle[] = [];
for (const job of task.jobs) {
  const definition = jobs.get(job.provider);
  if (definition) handles.push(await definition.start(job, { id: job.id }));
}
await Promise.all(handles.map((handle) => handle.result()));
console.log("done");
