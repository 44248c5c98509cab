/**
 * `npm run soak [-- calls | run | chaos] [--prompts 1000000] [--rounds 5] [--seed 1]`: tests that take long, all by
 * default. `calls`: leaks of many calls and waits. `run`: a million prompts in twelve parts, with faults and three kills.
 * `chaos`: uploads of large parts that are broken off, aborted and killed. The last lines have the figures.
 */
import { parseArgs } from "node:util";
import { soakCalls } from "./soak/calls.js";
import { soakChaos } from "./soak/chaos.js";
import { soakRun } from "./soak/run.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    prompts: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
  },
});
const [prompts, rounds, seed] = [Number(values.prompts), Number(values.rounds), Number(values.seed)];
const isKnown = positionals.every((word) => ["calls", "run", "chaos"].includes(word));
if (!(prompts >= 1_200) || !(rounds > 0) || Number.isNaN(seed) || !isKnown)
  throw new Error(
    "usage: npm run soak [-- calls | run | chaos] [--prompts <number>] [--rounds <number>] [--seed <number>]",
  );
const wants = (word: string): boolean => positionals.length === 0 || positionals.includes(word);

let isGood = true;
if (wants("calls")) isGood = (await soakCalls()) && isGood;
if (wants("run")) isGood = (await soakRun(prompts)) && isGood;
if (wants("chaos")) isGood = (await soakChaos(rounds, seed)) && isGood;
if (!isGood) process.exitCode = 1;
