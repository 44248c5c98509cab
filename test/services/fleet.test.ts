import { expect, it } from "vitest";
import { fleetRound, type FleetTally } from "./fleet.js";

// `npm run test:services` kills a few; `SERVICES_KILLS=200` is the run of record.
const KILLS = Number(process.env["SERVICES_KILLS"] ?? 15);
const KILLS_A_ROUND = 60;
const LONGEST_MS = 120_000 + KILLS * 10_000;

it(
  "jobs whose workers are killed, and whose Postgres crashes, send every item once and hand over all",
  { timeout: LONGEST_MS },
  async () => {
    const tallies: FleetTally[] = [];
    const sum = (key: keyof FleetTally): number => tallies.reduce((total, tally) => total + tally[key], 0);
    while (sum("kills") < KILLS) {
      tallies.push(await fleetRound(Math.min(KILLS - sum("kills"), KILLS_A_ROUND)));
      console.log(JSON.stringify(tallies.at(-1)));
    }
    const line = `${sum("jobs")} jobs, ${sum("kills")} kills, ${sum("doubled")} doubled, ${sum("lost")} lost`;
    console.log(`services: ${line}`);
    expect(line).toMatch(/, 0 doubled, 0 lost$/);
    expect(sum("kills")).toBeGreaterThanOrEqual(KILLS);
  },
);
