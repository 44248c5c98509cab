/** What is wrong with how a call went, measured by the model. */
import { leaks, renderings } from "./leaks.js";
import { predict, predictInterrupted, type Prediction, type Question } from "./model.js";
import type { Scenario } from "./scenarios.js";
import type { Arrival, Script } from "./server.js";
import type { Operation } from "./spec.js";
import { type Facts, good } from "./steps.js";
import type { Subject } from "./subject.js";

export interface Cell {
  readonly subject: Subject;
  readonly operations: readonly Operation[];
  readonly operation: Operation;
  readonly scenario: Scenario;
}

export interface Verdict {
  readonly name: string;
  /** A paid request that may have been carried out arrived again, or more requests arrived than the rules allow. */
  readonly doubled: boolean;
  /** An answer or a result that came did not reach the caller. */
  readonly lost: boolean;
  readonly leaked: boolean;
  /** Everything that is not as the model says. */
  readonly problems: readonly string[];
}

export const POLICY = { maxAttempts: 3, initialDelayMs: 1, maxDelayMs: 4, maxRetryAfterMs: 60_000 };

/** What the server hands out as tokens, each with a number: secrets like those of the account. */
export const ACCESS = "canary-access-token";
export const REFRESH = "canary-refresh-token";

export type Outcome = { readonly value: unknown } | { readonly error: unknown };

export interface Course {
  readonly outcome: Outcome;
  readonly arrivals: readonly Arrival[];
  readonly logins: number;
  readonly foreign: readonly string[];
  readonly events: readonly unknown[];
  readonly reason: unknown;
}

function questionOf({ subject: { rules }, scenario }: Cell, operation: Operation, script: Script): Question {
  const wire = (attempt: number): Facts =>
    (script.steps[attempt] ?? (script.then === "last" ? script.steps.at(-1) : undefined) ?? good).facts;
  const { id, safety, answer } = operation;
  const mayRepeat = scenario.mayRepeat === true;
  return { id, safety, mayBeEmpty: answer.mayBeEmpty, wire, rules, mayRepeat, policy: POLICY };
}

type Expected = Prediction & { readonly reason?: "itself" | "as cause" | "none" };

/** What the model says of a cell; for logins on the way, of the login first. */
export function expected(cell: Cell): Expected {
  const { operation, scenario, subject, operations } = cell;
  const question = questionOf(cell, operation, scenario.script);
  if (scenario.interrupt) {
    const { at } = scenario.interrupt;
    const sent = at === "before" || at === "login" || at === "back-off" ? 0 : 1;
    return predictInterrupted(question, at, sent);
  }
  const plain = predict(question);
  if (scenario.stale) return { ...plain, renewals: plain.renewals + 1 };
  const login = operations.find(({ id }) => id === subject.rules.login?.operation);
  if (login === undefined || scenario.login === undefined) return plain;
  const { steps, then } = scenario.login;
  const first = predict(questionOf(cell, login, scenario.login));
  if (first.error) return { ...first, requests: 0, gaps: [], renewals: first.requests - 1 };
  const second = predict(questionOf(cell, login, { steps: steps.slice(1), then }));
  return { ...second, requests: 1, gaps: [], renewals: second.requests };
}

export function judge(cell: Cell, course: Course): Verdict {
  const { subject, operation, scenario } = cell;
  const { arrivals, outcome, foreign, events } = course;
  const want = expected(cell);
  const problems = [...wireProblems(want, cell, course), ...outcomeProblems(want, cell, course)];

  const mayHaveRun = arrivals.filter(({ whole, step }) => whole && mayRun(step.facts, subject)).length;
  const paidTwice = operation.safety === "send" && scenario.mayRepeat !== true && mayHaveRun > 1;
  // A slow machine may cost a try more than was ordered, which the caller's signature covers.
  const most = scenario.mayRepeat === true ? POLICY.maxAttempts : want.requests;
  const tooMany = operation.safety === "send" && arrivals.length > most;

  const succeeds = want.error === undefined && (want.reason ?? "none") === "none";
  const lost = succeeds && ("error" in outcome || !surfaced(cell, course));

  const secrets = [...subject.secrets, ACCESS, REFRESH];
  const said = "error" in outcome ? renderings(outcome.error) : [];
  const leaked = leaks([...said, ...renderings(events), ...foreign], secrets);
  if (leaked.length > 0) problems.push(`leaks ${leaked.join(", ")}`);
  return {
    name: `${subject.name} ${operation.id}: ${scenario.name}`,
    doubled: paidTwice || tooMany,
    lost,
    leaked: leaked.length > 0,
    problems,
  };
}

