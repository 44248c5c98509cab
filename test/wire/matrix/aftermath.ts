/**
 * The second half of the matrix: after a call that ended in an unknown outcome, its batch is looked for, and what
 * `reconcile` says is compared with what the server has really done. The call goes over the wire; the look for it does not.
 */
import { withClock } from "../../../src/core/base/clock.js";
import type { Intent, Reconciliation, ReconcileOptions } from "../../../src/core/base/types/index.js";
import { FakeClock } from "../../support/fake-clock.js";
import { World } from "../../support/world.js";
import { arm, clientOptions, issuer, settled, type Surroundings, throughClosedPort } from "./cell.js";
import type { LostCase } from "./lost-cases.js";
import type { Lane } from "./server.js";
import { nameOf, type Setting } from "./settings.js";
import type { Cell, Outcome, Verdict } from "./verdict.js";
import { type Answers, judgeAnswers } from "./answers.js";

export interface LostCell {
  readonly cell: Cell;
  readonly lost: LostCase;
  readonly setting: Setting;
}

interface Searching {
  readonly batches: {
    list(): AsyncIterable<unknown>;
    reconcile(lost: Intent, options?: ReconcileOptions): Promise<Reconciliation>;
  };
}

const START_MS = Date.parse("2026-11-21T12:00:00Z");
const MINUTE_MS = 60_000;

export async function runAftermath(
  { server, fetch = globalThis.fetch }: Surroundings,
  lostCell: LostCell,
  patience: number,
): Promise<Verdict> {
  const { cell, lost, setting } = lostCell;
  const stage = new Stage(setting, lost);
  const { lane, url, close } = server.open({
    operations: cell.operations,
    scripts: { [lost.operation.id]: cell.scenario.script },
    nowMs: stage.now,
    tellsTime: setting.clocks.isHidden !== true,
    goodAnswer: issuer(),
  });
  try {
    const answers = await play(lostCell, stage, { lane, url, fetch, patience });
    return {
      name: `${lost.name}: ${cell.scenario.name}, ${nameOf(setting)}`,
      ...judgeAnswers(lostCell, answers),
    };
  } finally {
    close();
  }
}

/** The provider, its clock and ours. */
class Stage {
  readonly clock: FakeClock;
  readonly world: World;
  /** As long as it is, creates leave for the server. */
  isOnWire = true;
  #theirsMs = 0;

  constructor({ clocks: { oursMs = 0, isHidden }, pageSize }: Setting, { shape }: LostCase) {
    this.clock = new FakeClock(START_MS + oursMs);
    const passing = (): number => START_MS + this.clock.monotonic();
    this.world = new World(shape, { now: this.now, passing, pageSize, tellsTime: isHidden !== true });
  }

  /** By the provider's clock. */
  readonly now = (): number => START_MS + this.clock.monotonic() + this.#theirsMs;

  jump({ whose, byMs }: NonNullable<Setting["clocks"]["jump"]>): void {
    if (whose === "ours") this.clock.set(byMs);
    else this.#theirsMs += byMs;
  }
}

interface Wire {
  readonly lane: Lane;
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly patience: number;
}

async function play(lostCell: LostCell, stage: Stage, wire: Wire): Promise<Answers> {
  const { lost, setting } = lostCell;
  const { clocks, isRestored } = setting;
  const { clock, world } = stage;
  const { client, outcome } = await lose(lostCell, stage, wire);
  if (!isIntent(outcome, lost.operation.id)) return { outcome, input: lost.input, batches: [] };
  const body = bodyIn(wire.lane);
  const ours = takeOurs(lostCell, stage, wire.lane, body);
  const others = takeOthers(lostCell, stage, body);
  const own = setting.company === "own" ? await loseAgain(lost, stage, client, ours) : undefined;
  if (own !== undefined && !isIntent({ error: own }, lost.operation.id))
    return { outcome: { error: own }, input: lost.input, batches: [] };
  if (clocks.jump?.at === "after") stage.jump(clocks.jump);
  if (setting.company === "later") clock.pass(15 * MINUTE_MS);
  if (clocks.jump?.at === "while") {
    const { jump } = clocks;
    clock.onSleep = () => {
      clock.onSleep = () => undefined;
      stage.jump(jump);
    };
  }
  const searcher = isRestored ? made(lost, stage, wire.url) : client;
  const find = async (error: unknown, options: ReconcileOptions): Promise<Reconciliation> => {
    const intent = isRestored ? (JSON.parse(JSON.stringify(error)) as unknown) : error;
    return (searcher as Searching).batches.reconcile(intent as Intent, options);
  };
  const first = await find(outcome.error, {});
  const last = await find(outcome.error, { wait: true });
  const ofOwn = own === undefined ? undefined : await find(own, { wait: true });
  return { outcome, input: lost.input, ours, others, first, last, ofOwn, batches: world.taken };
}

