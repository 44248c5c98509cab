/**
 * Runs samples in one process, all at once, each against a simulator of its own: reads `samples.json` beside it, prints
 * what each one printed as one line of JSON. Runs in a folder where batchwire is installed.
 */
import { readFileSync } from "node:fs";
import { formatWithOptions } from "node:util";
import { startSimulator } from "batchwire/simulator";
import { given } from "./given.mjs";

const samples = JSON.parse(readFileSync(new URL("samples.json", import.meta.url), "utf8"));
const stages = new Map();

/** The first statement of a sample: the variables are those of its simulator for as long as its clients are made. */
globalThis.enter = (place) => {
  const { simulator, console, names } = stages.get(place);
  for (const [provider, options] of Object.entries(simulator.options)) {
    for (const [option, value] of Object.entries(options)) {
      const variable = `${provider}_${option.replace(/[A-Z]/g, "_$&")}`.toUpperCase();
      process.env[variable] = value;
    }
  }
  return { ...names, console };
};

async function run({ place, file, declared, fault }) {
  const simulator = await startSimulator();
  const lines = [];
  const log = (...values) => void lines.push(formatWithOptions({ breakLength: 90 }, ...values));
  const names = {};
  for (const name of declared) names[name] = await given(name, simulator);
  stages.set(place, { simulator, console: { ...console, log }, names });
  if (fault) simulator.faults.add({ provider: fault[0], operation: fault[1], fault: fault[2] });
  try {
    await import(`./${file}`);
    return { printed: lines.join("\n") };
  } catch (error) {
    return { printed: lines.join("\n"), error: formatWithOptions({}, error) };
  } finally {
    await simulator.close();
  }
}

const runs = await Promise.all(samples.map(async (sample) => [sample.place, await run(sample)]));
console.log(JSON.stringify(Object.fromEntries(runs)));
process.exit();
