/**
 * `npm run soak [-- calls | run] [--prompts 1000000]`: what only shows in the long run. `calls`: many calls and waits of
 * all clients leave nothing behind. `run`: a million prompts over twelve parts, with faults and three kills. Without a
 * word, both. The last lines hold the figures; the exit code says whether they are good.
 */
import { parseArgs } from "node:util";
import { soakCalls } from "./soak/calls.js";
import { soakRun } from "./soak/run.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prompts: { type: "string", default: "1000000" } },
});
const prompts = Number(values.prompts);
if (!(prompts >= 1_200) || positionals.some((word) => word !== "calls" && word !== "run"))
  throw new Error("usage: npm run soak [-- calls | run] [--prompts <number>]");
const wants = (word: string): boolean => positionals.length === 0 || positionals.includes(word);

let isGood = true;
if (wants("calls")) isGood = (await soakCalls()) && isGood;
if (wants("run")) isGood = (await soakRun(prompts)) && isGood;
if (!isGood) process.exitCode = 1;