/** Whether a provider that read this request may have acted on it, going by the answer alone. */
function mayRun(facts: Facts, { rules }: Subject): boolean {
  if (facts.wire !== "answer") return true;
  return facts.status < 300 || (facts.status >= 500 && !rules.notProcessed.includes(facts.status));
}

function wireProblems(want: Expected, { scenario, subject, operation }: Cell, course: Course): string[] {
  const { arrivals, logins, foreign } = course;
  const problems: string[] = [];
  if (arrivals.length !== want.requests)
    problems.push(`${arrivals.length} requests instead of ${want.requests}`);
  if (foreign.length !== want.foreign)
    problems.push(`${foreign.length} requests elsewhere, not ${want.foreign}`);
  want.gaps.forEach(({ leastMs, mostMs }, i) => {
    const [one, two] = [arrivals[i], arrivals[i + 1]];
    const gapMs = one && two ? two.atMs - one.atMs : leastMs;
    if (gapMs < leastMs || gapMs > mostMs) problems.push(`a gap of ${gapMs} ms, not ${leastMs} to ${mostMs}`);
  });
  if (arrivals.some(({ credential }) => credential === "")) problems.push("a request without a credential");
  const { login } = subject.rules;
  const isLogin =
    login === undefined || operation.id === login.operation || operation.clientMethod === "logout";
  const renewals = logins - (scenario.stale ? 0 : 1);
  const counts =
    !isLogin && scenario.interrupt?.at !== "before" && scenario.login?.steps[0]?.name !== "refused";
  if (counts && renewals !== want.renewals) problems.push(`${renewals} renewals instead of ${want.renewals}`);
  return problems;
}

function outcomeProblems(want: Expected, cell: Cell, course: Course): string[] {
  const { outcome } = course;
  if (want.reason === "itself")
    return reasonProblems(cell, course, "error" in outcome ? outcome.error : undefined);
  if (want.error === undefined) {
    if ("error" in outcome) return [`rejects with ${describe(outcome.error)}`];
    return surfaced(cell, course) ? [] : [`resolves without the answer: ${JSON.stringify(outcome.value)}`];
  }
  if (!("error" in outcome)) return [`resolves, where ${want.error.name} was due`];
  const error = outcome.error as Record<string, unknown>;
  if (error["name"] !== want.error.name) return [`${describe(error)} instead of ${want.error.name}`];
  const problems = Object.entries(want.error.fields)
    .filter(([key, value]) => !isClose(error[key], value))
    .map(([key, value]) => `${key} is ${String(error[key])}, not ${String(value)}`);
  return want.reason === "as cause"
    ? [...problems, ...reasonProblems(cell, course, error["cause"])]
    : problems;
}

/** A date in whole seconds leaves up to one more than was meant. */
function isClose(value: unknown, wanted: unknown): boolean {
  if (typeof value !== "number" || typeof wanted !== "number" || wanted < 1_000) return value === wanted;
  return value >= wanted && value <= wanted + 1_000;
}

function reasonProblems({ scenario }: Cell, { reason }: Course, thrown: unknown): string[] {
  if (scenario.interrupt?.by === "abort")
    return thrown === reason ? [] : [`${describe(thrown)} instead of the caller's reason`];
  const { name, scope } = (thrown ?? {}) as { name?: unknown; scope?: unknown };
  return name === "TimeoutError" && scope === "total"
    ? []
    : [`${describe(thrown)} instead of the total deadline`];
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name} (${thrown.message})` : String(thrown);
}

/** Every text of the document's example stands in what the call resolved to. */
function surfaced(
  { operation, operations, scenario, subject }: Cell,
  { outcome, arrivals }: Course,
): boolean {
  if (!("value" in outcome)) return false;
  const last = arrivals.at(-1)?.step.facts;
  if (last?.wire === "answer" && last.body === "empty") return true;
  if (subject.rules.forgiving?.includes(operation.id) || scenario.interrupt) return true;
  const { value } = outcome;
  // A login shows in the call that needed it: that one has an answer.
  return operation.clientMethod === "login"
    ? operations.some(({ answer }) => answer.example !== undefined && isShown(answer.example, value))
    : isShown(operation.answer.example, value);
}

function isShown(example: unknown, value: unknown): boolean {
  const shown = JSON.stringify(value) ?? "";
  return textsOf(example).every((text) => shown.includes(JSON.stringify(text)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
