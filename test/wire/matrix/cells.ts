/** All cells of the matrix: every operation of every client, times every fault that it can meet. */
import { loginScenarios, scenarios } from "./scenarios.js";
import { type Operation, operationsOf } from "./spec.js";
import type { Subject } from "./subject.js";
import { subjects } from "./subjects.js";
import type { Cell } from "./verdict.js";

export const cells: readonly Cell[] = subjects.flatMap(cellsOf);

/** One operation of each safety class, and one that gives no document but a stream or nothing. */
function sampleOf(operations: readonly Operation[]): ReadonlySet<Operation> {
  const kindOf = ({ safety, answer }: Operation): string => `${safety} ${answer.type ?? "nothing"}`;
  return new Set(
    new Map([...operations].reverse().map((operation) => [kindOf(operation), operation])).values(),
  );
}

function cellsOf(subject: Subject): Cell[] {
  const operations = operationsOf(subject.spec);
  const { rules, variant } = subject;
  const sample = sampleOf(operations);
  return operations.flatMap((operation) => {
    const isLogin = operation.clientMethod === "login";
    // Of the ways to prove who one is, this subject has another.
    if (isLogin && rules.login === undefined) return [];
    const isSample = process.env["FAULT_MATRIX"] === "full" || sample.has(operation);
    return (variant === true && !isLogin ? loginScenarios : scenarios)
      .filter(
        ({ applies, isSampled }) => (isSample || isSampled !== true) && (applies?.(operation, rules) ?? true),
      )
      .map((scenario) => ({ subject, operations, operation, scenario }));
  });
}
