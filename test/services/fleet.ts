/**
 * Three workers and thirty jobs over all providers; workers are killed at random, and Postgres twice. What the simulator
 * holds in the end, and what was handed over, is compared with the inputs.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import { type Form, type Provider, PROVIDERS, senderOf } from "../crash/senders.js";
import { bundled, type Program, start } from "../support/program.js";
import type { FleetJob, FleetTask } from "./fleet-worker.js";
import { Cluster } from "./server.js";

export interface FleetTally {
  readonly jobs: number;
  readonly kills: number;
  /** Items that a provider holds more than once. */
  readonly doubled: number;
  /** Items that a provider does not hold, or that were not handed over. */
  readonly lost: number;
}

const WORKERS = 3;
const JOBS = 30;
const ITEMS = 6;
const MOST_CRASHES = 20;
/** Of a worker that is ready: with three of them, somebody dies in about every second. */
const LONGEST_LIFE_MS = 5_000;
const FORMS: readonly Form[] = ["array", "generator", "async"];
const TSX = ["--import", "tsx"];

/** Workers are killed `mostKills` times, or until all jobs are done. */
export async function fleetRound(mostKills: number): Promise<FleetTally> {
  const folder = await mkdtemp(join(tmpdir(), "batchwire-fleet-"));
  const cluster = await Cluster.start();
  const simulator = start([...TSX, join(import.meta.dirname, "../crash/simulator.ts")]);
  try {
    const program = await bundled(join(import.meta.dirname, "fleet-worker.ts"), folder);
    const options = JSON.parse(await simulator.line()) as SimulatorOptions;
    for (const provider of PROVIDERS) await senderOf(provider, options).prepare();
    const delivered = join(folder, "delivered");
    await writeFile(delivered, "");
    const jobs = Array.from({ length: JOBS }, (_, index) => jobOf(index));
    const task: FleetTask = { databaseUrl: cluster.url, options, jobs, delivered };
    const restarts = [1, 2].map((nth) => Math.min(4 * nth, Math.ceil((nth * mostKills) / 3)));
    const fleet = new Fleet(program, task, mostKills, (count) => {
      if (restarts.includes(count)) cluster.restart();
    });
    await fleet.run();
    const handedOver = new Set((await readFile(delivered, "utf8")).split("\n"));
    return { jobs: JOBS, kills: fleet.kills, ...(await compare(jobs, options, handedOver)) };
  } finally {
    simulator.process.kill("SIGKILL");
    await simulator.ended;
    cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function jobOf(index: number): FleetJob {
  const provider = PROVIDERS[index % PROVIDERS.length] as Provider;
  const form = FORMS[Math.floor(index / PROVIDERS.length) % FORMS.length] as Form;
  const items = Array.from({ length: ITEMS }, (_, at) => index * ITEMS + at);
  return { provider, id: String(index), form, items };
}

/** Workers that are started again whenever they end, and of which most are killed soon after they have begun to work. */
class Fleet {
  kills = 0;
  readonly #args: readonly string[];
  readonly #mostKills: number;
  readonly #onKill: (count: number) => void;
  readonly #living = new Set<Program>();
  readonly #finished: Promise<void>;
  #finish: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;
  #isOver = false;
  #crashes = 0;

  constructor(program: string, task: FleetTask, mostKills: number, onKill: (count: number) => void) {
    this.#args = [program, JSON.stringify(task)];
    [this.#mostKills, this.#onKill] = [mostKills, onKill];
    this.#finished = new Promise((resolve, reject) => ([this.#finish, this.#fail] = [resolve, reject]));
  }

  /** Resolves once a worker has seen the end of all jobs. */
  async run(): Promise<void> {
    for (let count = 0; count < WORKERS; count++) void this.#live();
    try {
      await this.#finished;
    } finally {
      this.#isOver = true;
      const left = [...this.#living];
      for (const { process } of left) process.kill("SIGKILL");
      await Promise.all(left.map(({ ended }) => ended));
    }
  }

  async #live(): Promise<void> {
    while (!this.#isOver) {
      const worker = start(this.#args);
      this.#living.add(worker);
      void this.#listen(worker);
      const end = await worker.ended;
      this.#living.delete(worker);
      if (this.#isOver) return;
      if (end === "killed") this.#onKill(++this.kills);
      // A worker that ends by itself is no kill: its supervisor starts it again.
      else if (++this.#crashes > MOST_CRASHES) this.#fail(new Error(`workers end by themselves: ${end}`));
    }
  }

  async #listen(worker: Program): Promise<void> {
    for (let line = await worker.line(); line !== ""; line = await worker.line()) {
      if (line === "done") this.#finish();
      if (line !== "ready" || this.kills >= this.#mostKills) continue;
      const death = setTimeout(() => worker.process.kill("SIGKILL"), LONGEST_LIFE_MS * Math.random());
      void worker.ended.then(() => clearTimeout(death));
    }
  }
}

async function compare(
  jobs: readonly FleetJob[],
  options: SimulatorOptions,
  handedOver: ReadonlySet<string>,
) {
  let [doubled, lost] = [0, 0];
  for (const provider of PROVIDERS) {
    const counts = new Map<number, number>();
    for await (const item of senderOf(provider, options).held())
      counts.set(item, (counts.get(item) ?? 0) + 1);
    for (const item of jobs.filter((job) => job.provider === provider).flatMap(({ items }) => items)) {
      if ((counts.get(item) ?? 0) > 1) doubled++;
      if (!counts.has(item) || !handedOver.has(`${provider} ${item}`)) lost++;
    }
  }
  return { doubled, lost };
}
