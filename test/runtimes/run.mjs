// `npm run test:runtimes`: starts the simulator in Node and lets each runtime do the smoke tests.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startSimulator } from "../../dist/src/simulator/index.js";

const run = promisify(execFile);
const bin = (name) => join(import.meta.dirname, "node_modules/.bin", name);
const file = (name) => join(import.meta.dirname, name);
// The clients need no more than these rights; a journal reads, writes, and looks after other processes.
const clientRights = ["--allow-net", "--allow-env", "--allow-read"];
const runtimes = {
  node: { command: process.execPath, clients: [], journal: [] },
  bun: { command: bin("bun"), clients: ["run"], journal: ["run"] },
  deno: { command: bin("deno"), clients: ["run", ...clientRights], journal: ["run", "--allow-all"] },
};

const simulator = await startSimulator();
const folder = await mkdtemp(join(tmpdir(), "batchwire-runtimes-"));
let failed = 0;

async function check(label, command, args) {
  const result = await run(command, args, { timeout: 60_000 }).catch((error) => ({
    stdout: "",
    stderr: error.stderr || error.message,
  }));
  const passed = result.stdout.trim() === "ok";
  if (!passed) failed++;
  console.log(passed ? `✓ ${label}` : `✗ ${label}\n${result.stderr}`);
}

for (const [name, { command, clients, journal }] of Object.entries(runtimes)) {
  const { stdout: version } = await run(command, ["--version"]);
  const label = `${name} ${version.split("\n")[0].replace(/^\D*/, "").split(" ")[0]}`;
  await check(`${label}: clients`, command, [
    ...clients,
    file("smoke.mjs"),
    JSON.stringify(simulator.options),
  ]);
  await check(`${label}: journal`, command, [...journal, file("journal.mjs"), join(folder, name)]);
}
await check("workerd: the example of a worker", process.execPath, [file("worker.mjs")]);
await simulator.close();
await rm(folder, { recursive: true });
process.exitCode = failed;
