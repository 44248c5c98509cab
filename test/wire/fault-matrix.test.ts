import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providerNames } from "../../scripts/providers.js";
import { fetches } from "./fetches.js";
import { runCell, type Surroundings } from "./matrix/cell.js";
import { cells } from "./matrix/cells.js";
import { isSlow } from "./matrix/scenarios.js";
import { MatrixServer } from "./matrix/server.js";
import { operationsOf } from "./matrix/spec.js";
import { subjects } from "./matrix/subjects.js";
import type { Cell, Verdict } from "./matrix/verdict.js";

let server: MatrixServer;
beforeAll(async () => {
  server = await MatrixServer.start();
});
afterAll(() => server.close());

async function runAll(
  some: readonly Cell[],
  atOnce: number,
  fetch: Surroundings["fetch"],
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const queue = some.values();
  const worker = async (index: number): Promise<void> => {
    // Not all in the same instant: a good answer that has to queue for its turn could be taken for a stall.
    await sleep(index * 10);
    for (const cell of queue) verdicts.push(await runCell({ server, fetch }, cell));
  };
  await Promise.all([...Array(atOnce).keys()].map(worker));
  return verdicts;
}

// Every operation of every client under every fault. What a cell should come to is computed in `matrix/model.ts`.
describe("fault matrix", () => {
  test.each(subjects)("$name: the client obeys the safety classes of its document", ({ spec, routes }) => {
    const documented = operationsOf(spec).map(({ id, safety }) => [id, safety]);
    const obeyed = Object.values(routes).map(({ operation, safety }) => [operation, safety]);
    expect(Object.fromEntries(obeyed)).toEqual(Object.fromEntries(documented));
  });

  test("every provider is in it", () => {
    expect([...new Set(subjects.map(({ spec }) => spec))].sort()).toEqual(providerNames());
  });

  // Some twenty seconds; the rest is for a machine that has other things to do.
  const patient = { timeout: 300_000 };
  test.each(fetches)("over $name: nothing doubled, nothing lost, nothing leaked", patient, async (over) => {
    const slow = await runAll(
      cells.filter(({ scenario }) => isSlow(scenario)),
      128,
      over.fetch,
    );
    const quick = await runAll(
      cells.filter(({ scenario }) => !isSlow(scenario)),
      16,
      over.fetch,
    );
    const verdicts = [...slow, ...quick];
    const [doubled, lost, leaked] = (["doubled", "lost", "leaked"] as const).map(
      (flaw) => verdicts.filter((verdict) => verdict[flaw]).length,
    );
    console.log(
      `fault matrix over ${over.name}: ${verdicts.length} cells, ${doubled} doubled, ${lost} lost, ${leaked} leaked`,
    );
    const wrong = verdicts.filter(({ problems }) => problems.length > 0);
    expect(wrong.map(({ name, problems }) => `${name}: ${problems.join("; ")}`)).toEqual([]);
    expect({ doubled, lost, leaked }).toEqual({ doubled: 0, lost: 0, leaked: 0 });
    expect(verdicts.length).toBeGreaterThanOrEqual(1_500);
  });
});
