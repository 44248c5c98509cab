/**
 * Three workers and thirty jobs over all providers; workers are killed at random, and Postgres twice. What the simulator
 * holds in the end, and what was handed over, is compared with the inputs.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
const FORMS: readonly Form[] = ["array", "generator", "async"];
const TSX = ["--import", "tsx"];

/** Workers are killed until `mostKills`, or until all jobs are done: about one in a second. */
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
    const kills = await untilDone(new Fleet(program, task), mostKills, cluster);
    const handedOver = new Set((await readFile(delivered, "utf8")).split("\n"));
    return { jobs: JOBS, kills, ...(await compare(jobs, options, handedOver)) };
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

class Fleet {
  readonly #args: readonly string[];
  readonly #workers: Program[];
  isDone = false;
  readonly #finished: Promise<void>;
  #finish: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;
  #crashes = 0;

  constructor(program: string, task: FleetTask) {
    this.#args = [program, JSON.stringify(task)];
    this.#finished = new Promise((resolve, reject) => ([this.#finish, this.#fail] = [resolve, reject]));
    this.#finished.catch(() => (this.isDone = true));
    this.#workers = Array.from({ length: WORKERS }, (_, place) => this.#start(place));
  }

  #start(place: number): Program {
    const worker = start(this.#args);
    void this.#listen(worker);
    void worker.ended.then((end) => {
      if (this.isDone) return;
      // A worker that ends by itself is no kill: its supervisor starts it again.
      if (end !== "killed" && ++this.#crashes > MOST_CRASHES)
        this.#fail(new Error(`workers end by themselves: ${end}`));
      else this.#workers[place] = this.#start(place);
    });
    return worker;
  }

  async #listen(worker: Program): Promise<void> {
    for (let line = await worker.line(); line !== ""; line = await worker.line()) {
      if (line !== "done") continue;
      this.isDone = true;
      this.#finish();
    }
  }

  async kill(place: number): Promise<void> {
    const worker = this.#workers[place];
    worker?.process.kill("SIGKILL");
    await worker?.ended;
  }

  async finish(): Promise<void> {
    await this.#finished;
    await Promise.all(this.#workers.map((_, place) => this.kill(place)));
  }
}

async function untilDone(fleet: Fleet, mostKills: number, cluster: Cluster): Promise<number> {
  const restarts = [Math.ceil(mostKills / 3), Math.ceil((2 * mostKills) / 3)];
  let kills = 0;
  while (kills < mostKills && !fleet.isDone) {
    await sleep(500 + 1_000 * Math.random());
    await fleet.kill(Math.floor(WORKERS * Math.random()));
    if (restarts.includes(++kills)) cluster.restart();
  }
  await fleet.finish();
  return kills;
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
