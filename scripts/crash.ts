/**
 * `npm run crash -- --kills 1000 [--journal sqlite|postgres]`: kills workers that submit with a journal, restarts them
 * until all is sent, and compares the batches of the simulator with the input. The last line has the figures.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { planRound, planWide } from "../test/crash/plan.js";
import { crashRound, type NewJournal, sum, type Tally } from "../test/crash/round.js";
import { connect } from "../test/services/drivers.js";
import { someServer } from "../test/services/server.js";

const RANDOM_KILLS = 8;
const TABLE = "batchwire_crash";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "1000" }, journal: { type: "string", default: "file" } },
});
const wanted = Number(values.kills);

const server = values.journal === "postgres" ? await someServer() : undefined;

const JOURNALS: Readonly<Record<string, NewJournal>> = {
  file: (folder, run) => ({ kind: "file", path: join(folder, `${run}.journal`) }),
  sqlite: (folder, run) => ({ kind: "sqlite", path: join(folder, "journals.sqlite"), run }),
  postgres: (_folder, run) => ({
    kind: "postgres",
    driver: "pg",
    url: server?.url ?? "",
    run: `${process.pid}-${Date.now()}-${run}`,
    table: TABLE,
  }),
};
const journal = JOURNALS[values.journal];
if (journal === undefined || !(wanted > 0))
  throw new Error("usage: npm run crash -- --kills <number> [--journal file|sqlite|postgres]");

const startedAt = performance.now();
const tallies: Tally[] = [];
for (let round = 0; sum(tallies).kills < wanted; round++) {
  const wide = round % 10 === 0 ? planWide() : [];
  tallies.push(await crashRound([...planRound(round, RANDOM_KILLS, Math.random), ...wide], journal));
  const { kills, doubled, lost, repeats } = sum(tallies);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(`${kills} kills, ${doubled} doubled, ${lost} lost, ${repeats} further starts, ${seconds} s`);
}
if (server) {
  const { query, close } = connect("pg", server.url);
  await query(`DROP TABLE IF EXISTS ${TABLE}`);
  await close();
  server.stop();
}
const { kills, doubled, lost } = sum(tallies);
console.log(`kill -9: ${kills} kills, ${doubled} doubled, ${lost} lost`);
if (doubled + lost > 0) process.exitCode = 1;
