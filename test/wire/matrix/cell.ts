/** One cell of the matrix: one call of one operation under one fault, and what is wrong with how it went. */
import { withClock } from "../../../src/core/clock.js";
import type { ClientOptions, SendOptions } from "../../../src/core/types.js";
import { FakeClock } from "../../support/fake-clock.js";
import { leaks, renderings } from "./leaks.js";
import { expect, expectInterrupted, type Expectation, type Question } from "./model.js";
import { isSlow, type Scenario } from "./scenarios.js";
import { CLOSED, type Arrival, type Lane, type MatrixServer, type Script } from "./server.js";
import type { Operation } from "./spec.js";
import { type Facts, good, type Good } from "./steps.js";
import type { Subject } from "./subjects.js";

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

const POLICY = { maxAttempts: 3, initialDelayMs: 1, maxDelayMs: 4, maxRetryAfterMs: 60_000 };

// The only real time in the matrix.
const ATTEMPT_MS = 1_000;
const TOTAL_MS = 1_200;

const ACCESS = "canary-access-token";
const REFRESH = "canary-refresh-token";
const TOKEN_LIFE_S = 3_600;

type Outcome = { readonly value: unknown } | { readonly error: unknown };

interface Course {
  readonly outcome: Outcome;
  readonly arrivals: readonly Arrival[];
  readonly logins: number;
  readonly foreign: readonly string[];
  readonly events: readonly unknown[];
  readonly reason: unknown;
}

export async function runCell(server: MatrixServer, cell: Cell): Promise<Verdict> {
  const verdict = await runOnce(server, cell, 1);
  const { doubled, leaked, problems } = verdict;
  // On a busy machine a timer can strike before its stage, or while a good answer queues: then it tested something else.
  const again = isSlow(cell.scenario) && problems.length > 0 && !doubled && !leaked;
  return again ? runOnce(server, cell, 6) : verdict;
}

async function runOnce(server: MatrixServer, cell: Cell, patience: number): Promise<Verdict> {
  const clock = new FakeClock();
  const { lane, url, close } = server.open({
    operations: cell.operations,
    scripts: scriptsOf(cell),
    nowMs: clock.now,
    goodAnswer: issuer(),
  });
  try {
    return judge(cell, await runCall(cell, clock, lane, url, patience));
  } finally {
    close();
  }
}

function scriptsOf({ operation, scenario, subject }: Cell): Record<string, Script> {
  const { login } = subject.rules;
  return {
    ...(login && scenario.login && { [login.operation]: scenario.login }),
    [operation.id]: scenario.script,
  };
}

/** Good answers; every login gets a token of its own. */
function issuer(): (operation: Operation) => Good {
  let issued = 0;
  return ({ answer, clientMethod }) => {
    const { status, type, example } = answer;
    if (clientMethod === "login") {
      const n = ++issued;
      const token = {
        access_token: `${ACCESS}-${n}`,
        refresh_token: `${REFRESH}-${n}`,
        expires_in: TOKEN_LIFE_S,
      };
      return { status, type, text: JSON.stringify({ ...(example as object), ...token }) };
    }
    const end = type === "application/x-jsonl" ? "\n" : "";
    return { status, type, text: example === undefined ? "" : `${JSON.stringify(example)}${end}` };
  };
}

async function runCall(
  cell: Cell,
  clock: FakeClock,
  lane: Lane,
  url: string,
  patience: number,
): Promise<Course> {
  const { subject, operation, scenario } = cell;
  const { interrupt } = scenario;
  const events: unknown[] = [];
  const controller = new AbortController();
  const reason = new Error("the caller changed their mind");
  const abort = (): void => void setImmediate(() => controller.abort(reason));
  const onBody = interrupt?.by === "abort" && interrupt.at === "body" ? abort : () => undefined;
  const options: ClientOptions = {
    retry: POLICY,
    attemptTimeoutMs: interrupt ? 60_000 : ATTEMPT_MS * patience,
    ...(interrupt?.by === "deadline" && { totalTimeoutMs: TOTAL_MS * patience }),
    fetch: throughClosedPort(lane, new URL(url).pathname),
    hooks: {
      onRequest: (event) => void events.push(event),
      onRetry: (event) => void events.push(event),
      onResponse: (event) => {
        events.push(event);
        if (event.operation === operation.id) onBody();
      },
    },
  };
  const calls = subject.build(withClock({ ...options, baseUrl: url }, clock));
  const call = calls[operation.id];
  if (call === undefined) throw new Error(`${subject.name} has no call for ${operation.id}`);
  if (scenario.stale) {
    await call(operation.body as never, {});
    clock.pass(2 * TOKEN_LIFE_S * 1_000);
  }
  const before = { target: lane.arrivals.length, logins: scenario.stale ? 1 : 0 };
  arm(cell, { clock, lane, abort, controller, reason });
  const callOptions: SendOptions = {
    ...(interrupt?.by === "abort" && { signal: controller.signal }),
    ...(scenario.mayRepeat && { retryUnknown: "may-send-twice" }),
  };
  const outcome = await settled(call(operation.body as never, callOptions));
  // Whatever is sent although the call is over arrives now.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  const arrivals = lane.arrivals.slice(before.target).filter((arrival) => arrival.operation === operation.id);
  const login = subject.rules.login?.operation ?? "";
  return {
    outcome,
    arrivals,
    logins: lane.count(login) - before.logins,
    foreign: lane.foreign,
    events,
    reason,
  };
}

