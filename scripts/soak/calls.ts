/**
 * Leak test: 10,000 calls and 1,000 waits of all clients against the simulator, in one process, with one abort signal.
 * Afterwards there must be no warning, listener, socket or timer, and no more memory in use.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { startSimulator, type Simulator } from "../../src/simulator/index.js";
import { countedSignal } from "../../test/support/counted-signal.js";
import { providerNames } from "../providers.js";
import type { Job } from "./job.js";

const CALLS = 10_000;
const WAITS = 1_000;
const AT_ONCE = 32;
const MOST_HEAP_MB = 10;

const warnings: string[] = [];
process.on("warning", ({ name, message }) => warnings.push(`${name}: ${message}`));

async function inParallel(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

interface NamedJob extends Job {
  readonly name: string;
}

/** The job of each provider: its file creates the client, and one batch to read. */
async function jobsOn(simulator: Simulator): Promise<NamedJob[]> {
  const files = providerNames().map((name) => ({ name, url: new URL(`${name}.ts`, import.meta.url) }));
  const jobs = files.map(async ({ name, url }) => {
    const { prepare } = (await import(url.href)) as { prepare: (simulator: Simulator) => Promise<Job> };
    return { name, ...(await prepare(simulator)) };
  });
  return Promise.all(jobs);
}

/** Makes `calls` calls and `waits` waits. Returns the number of listeners left on the signal. */
async function run(calls: number, waits: number): Promise<number> {
  // A virtual minute takes 50 ms: waits are short, and a token still outlives a call.
  const simulator = await startSimulator({ timeScale: 1_200 });
  const { signal, listeners } = countedSignal();
  try {
    const jobs = await jobsOn(simulator);
    await inParallel(calls + waits, async (index) => {
      const job = jobs[index % jobs.length]!;
      const isWait =
        Math.floor(((index + 1) * waits) / (calls + waits)) > Math.floor((index * waits) / (calls + waits));
      if (!isWait) {
        await job.calls[Math.floor(index / jobs.length) % job.calls.length]!(signal);
        return;
      }
      const { phase } = await job.wait(signal);
      if (phase !== "ended") throw new Error(`${job.name}: a wait that ended in phase ${phase}`);
    });
  } finally {
    await simulator.close();
  }
  return listeners();
}

/** The heap after garbage collection. Objects with finalizers take several rounds. */
async function heapMb(): Promise<number> {
  if (gc === undefined) throw new Error("run me with --expose-gc");
  for (let round = 0; round < 5; round++) {
    gc();
    await sleep(50);
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Prints the figures. Returns whether they are within the limits. */
export async function soakCalls(): Promise<boolean> {
  const startedAtMs = performance.now();
  // The first calls compile code and fill caches.
  await run(400, 40);
  const before = await heapMb();
  const listeners = await run(CALLS, WAITS);
  const grown = (await heapMb()) - before;
  const left = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Immediate/.test(name));
  const seconds = (performance.now() - startedAtMs) / 1_000;

  for (const warning of warnings) console.error(warning);
  const good = grown <= MOST_HEAP_MB && left.length + warnings.length + listeners === 0;
  console.log(
    `soak of calls: ${CALLS} calls and ${WAITS} waits in ${seconds.toFixed(0)} s; ${warnings.length} warnings, ` +
      `${listeners} listeners, ${left.length} sockets and timers left, heap ${grown < 0 ? "" : "+"}${grown.toFixed(1)} MB` +
      (good ? "" : ` (bad: ${left.join(" ")})`),
  );
  return good;
}
