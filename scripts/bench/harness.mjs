/** Runs contestants in turns, each repetition in a new process, and summarizes the samples. */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Starts the loopback server. Resolves to its origin and a function that stops it. */
export async function startServer() {
  const server = fork(file("./server.mjs"));
  const [base] = await once(server, "message");
  return { base, close: () => server.kill() };
}

/** Runs one job in a new process. Resolves to its measurements. */
export async function runJob(job, args, nodeFlags = []) {
  const child = spawn(process.execPath, [...nodeFlags, file("./child.mjs"), job, JSON.stringify(args)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  const [code, signal] = await once(child, "close");
  if (code !== 0) throw new Error(`${job} ${JSON.stringify(args)} ended with ${code ?? signal}\n${err}`);
  return JSON.parse(out.slice(out.lastIndexOf("\n", out.length - 2) + 1));
}

/**
 * Measures contestants in turns, so that other load on the machine affects all of them alike.
 * `contestants` maps names to functions that run one repetition. Resolves to the samples per name.
 */
export async function inTurns(title, repetitions, contestants) {
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 1; round <= repetitions; round++) {
    for (const [name, measure] of Object.entries(contestants)) {
      samples[name].push(await measure());
    }
    process.stderr.write(`${title}: ${round} of ${repetitions}\n`);
  }
  return samples;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Ratios within each round, whose samples had the same load. */
export const ratios = (samples, others) => samples.map((value, round) => value / others[round]);

const figure = (value) => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** `median (min–max) unit` */
export function spread(values, unit) {
  return `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))}) ${unit}`;
}

/** A comparison for the table: the median of the ratios and their range. */
export const times = (values) => spread(values, "×");

/** One row of the table. `met`: undefined if the row has no target. */
export function row(what, ours, others, bar = "", met = undefined) {
  return { what, ours, others, bar, met };
}

const MARKS = new Map([
  [true, "met"],
  [false, "**missed**"],
]);

export const TABLE_HEAD = "| what | batchwire | beside it | bar |\n| --- | --- | --- | --- |";

export function tableRow({ what, ours, others, bar, met }) {
  const verdict = met === undefined ? bar : `${bar}: ${MARKS.get(met)}`;
  return `| ${what} | ${ours} | ${others} | ${verdict} |`;
}
