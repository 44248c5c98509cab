// `npm run test:runtimes`: starts the simulator in Node and lets each runtime do the smoke test against it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startSimulator } from "../../dist/src/simulator/index.js";

const run = promisify(execFile);
const bin = (name) => join(import.meta.dirname, "node_modules/.bin", name);
const smoke = join(import.meta.dirname, "smoke.mjs");
const runtimes = {
  node: [process.execPath],
  bun: [bin("bun"), "run"],
  deno: [bin("deno"), "run", "--allow-net", "--allow-env", "--allow-read"],
};

const simulator = await startSimulator();
let failed = 0;
for (const [name, [command, ...args]] of Object.entries(runtimes)) {
  const { stdout: version } = await run(command, ["--version"]);
  const label = `${name} ${version.split("\n")[0].replace(/^\D*/, "").split(" ")[0]}`;
  const result = await run(command, [...args, smoke, JSON.stringify(simulator.options)], {
    timeout: 60_000,
  }).catch((error) => ({ stdout: "", stderr: error.stderr || error.message }));
  const passed = result.stdout.trim() === "ok";
  if (!passed) failed++;
  console.log(passed ? `✓ ${label}` : `✗ ${label}\n${result.stderr}`);
}
await simulator.close();
process.exitCode = failed;
