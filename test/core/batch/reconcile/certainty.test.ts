/** What is promised of `reconcile`, for each provider, against a provider in memory that shares no code with the clients. */
import { describe, expect, test } from "vitest";
import { withClock } from "../../../../src/core/base/clock.js";
import { ConfigError, UnknownOutcomeError, ValidationError } from "../../../../src/core/base/errors/index.js";
import type { Intent, Reconciliation, ReconcileOptions } from "../../../../src/core/base/types/index.js";
import { FakeClock } from "../../../support/fake-clock.js";
import { rejection } from "../../../support/rejection.js";
import { type Fate, World } from "../../../support/world.js";
import { type LostCase, lostCases } from "../../../wire/matrix/lost-cases.js";

interface Searching {
  readonly batches: {
    reconcile(lost: Intent, options?: ReconcileOptions): Promise<Reconciliation>;
  };
}

const cases = lostCases.filter(({ subject }) => subject.variant !== true);

interface Scene {
  readonly pageSize?: number;
  readonly tellsTime?: boolean;
}

function setUp({ subject, shape, input: whole, send: post }: LostCase, scene: Scene = {}) {
  const clock = new FakeClock();
  const startMs = clock.now();
  // The provider's time is its own: nobody sets it with ours.
  const world = new World(shape, { now: () => startMs + clock.monotonic(), ...scene });
  /** A process of the same account; `options` are those of its client. */
  const process = (options: object = {}) => {
    const client = subject.make(
      withClock({ baseUrl: "http://provider.test", fetch: world.fetch, ...options }, clock),
    );
    const send = (body: unknown = whole): Promise<unknown> => post(client, body, {});
    const lose = async (fate: Fate, body?: unknown): Promise<UnknownOutcomeError> => {
      world.plan(fate);
      return rejection(send(body), UnknownOutcomeError);
    };
    const { batches } = client as Searching;
    const find = (lost: Intent, options: ReconcileOptions = { wait: true }): Promise<Reconciliation> =>
      batches.reconcile(lost, options);
    return { send, lose, find };
  };
  return { world, clock, process, body: whole, ...process() };
}

/** The intent of a client that had never had an answer before. A login or an upload is one. */
const unchecked = (error: UnknownOutcomeError): Intent => {
  const { skewMs: _skewMs, ...stored } = JSON.parse(JSON.stringify(error)) as Intent;
  return stored;
};

const found = (id: string): object => ({ status: "found", handle: { id } });
const absent = { status: "absent" };
const undecided = (why: string): object => ({ status: "undecided", why });

