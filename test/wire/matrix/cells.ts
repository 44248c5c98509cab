/** All cells of the matrix: every operation of every client, times every fault that it can meet. */
import { loginScenarios, scenarios } from "./scenarios.js";
import { operationsOf } from "./spec.js";
import type { Subject } from "./subject.js";
import { subjects } from "./subjects.js";
import type { Cell } from "./verdict.js";

export const cells: readonly Cell[] = subjects.flatMap(cellsOf);

function cellsOf(subject: Subject): Cell[] {
  const operations = operationsOf(subject.spec);
  const { rules, variant } = subject;
  return operations.flatMap((operation) => {
    const isLogin = operation.clientMethod === "login";
    // Of the ways to prove who one is, this subject has another.
    if (isLogin && rules.login === undefined) return [];
    return (variant === true && !isLogin ? loginScenarios : scenarios)
      .filter(({ applies }) => applies?.(operation, rules) ?? true)
      .map((scenario) => ({ subject, operations, operation, scenario }));
  });
}
