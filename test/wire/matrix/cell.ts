/** One cell of the matrix: one call of one operation under one fault. */
import { withClock } from "../../../src/core/base/clock.js";
import type { ClientOptions, SendOptions } from "../../../src/core/base/types/index.js";
import { FakeClock } from "../../support/fake-clock.js";
import { throughLayer } from "./layers.js";
import { CLOSED, type Lane, type MatrixServer, type Script } from "./server.js";
import type { Operation } from "./spec.js";
import { type Good, refused } from "./steps.js";
import {
  ACCESS,
  type Cell,
  type Course,
  judge,
  type Outcome,
  POLICY,
  REFRESH,
  type Verdict,
} from "./verdict.js";

// The only real time in the matrix.
const ATTEMPT_MS = 1_000;
const TOTAL_MS = 1_200;

const TOKEN_LIFE_S = 3_600;

export interface Surroundings {
  readonly server: MatrixServer;
  readonly fetch: ClientOptions["fetch"];
}

/** `patience`: how many times longer the real timers are. */
export async function runCell(
  { server, fetch }: Surroundings,
  cell: Cell,
  patience: number,
): Promise<Verdict> {
  const clock = new FakeClock();
  const startMs = clock.now();
  const { lane, url, close } = server.open({
    operations: cell.operations,
    scripts: scriptsOf(cell),
    // Time passes for the server as for the client, whose wall clock may be set.
    nowMs: () => startMs + clock.monotonic(),
    goodAnswer: issuer(),
  });
  try {
    return judge(cell, await runCall(cell, { clock, lane, url, patience, fetch }));
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
export function issuer(): (operation: Operation) => Good {
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
    if (type === "text/csv") return { status, type, text: String(example) };
    const end = type === "application/x-jsonl" ? "\n" : "";
    return { status, type, text: example === undefined ? "" : `${JSON.stringify(example)}${end}` };
  };
}

interface Stage {
  readonly clock: FakeClock;
  readonly lane: Lane;
  readonly url: string;
  readonly patience: number;
  readonly fetch: ClientOptions["fetch"];
}

async function runCall(cell: Cell, stage: Stage): Promise<Course> {
  const { clock, lane, url, patience } = stage;
  const { subject, operation, scenario } = cell;
  const events: unknown[] = [];
  const controller = new AbortController();
  const reason = new Error("the caller changed their mind");
  const abort = (): void => void setImmediate(() => controller.abort(reason));
  const { fetch } = throughClosedPort(cell, stage);
  const { layer, clockSetMs } = scenario;
  const options = {
    ...clientOptions(cell, events, abort, patience),
    fetch: layer ? throughLayer(layer, fetch ?? globalThis.fetch) : fetch,
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
  if (clockSetMs !== undefined) setOnce(clock, clockSetMs);
  const callOptions: SendOptions = {
    ...(scenario.interrupt?.by === "abort" && { signal: controller.signal }),
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

function setOnce(clock: FakeClock, byMs: number): void {
  clock.onSleep = () => {
    clock.onSleep = () => undefined;
    clock.set(byMs);
  };
}

export function clientOptions(
  { operation, scenario: { interrupt } }: Cell,
  events: unknown[],
  abort: () => void,
  patience: number,
): ClientOptions {
  const note = (event: unknown): void => void events.push(event);
  const abortInBody = interrupt?.by === "abort" && interrupt.at === "body";
  return {
    retry: POLICY,
    attemptTimeoutMs: interrupt ? 60_000 : ATTEMPT_MS * patience,
    ...(interrupt?.by === "deadline" && { totalTimeoutMs: TOTAL_MS * patience }),
    hooks: {
      onRequest: note,
      onRetry: note,
      onResponse: (event) => {
        note(event);
        if (abortInBody && event.operation === operation.id) abort();
      },
    },
  };
}

export async function settled(work: Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await work };
  } catch (error) {
    return { error };
  }
}

/** Sees to it that the caller, or the deadline, steps in at the right moment. */
export function arm(
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

/** Where the script says so, a request is sent to where nobody listens. */
export function throughClosedPort(
  { scenario: { script, login } }: Cell,
  { lane, url, fetch }: Pick<Stage, "lane" | "url" | "fetch">,
): Pick<ClientOptions, "fetch"> {
  if (![...script.steps, ...(login?.steps ?? [])].includes(refused)) return { fetch };
  const prefix = new URL(url).pathname;
  const send = fetch ?? globalThis.fetch;
  return {
    fetch: (input, init) => {
      const { pathname } = new URL(input as string);
      const operation = lane.operationOf(init?.method ?? "GET", pathname.slice(prefix.length));
      if (operation === undefined || lane.peek(operation) !== refused) return send(input, init);
      lane.take(operation);
      return send(`${CLOSED}${pathname}`, init);
    },
  };
}
