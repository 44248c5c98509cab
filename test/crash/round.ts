/** One round of crashes: a simulator, and workers that are killed and started again until all is sent; then what it holds. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import type { JournalSpec } from "../journal/back-ends.js";
import { bundled, start } from "../support/program.js";
import { type Form, type Provider, PROVIDERS, type Sender, senderOf } from "./senders.js";
import type { Death, Job } from "./worker.js";

/** Deaths of one submission, one for each start of its worker; then it is left alone. A number: so many ms after its start. */
export interface Campaign {
  readonly provider: Provider;
  readonly form: Form;
  readonly deaths: readonly (Death | number)[];
}

export interface Tally {
  kills: number;
  /** Items that the provider holds more than once, and those that it does not hold. */
  doubled: number;
  lost: number;
  /** Starts of a worker beyond those after a kill. */
  repeats: number;
}

const PARTS = 3;
const ITEMS_PER_BATCH = 2;
const ITEMS = PARTS * ITEMS_PER_BATCH;
const MOST_REPEATS = 20;
const TSX = ["--import", "tsx"];

/** `journal`: the spec of a new journal, in words. */
export type NewJournal = (folder: string, run: string) => JournalSpec;

export async function crashRound(campaigns: readonly Campaign[], journal: NewJournal): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "batchwire-crash-"));
  const simulator = start([...TSX, join(import.meta.dirname, "simulator.ts")]);
  try {
    const worker = [await bundled(join(import.meta.dirname, "worker.ts"), folder)];
    const options = JSON.parse(await simulator.line()) as SimulatorOptions;
    const lanes = PROVIDERS.map((provider) => {
      const own = campaigns.filter((campaign) => campaign.provider === provider);
      return crashLane(provider, own, { options, folder, journal, worker });
    });
    return sum(await Promise.all(lanes));
  } finally {
    simulator.process.kill("SIGKILL");
    await simulator.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly options: SimulatorOptions;
  readonly folder: string;
  readonly journal: NewJournal;
  /** What Node is told to start a worker. */
  readonly worker: readonly string[];
}

/** The campaigns of one provider, one after the other. */
async function crashLane(provider: Provider, campaigns: readonly Campaign[], place: Place): Promise<Tally> {
  if (campaigns.length === 0) return sum([]);
  const neighbor = new Neighbor(provider, place.options);
  await neighbor.sender.prepare();
  const tallies: Tally[] = [];
  for (const [index, { form, deaths }] of campaigns.entries()) {
    const items = Array.from({ length: ITEMS }, (_, at) => index * ITEMS + at);
    const journal = place.journal(place.folder, `${provider}-${index}`);
    const job = { provider, form, items, journal, options: place.options, itemsPerBatch: ITEMS_PER_BATCH };
    tallies.push(await untilDone(job, deaths, { worker: place.worker, neighbor }));
  }
  const sent = Array.from({ length: campaigns.length * ITEMS }, (_, item) => item);
  return sum([...tallies, await compare(sent, neighbor.sender)]);
}

interface Scene {
  readonly worker: readonly string[];
  readonly neighbor: Neighbor;
}

async function untilDone(job: Job, deaths: readonly (Death | number)[], scene: Scene): Promise<Tally> {
  const tally = sum([]);
  const left = [...deaths];
  for (;;) {
    const death = left.shift();
    const end = await live(job, death, scene);
    if (end === "killed") tally.kills++;
    else if (end === "done") return tally;
    else if (++tally.repeats > MOST_REPEATS) throw new Error(`${job.provider}: no end in sight: ${end}`);
  }
}

/** One life of a worker: how it ended, or what it said when it failed. */
async function live(job: Job, death: Death | number | undefined, scene: Scene): Promise<string> {
  const dieAt = typeof death === "number" ? undefined : death;
  const worker = start([...scene.worker, JSON.stringify({ ...job, dieAt })]);
  await worker.line();
  const beside = scene.neighbor.send();
  const alarm =
    typeof death === "number" ? setTimeout(() => worker.process.kill("SIGKILL"), death) : undefined;
  const end = await worker.ended;
  clearTimeout(alarm);
  await beside;
  return end;
}

/** Another process with the same account, which sends batches of the same size at the same time. */
class Neighbor {
  readonly sender: Sender;
  #next = 50_000;

  constructor(provider: Provider, options: SimulatorOptions) {
    this.sender = senderOf(provider, options);
  }

  async send(): Promise<void> {
    const items = Array.from({ length: ITEMS_PER_BATCH }, () => this.#next++);
    await this.sender.submit(items, "array", {}).collect();
  }
}

async function compare(sent: readonly number[], sender: Sender): Promise<Tally> {
  const counts = new Map<number, number>();
  for await (const item of sender.held()) counts.set(item, (counts.get(item) ?? 0) + 1);
  const doubled = sent.filter((item) => (counts.get(item) ?? 0) > 1).length;
  const lost = sent.filter((item) => !counts.has(item)).length;
  return { ...sum([]), doubled, lost };
}

export function sum(tallies: readonly Tally[]): Tally {
  const total = { kills: 0, doubled: 0, lost: 0, repeats: 0 };
  for (const { kills, doubled, lost, repeats } of tallies) {
    total.kills += kills;
    total.doubled += doubled;
    total.lost += lost;
    total.repeats += repeats;
  }
  return total;
}