/** Makes the call, and loses it. */
async function lose(
  { cell, lost, setting }: LostCell,
  stage: Stage,
  { lane, url, fetch, patience }: Wire,
): Promise<{ readonly client: object; readonly outcome: Outcome }> {
  const { clock, world } = stage;
  const controller = new AbortController();
  const reason = new Error("the caller changed their mind");
  const abort = (): void => void setImmediate(() => controller.abort(reason));
  const { fetch: faulty = fetch } = throughClosedPort(cell, { lane, url, fetch });
  const options = clientOptions(cell, [], abort, patience);
  const route: typeof globalThis.fetch = (input, init) => {
    const isCreate = init?.method === "POST" && lost.shape.creates.test(new URL(input as string).pathname);
    return stage.isOnWire && isCreate ? faulty(input, init) : world.fetch(input, init);
  };
  const client = lost.subject.make(withClock({ ...options, baseUrl: url, fetch: route }, clock));
  if (setting.clocks.isKnown) for await (const _ of (client as Searching).batches.list()) break;
  arm(cell, { clock, lane, abort, controller, reason });
  const { interrupt, mayRepeat } = cell.scenario;
  const outcome = await settled(
    lost.send(client, lost.input, {
      ...(interrupt?.by === "abort" && { signal: controller.signal }),
      ...(mayRepeat && { retryUnknown: "may-send-twice" }),
    }),
  );
  // What is still under way arrives now.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  clock.release();
  clock.onSleep = () => undefined;
  stage.isOnWire = false;
  return { client, outcome };
}

function made({ subject }: LostCase, { clock, world }: Stage, baseUrl: string): object {
  return subject.make(withClock({ baseUrl, fetch: world.fetch }, clock));
}

/** A second, equal call of this client: carried out if the first was not. */
async function loseAgain(
  lost: LostCase,
  { world }: Stage,
  client: object,
  ours: string | undefined,
): Promise<unknown> {
  world.plan(ours === undefined ? "lost" : "dropped");
  const outcome = await settled(lost.send(client, lost.input, {}));
  return "error" in outcome ? outcome.error : undefined;
}

/** On a busy machine a login may fail in place of the call behind it, or a timer strike before the call has left. */
function isIntent(outcome: Outcome, of: string): outcome is { readonly error: object } {
  if (!("error" in outcome)) return false;
  const { startedAt, operation } = outcome.error as { startedAt?: unknown; operation?: unknown };
  return typeof startedAt === "number" && operation === of;
}

/** What the server last read of a create. */
function bodyIn({ arrivals }: Lane): unknown {
  const body = arrivals.findLast(({ whole }) => whole)?.body;
  return body === undefined ? undefined : JSON.parse(body);
}

function takeOurs(
  { setting: { truth, clocks } }: LostCell,
  { world }: Stage,
  lane: Lane,
  body: unknown,
): string | undefined {
  const { createdAfterMs, lagMs } = truth;
  const atMs = lane.arrivals.at(-1)?.atMs;
  if (createdAfterMs === undefined || atMs === undefined) return undefined;
  if (body === undefined) throw new Error("a body that never arrived cannot have been carried out");
  const { whose, byMs = 0, at } = clocks.jump ?? {};
  // The look starts at once, so that what is done half a minute later is done in its course.
  const isAfterJump = createdAfterMs > (at === "after" ? 0 : 10_000);
  return world.take(body, atMs + createdAfterMs, lagMs, whose === "theirs" && isAfterJump ? byMs : 0);
}

function takeOthers(
  { lost, setting: { company } }: LostCell,
  { world, now }: Stage,
  body: unknown,
): readonly string[] {
  const { near, same } = lost.shape;
  const take = (of: (body: never) => unknown, afterMs: number): string =>
    world.take(of((body ?? lost.operation.body) as never), now() + afterMs);
  if (company === "near") return [take(near, -1_000), take(near, 5_000)];
  if (company === "twin") return [take(same, 5_000)];
  if (company === "earlier") return [take(same, -10 * MINUTE_MS)];
  if (company === "later") return [take(same, 10 * MINUTE_MS)];
  return [];
}
