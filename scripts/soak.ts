/**
 * `npm run soak [-- calls | run | chaos] [--prompts 1000000] [--rounds 5] [--seed 1]`: what only shows in the long run.
 * `calls`: many calls and waits of all clients leave nothing behind. `run`: a million prompts over twelve parts, with faults
 * and three kills. `chaos`: parts that leave while they are read, broken off, aborted and killed. Without a word, all of
 * them. The last lines hold the figures; the exit code says whether they are good.
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
