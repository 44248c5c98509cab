import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providerNames } from "../../scripts/providers.js";
import { fetches } from "./fetches.js";
import { runAftermath } from "./matrix/aftermath.js";
import { patiently, runCell, type Surroundings } from "./matrix/cell.js";
import { cells } from "./matrix/cells.js";
import { lostCases } from "./matrix/lost-cases.js";
import { lostCells, sampledLostCells } from "./matrix/lost-cells.js";
import { isSlow } from "./matrix/scenarios.js";
import { MatrixServer } from "./matrix/server.js";
import { operationsOf } from "./matrix/spec.js";
import { subjects } from "./matrix/subjects.js";
import type { Verdict } from "./matrix/verdict.js";

let server: MatrixServer;
beforeAll(async () => {
  server = await MatrixServer.start();
});
afterAll(() => server.close());

/** One cell, and what it takes to run it. */
interface Job {
  readonly isSlow: boolean;
  readonly run: (around: Surroundings) => Promise<Verdict>;
}

function jobsFor(half: 0 | 1): Job[] {
  const lost = process.env["FAULT_MATRIX"] === "full" ? lostCells() : sampledLostCells(half);
  return [
    ...cells.map((cell) => ({
      isSlow: isSlow(cell.scenario),
      run: (around: Surroundings) => runCell(around, cell),
    })),
    ...lost.map((lostCell) => ({
      isSlow: isSlow(lostCell.cell.scenario),
      run: (around: Surroundings) =>
        patiently(lostCell.cell, (patience) => runAftermath(around, lostCell, patience)),
    })),
  ];
}

async function runAll(some: readonly Job[], atOnce: number, around: Surroundings): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const queue = some.values();
  const worker = async (index: number): Promise<void> => {
    // Not all in the same instant: a good answer that has to queue for its turn could be taken for a stall.
    await sleep(index * 10);
    for (const { run } of queue) verdicts.push(await run(around));
  };
  await Promise.all([...Array(atOnce).keys()].map(worker));
  return verdicts;
}

// Every operation of every client under every fault, and the look for what a lost answer hid. What a cell should come to is
// computed in `matrix/model.ts`; what `reconcile` says is compared with what the server did. `FAULT_MATRIX=full` runs all.
describe("fault matrix", () => {
  test.each(subjects)("$name: the client obeys the safety classes of its document", ({ spec, routes }) => {
    const documented = operationsOf(spec).map(({ id, safety }) => [id, safety]);
    const obeyed = Object.values(routes).map(({ operation, safety }) => [operation, safety]);
    expect(Object.fromEntries(obeyed)).toEqual(Object.fromEntries(documented));
  });

  test("every provider is in it", () => {
    expect([...new Set(subjects.map(({ spec }) => spec))].sort()).toEqual(providerNames());
  });

  test("every provider's lost batches are looked for", () => {
    expect([...new Set(lostCases.map(({ subject }) => subject.spec))].sort()).toEqual(providerNames());
  });

  const total = { cells: 0, doubled: 0, lost: 0, leaked: 0 };
  afterAll(() => {
    const { cells: all, doubled, lost, leaked } = total;
    console.log(`fault matrix: ${all} cells, ${doubled} doubled, ${lost} lost, ${leaked} leaked`);
  });

  // Half a minute; the rest is for a machine that has other things to do, or runs all.
  const patient = { timeout: 7_200_000 };
  test.each(fetches)("over $name: nothing doubled, nothing lost, nothing leaked", patient, async (over) => {
    const jobs = jobsFor(over === fetches[0] ? 0 : 1);
    const around = { server, fetch: over.fetch };
    const slow = await runAll(
      jobs.filter((job) => job.isSlow),
      128,
      around,
    );
    const quick = await runAll(
      jobs.filter((job) => !job.isSlow),
      16,
      around,
    );
    const verdicts = [...slow, ...quick];
    const flaws = ["doubled", "lost", "leaked"] as const;
    for (const flaw of flaws) total[flaw] += verdicts.filter((verdict) => verdict[flaw]).length;
    total.cells += verdicts.length;
    const wrong = verdicts.filter(({ problems }) => problems.length > 0);
    expect(wrong.map(({ name, problems }) => `${name}: ${problems.join("; ")}`)).toEqual([]);
    expect(flaws.map((flaw) => total[flaw])).toEqual([0, 0, 0]);
    expect(cells.length).toBeGreaterThanOrEqual(6_000);
    expect(verdicts.length - cells.length).toBeGreaterThanOrEqual(900);
  });
});
