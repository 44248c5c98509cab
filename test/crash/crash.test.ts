import { join } from "node:path";
import { expect, it } from "vitest";
import { planRound } from "./plan.js";
import { crashRound } from "./round.js";

// `npm run crash` does the same a thousand times. Here chance is always the same.
const RANDOM_KILLS = 3;
const KILLS_AT_RECORDS = 16;
const LONGEST_MS = 300_000;

it(
  "workers that are killed at every record and at random instants send everything once",
  { timeout: LONGEST_MS },
  async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const tally = await crashRound(planRound(0, RANDOM_KILLS, random), (folder, run) => ({
      kind: "file",
      path: join(folder, `${run}.journal`),
    }));
    expect(tally).toMatchObject({ doubled: 0, lost: 0 });
    expect(tally.kills).toBeGreaterThanOrEqual(KILLS_AT_RECORDS);
  },
);
