/** Every cell of the matrix whose create ends in an unknown outcome, in the settings in which its batch is looked for. */
import type { LostCell } from "./aftermath.js";
import { cells } from "./cells.js";
import { lostCases } from "./lost-cases.js";
import { sample, type Setting, settings, type Truth, truths } from "./settings.js";
import * as steps from "./steps.js";
import { type Cell, expected } from "./verdict.js";

/** All of them, some hundred thousand. */
export const lostCells = (): LostCell[] => select((of) => of);

/** A sample: each call and fault in a few settings, each setting in some call and fault. `half`: 0, or 1 for others. */
export function sampledLostCells(half: 0 | 1, perFault = 2): LostCell[] {
  return select((of, turn) => sample(of, perFault, 2 * turn + half));
}

function select(choose: (of: readonly Setting[], turn: number) => readonly Setting[]): LostCell[] {
  const faults = lostCases.flatMap((lost) =>
    cells
      .filter(({ subject, operation }) => subject === lost.subject && operation.id === lost.operation.id)
      .filter(({ scenario }) => scenario.isSampled !== true)
      .map((cell) => ({ cell, lost, isPossible: possibleAfter(cell) })),
  );
  return faults
    .filter(({ isPossible }) => truths.some(isPossible))
    .flatMap(({ cell, lost, isPossible }, turn) => {
      const of = settings.filter(({ truth }) => isPossible(truth));
      return choose(of, turn).map((setting) => ({ cell, lost, setting }));
    });
}

/** Which truths there may be behind the outcome of a cell: none, if it is known. */
function possibleAfter(cell: Cell): (truth: Truth) => boolean {
  const { name, fields } = expected(cell).error ?? {};
  // A 2xx that cannot be read: it was carried out, by then.
  if (name === "ResponseParseError" && fields?.["accepted"] === true)
    return ({ createdAfterMs }) => createdAfterMs === 0;
  if (name !== "UnknownOutcomeError") return () => false;
  const wasRead = cell.scenario.script.steps.at(-1) !== steps.resetEarly;
  return ({ createdAfterMs }) => wasRead || createdAfterMs === undefined;
}
