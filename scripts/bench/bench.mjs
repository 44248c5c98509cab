/**
 * `npm run bench`: measures our clients beside the vendors' on a loopback server and prints a Markdown table. Progress
 * goes to stderr.
 *
 *   npm run bench                      everything, about a quarter of an hour
 *   npm run bench -- --quick           smaller files, three repetitions: for a first look, not for the record
 *   npm run bench -- results submit    only these rows
 *   npm run bench -- --repetitions 9   default 5
 *   npm run bench -- --dist <folder>   another build than ./dist, which is then not rebuilt
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startServer, TABLE_HEAD, tableRow } from "./harness.mjs";
import { get } from "./rows/get.mjs";
import { getOverNodeFetch, resultsOverNodeFetch } from "./rows/node-fetch.mjs";
import { longLines, memory, rawLines, resultsOfOpenAI, throughput } from "./rows/results.mjs";
import { submit, submitToOpenAI, submitWithJournal } from "./rows/submit.mjs";
import { watchAll } from "./rows/watch-all.mjs";
import { bundles, gen, imports } from "./rows/weight.mjs";

const root = resolve(import.meta.dirname, "../..");
const groups = {
  results: throughput,
  raw: rawLines,
  lines: longLines,
  memory,
  "openai-results": resultsOfOpenAI,
  submit,
  "openai-submit": submitToOpenAI,
  journal: submitWithJournal,
  "watch-all": watchAll,
  get,
  "node-get": getOverNodeFetch,
  "node-results": resultsOverNodeFetch,
  import: imports,
  bundle: bundles,
  gen,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    repetitions: { type: "string" },
    dist: { type: "string" },
  },
});

function npm(...args) {
  // stdout is for the table only.
  const { status } = spawnSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed`);
}

function prepare() {
  if (!existsSync(join(import.meta.dirname, "node_modules"))) npm("ci", "--prefix", "scripts/bench");
  if (values.dist === undefined) npm("run", "build");
  return resolve(root, values.dist ?? "dist");
}

function machine() {
  const [{ model }] = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${model.trim()}, ${memoryGiB} GiB`;
}

async function main() {
  const unknown = positionals.filter((name) => !(name in groups));
  if (unknown.length > 0) {
    throw new Error(`no rows ${unknown.join(", ")}; there are: ${Object.keys(groups).join(", ")}`);
  }
  const chosen = Object.keys(groups).filter((name) => positionals.length === 0 || positionals.includes(name));
  const dist = prepare();
  const { base, close } = await startServer();
  const { quick } = values;
  const repetitions = Number(values.repetitions ?? (quick ? 3 : 5));
  try {
    console.log(
      `${machine()}. Medians of ${repetitions} interleaved repetitions (min–max).\n\n${TABLE_HEAD}`,
    );
    // Printed at once, so that nothing is lost if the run is stopped.
    for (const name of chosen) {
      const rows = await groups[name]({ where: { base, dist }, repetitions, quick });
      for (const row of rows) console.log(tableRow(row));
    }
  } finally {
    close();
  }
}

await main();
