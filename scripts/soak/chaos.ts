/**
 * Sends campaigns of large parts through proxies that break connections at any byte, with every `fetch` and form of input,
 * with and without a journal, aborted and killed. The provider must have each item with its text once, in the batch that
 * the submission reports for it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "../../src/simulator/random.js";
import { providerNames } from "../providers.js";
import {
  due,
  FETCHES,
  FORMS,
  type Content,
  type ChaosJob,
  sizeOf,
  type WorkerReport,
  VERBS,
} from "./chaos-plan.js";
import type { ServerMessage } from "./chaos-server.js";

interface Tally {
  campaigns: number;
  faults: number;
  kills: number;
  lost: number;
  doubled: number;
  wrong: number;
}
const none = (): Tally => ({ campaigns: 0, faults: 0, kills: 0, lost: 0, doubled: 0, wrong: 0 });

const LONGEST_LIFE_MS = 120_000;

type Received = readonly { readonly id: string; readonly content: Content }[];

function program(name: string, argument: string): ChildProcess {
  const stdio = ["ignore", "inherit", "inherit", "ipc"] as const;
  return fork(join(import.meta.dirname, name), [argument], {
    execArgv: ["--import", "tsx"],
    stdio: [...stdio],
  });
}

/** Prints the figures. Returns whether nothing was lost, doubled or wrong. */
export async function soakChaos(rounds: number, seed: number): Promise<boolean> {
  const startedAtMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "batchwire-chaos-"));
  const server = program("chaos-server.ts", String(seed));
  const random = createRandom(seed, "campaigns");
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)] as T;
  const tallies = new Map(providerNames().map((name) => [name, none()]));
  let onMessage = (_: ServerMessage): void => undefined;
  server.on("message", (message: ServerMessage) => onMessage(message));
  const messageWith = <Key extends string>(
    key: Key,
  ): Promise<Extract<ServerMessage, { readonly [K in Key]: unknown }>> =>
    new Promise((resolve) => {
      onMessage = (message) =>
        key in message && resolve(message as Extract<ServerMessage, { readonly [K in Key]: unknown }>);
    });
  try {
    const { options } = await messageWith("options");
    for (let count = 0; count < rounds * tallies.size; count++) {
      const provider = providerNames()[count % tallies.size] as string;
      const tally = tallies.get(provider) as Tally;
      const number = 200 + (count % 800);
      const job: ChaosJob = {
        ...{ provider, number, options: options[provider] as object },
        ...{ fetch: pick(FETCHES), verb: pick(VERBS), form: pick(FORMS), parts: 2 + random.below(2) },
        journal: random.next() < 0.6 ? join(folder, `${number}.journal`) : undefined,
        aborts: [],
      };
      const isAborted = random.next() < 0.4 && (job.journal !== undefined || job.verb === "submit");
      const aborts = isAborted ? Array.from({ length: 2 }, () => random.below(300)) : [];
      const deaths = job.journal === undefined || random.next() < 0.4 ? 0 : 1 + random.below(3);
      const problems: string[] = [];
      let report: WorkerReport | undefined;
      for (let life = 0; report === undefined && life <= deaths; life++) {
        const worker = program("chaos-worker.ts", JSON.stringify({ ...job, aborts }));
        worker.on("message", (message: WorkerReport) => (report = message));
        let left = 1 + random.below(4);
        const at = pick(["upload", "upload", "results"]);
        const delayMs = random.below(250);
        onMessage = (message) => {
          if ("fault" in message) tally.faults++;
          if (life === deaths || !("at" in message) || message.at !== at || --left !== 0) return;
          setTimeout(() => worker.kill("SIGKILL") && tally.kills++, delayMs);
        };
        const timeout = setTimeout(() => worker.kill("SIGTERM"), LONGEST_LIFE_MS);
        const [code, signal] = (await once(worker, "exit")) as [number | null, string | null];
        clearTimeout(timeout);
        if (code !== 0 && signal !== "SIGKILL") problems.push(`the worker ended with ${code ?? signal}`);
      }
      server.send("received");
      const { received } = await messageWith("received");
      tally.campaigns++;
      problems.push(...problemsOf(job, report, received, tally));
      tally.wrong += problems.length;
      const { options: _, ...kind } = job;
      if (problems.length > 0)
        console.log(
          `  ${JSON.stringify({ seed, count, ...kind, aborts })}: ${problems.join("; ").slice(0, 2_000)}`,
        );
    }
  } finally {
    server.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
  const total = none();
  const line = (t: Tally): string =>
    `${t.campaigns} campaigns, ${t.faults} faults, ${t.kills} kills: ${t.lost} lost, ${t.doubled} twice, ${t.wrong} wrong`;
  for (const [provider, tally] of tallies) {
    console.log(`  ${provider}: ${line(tally)}`);
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
  }
  const isGood = total.lost + total.doubled + total.wrong === 0;
  const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
  console.log(`soak of chaos: ${line(total)}, seed ${seed}, ${seconds} s${isGood ? "" : " (bad)"}`);
  return isGood;
}

/** Compares what was sent with what the provider received. Returns the problems. */
function problemsOf(
  job: ChaosJob,
  report: WorkerReport | undefined,
  received: Received,
  tally: Tally,
): readonly string[] {
  const size = sizeOf(job);
  const times = new Map<string, number>();
  for (const [key] of received.flatMap(({ content }) => content)) times.set(key, (times.get(key) ?? 0) + 1);
  const all = due(job, 0, size);
  tally.doubled += all.filter(([key]) => (times.get(key) ?? 0) > 1).length;
  tally.lost += all.filter(([key]) => !times.has(key)).length;
  if (report === undefined) return ["the worker sent no report"];
  const problems = [...report.wrong];
  let at = 0;
  for (const { id, from, to } of report.parts) {
    if (from !== at) problems.push(`a part from ${from}, after one to ${at}`);
    at = to;
    const content = received.find((batch) => batch.id === id)?.content;
    if (JSON.stringify(content) !== JSON.stringify(due(job, from, to)))
      problems.push(`${id} holds ${content?.length} others than ${from} to ${to}`);
  }
  if (at !== size) problems.push(`the last part ends at ${at}, not at ${size}`);
  if (received.length !== report.parts.length)
    problems.push(`${received.length} batches for ${report.parts.length} parts`);
  return problems;
}
