import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providerNames } from "../../scripts/providers.js";
import { fetches } from "./fetches.js";
import { runAftermath } from "./matrix/aftermath.js";
import { runCell, type Surroundings } from "./matrix/cell.js";
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

/** One cell, and what it takes to run it. `patience`: how many times longer its real timers are. */
interface Job {
  readonly isSlow: boolean;
  readonly run: (around: Surroundings, patience: number) => Promise<Verdict>;
}

const jobs: readonly Job[] = cells.map((cell) => ({
  isSlow: isSlow(cell.scenario),
  run: (around, patience) => runCell(around, cell, patience),
}));

/** The looks for what was lost: each of the two transports has a sample of its own. */
function lostJobs(half: 0 | 1): Job[] {
  const chosen = process.env["FAULT_MATRIX"] === "full" ? lostCells() : sampledLostCells(half);
  return chosen.map((lostCell) => ({
    isSlow: isSlow(lostCell.cell.scenario),
    run: (around, patience) => runAftermath(around, lostCell, patience),
  }));
}

interface Pass {
  readonly atOnce: number;
  readonly patience: number;
}

// On a busy machine a timer can strike before its stage, or while a good answer queues: then it tested something else, and is
// run again in a smaller crowd. A cell that waits costs time but no work, so that many can wait at once.
const WAITING: readonly [Pass, ...Pass[]] = [
  { atOnce: 128, patience: 1 },
  { atOnce: 32, patience: 3 },
  { atOnce: 8, patience: 10 },
];

// None of these timers is meant to strike.
const WORKING: readonly [Pass, ...Pass[]] = [{ atOnce: 16, patience: 20 }];

async function runSome(
  some: readonly Job[],
  [{ atOnce, patience }, ...passes]: readonly [Pass, ...Pass[]],
  around: Surroundings,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const again: Job[] = [];
  const queue = some.values();
  const worker = async (index: number): Promise<void> => {
    // Not all in the same instant: a good answer that has to queue for its turn could be taken for a stall.
    await sleep(index * 10);
    for (const job of queue) {
      const verdict = await job.run(around, patience);
      const { doubled, leaked, problems } = verdict;
      if (problems.length > 0 && !doubled && !leaked && passes.length > 0) again.push(job);
      else verdicts.push(verdict);
    }
  };
  await Promise.all([...Array(atOnce).keys()].map(worker));
  return [
    ...verdicts,
    ...(again.length > 0 ? await runSome(again, passes as [Pass, ...Pass[]], around) : []),
  ];
}

async function runAll(all: readonly Job[], around: Surroundings): Promise<Verdict[]> {
  const slow = await runSome(
    all.filter((job) => job.isSlow),
    WAITING,
    around,
  );
  const quick = await runSome(
    all.filter((job) => !job.isSlow),
    WORKING,
    around,
  );
  return [...slow, ...quick];
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
    const around = { server, fetch: over.fetch };
    const half = over === fetches[0] ? 0 : 1;
    const verdicts = [...(await runAll(jobs, around)), ...(await runAll(lostJobs(half), around))];
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