describe.each(cases)("$name: a lost call", (subject) => {
  const { near, same, respelled } = subject.shape;
  const byContent = !subject.isUnique;
  // A label of its own rules out all others, whatever else they have in common.
  const traits = Object.entries(subject.shape.differing).filter(
    ([name]) => byContent || name === "reference",
  );

  test("is found if it was carried out, and absent if it was not", async () => {
    const { lose, find } = setUp(subject);
    expect(await find(await lose("lost"))).toMatchObject(found("batch-1"));
    expect(await find(await lose("dropped"))).toEqual(absent);
  });

  test("is not called absent before the provider has had its time", async () => {
    const { lose, find, clock } = setUp(subject);
    const error = await lose("dropped");
    expect(await find(error, {})).toMatchObject({ ...undecided("settling"), retryAfterMs: 120_000 });
    clock.pass(60_000);
    expect(await find(error, { settleMs: 50_000 })).toEqual(absent);
  });

  test.each([1_000, 30_000, 100_000])("is found if it is carried out %i ms later", async (ms) => {
    const { lose, find, world, clock } = setUp(subject);
    const error = await lose("dropped");
    world.take(world.posted.at(-1), clock.now() + ms);
    expect(await find(error)).toMatchObject(found("batch-1"));
  });

  test("asked about again is the same batch", async () => {
    const { lose, find } = setUp(subject);
    const error = await lose("lost");
    for (let n = 0; n < 2; n++) expect(await find(error)).toMatchObject(found("batch-1"));
    const stored = reordered(JSON.parse(JSON.stringify(error)) as Intent);
    expect(await find(stored)).toMatchObject(found("batch-1"));
  });

  test("never shares its batch with another, though they are alike", async () => {
    const { lose, find } = setUp(subject);
    const errors = [await lose("lost"), await lose("dropped")];
    expect(await find(errors[0] as Intent)).toMatchObject(found("batch-1"));
    expect(await find(errors[1] as Intent)).toEqual(absent);
  });

  test("never shares its batch with another that is looked for at the same time", async () => {
    const { lose, find } = setUp(subject);
    const errors = [await lose("lost"), await lose("dropped")];
    const results = await Promise.all(errors.map((error) => find(error)));
    expect(results.map(({ status }) => status).sort()).toEqual(["absent", "found"]);
  });

  test("of equal size is told from others by what it holds", async () => {
    const { lose, find, body } = setUp(subject);
    const errors = [await lose("lost"), await lose("lost", near(body as never))];
    expect(await find(errors[1] as Intent)).toMatchObject(found("batch-2"));
    expect(await find(errors[0] as Intent)).toMatchObject(found("batch-1"));
  });

  test("is not a batch whose answer came, nor one that the caller knows", async () => {
    const { send, lose, find } = setUp(subject);
    await send();
    expect(await find(await lose("dropped"))).toEqual(absent);
    const error = await lose("lost");
    // Once told, a client remembers.
    for (const known of [["batch-2"], []]) expect(await find(error, { wait: true, known })).toEqual(absent);
  });

  test("keeps the batch that was found for it, also where the caller then names it as known", async () => {
    const { lose, find } = setUp(subject);
    const error = await lose("lost");
    for (const known of [[], ["batch-1"]])
      expect(await find(error, { wait: true, known })).toMatchObject(found("batch-1"));
  });

  test("is not the batch of another worker, of equal size", async () => {
    const { lose, find, world } = setUp(subject);
    const error = await lose("dropped");
    world.take(near(world.posted.at(-1) as never));
    expect(await find(error)).toEqual(absent);
  });

  test.each(traits)("is not the batch of another worker that differs in the %s alone", async (_, change) => {
    const { lose, find, world } = setUp(subject);
    const error = await lose("dropped");
    world.take(change(world.posted.at(-1) as never));
    expect(await find(error)).toEqual(absent);
  });

  test("is found however the provider or another program writes it", async () => {
    const { lose, find, world } = setUp(subject);
    const error = await lose("dropped");
    world.take(respelled(world.posted.at(-1) as never));
    expect(await find(error)).toMatchObject(found("batch-1"));
  });

  const { shrunken } = subject.shape;
  if (shrunken)
    test("is not ruled out by recipients whom the provider turned down", async () => {
      const { lose, find, world } = setUp(subject);
      const error = await lose("dropped");
      world.take(shrunken(world.posted.at(-1) as never));
      const unproven = { ...undecided("unproven"), candidates: [{ id: "batch-1" }] };
      expect(await find(error)).toMatchObject(byContent ? unproven : found("batch-1"));
      expect(await find(error, { wait: true, sole: true })).toMatchObject(found("batch-1"));
    });

  test("is looked for beyond reads that fail, and a look that failed says nothing", async () => {
    const { lose, find, world } = setUp(subject);
    const errors = [await lose("lost"), await lose("dropped")];
    for (const error of errors) {
      world.failReads(100);
      await expect(find(error, {})).rejects.toMatchObject({ status: 500 });
    }
    world.failReads(7);
    expect(await find(errors[0] as Intent)).toMatchObject(found("batch-1"));
    world.failReads(7);
    expect(await find(errors[1] as Intent)).toEqual(absent);
  });

  test("is found beside the batch of another worker, unless they are alike in all", async () => {
    const { lose, find, world } = setUp(subject);
    const error = await lose("lost");
    const [mine] = world.taken;
    world.take(near(mine?.body as never));
    expect(await find(error)).toMatchObject(found("batch-1"));
    const other = setUp(subject);
    const twice = await other.lose("lost");
    other.world.take(same(other.world.taken[0]?.body as never));
    expect(await other.find(twice)).toMatchObject(byContent ? undecided("ambiguous") : found("batch-1"));
  });

  test("is found at once by the caller's word that nobody else sends", async () => {
    const { lose, find } = setUp(subject);
    const error = await lose("lost");
    const retryAfterMs = expect.any(Number) as unknown;
    if (byContent && !subject.shape.isOpenBook)
      expect(await find(error, {})).toMatchObject({ ...undecided("unproven"), retryAfterMs });
    expect(await find(error, { sole: true })).toMatchObject(found("batch-1"));
  });

  test("is found on whatever page of the list it stands", async () => {
    const { lose, find, world } = setUp(subject, { pageSize: 1 });
    const error = await lose("lost");
    for (let n = 0; n < 5; n++) world.take(near(world.taken[0]?.body as never));
    expect(await find(error)).toMatchObject(found("batch-1"));
    expect(await find(await lose("dropped"))).toEqual(absent);
  });

  test("is looked for by another process, with the JSON of the error", async () => {
    const { lose, process } = setUp(subject);
    const stored = [await lose("lost"), await lose("dropped", near(subject.input as never))].map(
      (error) => JSON.parse(JSON.stringify(error)) as Intent,
    );
    const { find } = process();
    expect(await find(stored[0] as Intent)).toMatchObject(found("batch-1"));
    expect(await find(stored[1] as Intent)).toEqual(absent);
  });

  test("of a process that died in it may have been carried out long after it began", async () => {
    const { lose, find, world, clock } = setUp(subject);
    const { endedAt: _endedAt, ...stored } = JSON.parse(JSON.stringify(await lose("dropped"))) as Intent;
    clock.pass(600_000);
    world.take(world.posted.at(-1));
    expect(await find(stored)).toMatchObject(found("batch-1"));
  });

  test("of a process that died in it ended when it is looked for", async () => {
    const { lose, process, clock } = setUp(subject);
    const { endedAt: _endedAt, ...intent } = JSON.parse(JSON.stringify(await lose("dropped"))) as Intent;
    clock.pass(3_600_000);
    const { find } = process();
    expect(await find(intent, {})).toMatchObject({ ...undecided("settling"), retryAfterMs: 120_000 });
    expect(await find(intent)).toEqual(absent);
  });

  test("is not called absent, nor found by its content, where nobody tells the time", async () => {
    const { lose, find } = setUp(subject, { tellsTime: false });
    expect(await find(await lose("dropped"))).toEqual({ ...undecided("clock"), candidates: [] });
    const error = await lose("lost");
    expect(await find(error)).toMatchObject(byContent ? undecided("clock") : found("batch-1"));
  });

  test("is not called absent where our clock was set since", async () => {
    for (const ms of [3_600_000, -3_600_000]) {
      const { lose, find, clock } = setUp(subject);
      const error = await lose("dropped");
      clock.set(ms);
      expect(await find(error)).toEqual({ ...undecided("clock"), candidates: [] });
    }
  });

  test("is not called absent where the clock was set back while nobody sent: the call lies in the future", async () => {
    const { lose, clock, process } = setUp(subject);
    const stored = JSON.parse(JSON.stringify(await lose("dropped"))) as Intent;
    clock.set(-3_600_000);
    const { find } = process();
    expect(await find(stored)).toEqual({ ...undecided("clock"), candidates: [] });
  });

  test.runIf(byContent)("is decided by another process, whatever ran an hour before", async () => {
    const hour = 3_600_000;
    for (const [fate, verdict] of [["lost", found("batch-2")] as const, ["dropped", absent] as const]) {
      const { lose, clock, process, world, body } = setUp(subject);
      world.take(same(body as never), clock.now() - hour);
      const stored = unchecked(await lose(fate));
      clock.pass(900_000);
      expect(await process().find(stored)).toMatchObject(verdict);
    }
  });

  test("is absent for another process once what else may be it has shown that it is not", async () => {
    const { lose, clock, process, world } = setUp(subject);
    const stored = unchecked(await lose("dropped"));
    world.take(near(world.posted.at(-1) as never), clock.now() - 10_000);
    clock.pass(121_000);
    expect(await process().find(stored)).toEqual(absent);
  });

  test("is none of the batches that are known, however many they are", async () => {
    const { lose, find, world } = setUp(subject);
    const error = await lose("dropped");
    const known = [world.take(world.posted.at(-1))];
    for (let n = 0; n < 10_000; n++) known.push(`other-${n}`);
    expect(await find(error, { wait: true, known: known.values() })).toEqual(absent);
  });

  test("that ended before it began, or in the future, is one in which the clock was set back", async () => {
    const { lose, process } = setUp(subject);
    const stored = JSON.parse(JSON.stringify(await lose("dropped"))) as Intent;
    const { find } = process();
    for (const endedAt of [stored.startedAt - 600_000, stored.startedAt + 600_000])
      expect(await find({ ...stored, endedAt })).toEqual({ ...undecided("clock"), candidates: [] });
  });

  test("may come back from a database, with null for what there is not", async () => {
    const { lose, process } = setUp(subject);
    const { endedAt: _endedAt, ...stored } = JSON.parse(JSON.stringify(await lose("lost"))) as Intent;
    const nulls = { endedAt: null, account: null, skewMs: null } as object;
    const { find } = process();
    expect(await find({ ...stored, ...nulls })).toMatchObject(found("batch-1"));
    expect(await find({ ...stored, ...nulls, correlation: null } as never)).toMatchObject(
      undecided("untraceable"),
    );
  });

  test("needs a beginning and a settling that are numbers", async () => {
    const { lose, find } = setUp(subject);
    const error = JSON.parse(JSON.stringify(await lose("lost"))) as Intent;
    for (const changes of [{ startedAt: NaN }, { startedAt: String(error.startedAt) }, { endedAt: "now" }])
      await rejection(find({ ...error, ...changes } as Intent), ValidationError);
    for (const options of [{ settleMs: NaN }, { settleMs: -1 }, { settleMs: Infinity }, { timeoutMs: NaN }])
      await rejection(find(error, options), ConfigError);
  });

  test("is waited for by what proves it, although another process does not know when it was sent", async () => {
    for (const ms of [3_600_000, -3_600_000]) {
      const { lose, clock, process, world } = setUp(subject);
      const stored = JSON.parse(JSON.stringify(await lose("dropped"))) as Intent;
      world.take(world.posted.at(-1), clock.now() + 90_000);
      clock.set(ms);
      // An answer before the call had told the provider's time.
      const said = await process().find({ ...stored, skewMs: 0 });
      expect(said).toMatchObject(byContent ? undecided("clock") : found("batch-1"));
    }
  });

  test("that was accepted is not looked for until the end of days where the clock proves nothing", async () => {
    const { lose, clock, process } = setUp(subject);
    const stored = JSON.parse(JSON.stringify(await lose("dropped"))) as Intent;
    clock.set(-3_600_000);
    const before = clock.monotonic();
    const accepted = { ...stored, accepted: true };
    expect(await process().find(accepted)).toEqual({ ...undecided("clock"), candidates: [] });
    expect(clock.monotonic() - before).toBeLessThan(150_000);
  });

  test("is found in the provider's time where our clock was set since, if a label proves it", async () => {
    for (const ms of [3_600_000, -3_600_000]) {
      const { lose, find, world, clock } = setUp(subject);
      const createdMs = clock.now() + 30_000;
      const error = await lose("dropped");
      clock.set(ms);
      world.take(world.posted.at(-1), createdMs);
      expect(await find(error)).toMatchObject(byContent ? undecided("clock") : found("batch-1"));
    }
  });

  test("is looked for until the deadline, and as long as the caller wants", async () => {
    const { lose, find, clock } = setUp(subject);
    const error = await lose("dropped");
    const before = clock.monotonic();
    expect(await find(error, { wait: true, timeoutMs: 30_000 })).toMatchObject(undecided("settling"));
    expect(clock.monotonic() - before).toBe(30_000);
    const controller = new AbortController();
    clock.onSleep = () => controller.abort(new Error("enough"));
    await expect(find(error, { wait: true, signal: controller.signal })).rejects.toThrow("enough");
  });

  test("is one of this provider's sends, and of this account", async () => {
    const { lose, find, process } = setUp(subject);
    const error = JSON.parse(JSON.stringify(await lose("lost"))) as Intent;
    await rejection(find({ ...error, operation: "listThings" }), ValidationError);
    await rejection(find({ ...error, provider: "another" }), ValidationError);
    await rejection(find({ ...error, accepted: false } as Intent), ValidationError);
    const elsewhere = process(subject.subject.account);
    if (subject.subject.account)
      await rejection(elsewhere.find({ ...error, account: "w2" }), ValidationError);
    expect(await elsewhere.find({ ...error, account: "w1" }, { sole: true })).toMatchObject({
      status: "found",
    });
  });

  test("that left no trace cannot be looked for", async () => {
    const { lose, find, world } = setUp(subject);
    const { provider, operation, startedAt } = await lose("lost");
    const before = world.asked.length;
    expect(await find({ provider, operation, startedAt })).toEqual({
      ...undecided("untraceable"),
      candidates: [],
    });
    expect(world.asked).toHaveLength(before);
  });

  test("is read about, and nothing is sent", async () => {
    const { lose, find, world } = setUp(subject);
    const errors = [await lose("lost"), await lose("dropped")];
    const before = world.taken.length;
    for (const error of errors) await find(error);
    expect(world.taken).toHaveLength(before);
    expect(world.posted).toHaveLength(2);
  });
});

/** As a database may give it back. */
function reordered<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [
        key,
        typeof each === "object" && each !== null && !Array.isArray(each) ? reordered(each as object) : each,
      ]),
  ) as T;
}