async function settled(work: Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await work };
  } catch (error) {
    return { error };
  }
}

/** Sees to it that the caller, or the deadline, steps in at the right moment. */
function arm(
  { subject, operation, scenario: { interrupt } }: Cell,
  parts: {
    readonly clock: FakeClock;
    readonly lane: Lane;
    readonly abort: () => void;
    readonly controller: AbortController;
    readonly reason: Error;
  },
): void {
  const { clock, lane, abort, controller, reason } = parts;
  if (interrupt === undefined) return;
  const { by, at } = interrupt;
  // No pause ends by itself: it is ended from outside.
  clock.hold();
  if (by === "deadline") return;
  if (at === "before") controller.abort(reason);
  if (at === "pause" || at === "back-off") clock.onSleep = () => controller.abort(reason);
  const { login } = subject.rules;
  lane.onRead = (id) => {
    const isLogin = id === login?.operation;
    if (at === "answer" && id === operation.id) abort();
    if (at === "login" && isLogin) abort();
    if (at === "renewal" && isLogin && lane.count(id) === 2) abort();
  };
}

/** The client's fetch, except that where the script says so, a request is sent to where nobody listens. */
function throughClosedPort(lane: Lane, prefix: string): typeof globalThis.fetch {
  return (input, init) => {
    const { pathname } = new URL(input as string);
    const operation = lane.operationOf(init?.method ?? "GET", pathname.slice(prefix.length));
    if (operation === undefined || lane.peek(operation).facts.wire !== "refused") return fetch(input, init);
    lane.take(operation);
    return fetch(`${CLOSED}${pathname}`, init);
  };
}

function questionOf({ subject: { rules }, scenario }: Cell, operation: Operation, script: Script): Question {
  const wire = (attempt: number): Facts =>
    (script.steps[attempt] ?? (script.then === "last" ? script.steps.at(-1) : undefined) ?? good).facts;
  const { id, safety, answer } = operation;
  const mayRepeat = scenario.mayRepeat === true;
  return { id, safety, mayBeEmpty: answer.mayBeEmpty, wire, rules, mayRepeat, policy: POLICY };
}

type Expected = Expectation & { readonly reason?: "itself" | "as cause" | "none" };

/** What the model says of a cell; for logins on the way, of the login first. */
export function expected(cell: Cell): Expected {
  const { operation, scenario, subject, operations } = cell;
  const question = questionOf(cell, operation, scenario.script);
  if (scenario.interrupt) {
    const { at } = scenario.interrupt;
    const sent = at === "before" || at === "login" || at === "back-off" ? 0 : 1;
    return expectInterrupted(question, at, sent);
  }
  const plain = expect(question);
  if (scenario.stale) return { ...plain, renewals: plain.renewals + 1 };
  const login = operations.find(({ id }) => id === subject.rules.login?.operation);
  if (login === undefined || scenario.login === undefined) return plain;
  const { steps, then } = scenario.login;
  const first = expect(questionOf(cell, login, scenario.login));
  if (first.error) return { ...first, requests: 0, gaps: [], renewals: first.requests - 1 };
  const second = expect(questionOf(cell, login, { steps: steps.slice(1), then }));
  return { ...second, requests: 1, gaps: [], renewals: second.requests };
}

function judge(cell: Cell, course: Course): Verdict {
  const { subject, operation, scenario } = cell;
  const { arrivals, outcome, foreign, events } = course;
  const want = expected(cell);
  const problems = [...wireProblems(want, cell, course), ...outcomeProblems(want, cell, course)];

  const mayHaveRun = arrivals.filter(({ whole, step }) => whole && mayRun(step.facts, subject)).length;
  const paidTwice = operation.safety === "send" && scenario.mayRepeat !== true && mayHaveRun > 1;
  const tooMany = operation.safety === "send" && arrivals.length > want.requests;

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
