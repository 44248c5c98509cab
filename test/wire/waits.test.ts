/** What the waits of every client live through, how long they go on, and what ends their sleep. */
import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { NotFoundError, PermissionError, WaitTimeoutError } from "../../src/core/base/errors/index.js";
import type { BatchHandle, BatchSnapshot, WaitOptions } from "../../src/core/base/types/index.js";
import { endedBatch, messageBatch } from "../support/anthropic.js";
import { FakeClock } from "../support/fake-clock.js";
import { batch as ip1Batch } from "../support/ip1.js";
import { batch as openaiBatch, endedBatch as openaiEnded } from "../support/openai.js";
import { all, rejection } from "../support/rejection.js";
import { batch as ringcentralBatch, statuses } from "../ringcentral/support.js";
import { report, textBatch } from "../sinch/fixtures.js";
import { operationsOf } from "./matrix/spec.js";
import { subjects } from "./matrix/subjects.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = new Date(new FakeClock().now() + 5 * DAY).toISOString();
const LATER = "2027-01-31T00:00:00Z";

type State = "running" | "scheduled" | "ended";

interface Row {
  /** The id that the calls of the subject name. */
  readonly id: string;
  readonly deadlineMs: number;
  readonly document: (state: State) => object;
  /** Whether a batch may be scheduled for later. */
  readonly isPlannable?: true;
}

const rows: Readonly<Record<string, Row>> = {
  anthropic: {
    id: "msgbatch_01Matrix",
    deadlineMs: 26 * HOUR,
    document: (state) => (state === "ended" ? endedBatch({}) : messageBatch()),
  },
  openai: {
    id: "batch_Matrix",
    deadlineMs: 26 * HOUR,
    document: (state) => (state === "ended" ? openaiEnded(0) : openaiBatch()),
  },
  ringcentral: {
    id: "9a1f6c0e",
    deadlineMs: 8 * DAY,
    document: (state) =>
      ringcentralBatch(state === "ended" ? { status: "Completed", processedCount: 2 } : {}),
  },
  ip1: {
    id: "6b0162407d40c3f815a92d5c",
    deadlineMs: 8 * DAY,
    document: (state) =>
      ip1Batch({
        status: { running: 111, scheduled: 101, ended: 112 }[state],
        deliveryWindows: state === "scheduled" ? [{ opens: START }] : [],
      }),
    isPlannable: true,
  },
  "sinch (plan)": {
    id: "01M7W2Y80WK9HZNGVX2Z66Z1C0",
    deadlineMs: 8 * DAY,
    document: (state) => textBatch({ expire_at: LATER, ...(state === "scheduled" && { send_at: START }) }),
    isPlannable: true,
  },
};

type Options = WaitOptions<BatchSnapshot>;

interface Waiting {
  wait(ref: unknown, options?: Options): Promise<BatchSnapshot>;
  waitAll(refs: readonly unknown[], options?: Options): Promise<readonly BatchSnapshot[]>;
  results(ref: unknown): AsyncIterable<unknown>;
  handle(batch: unknown): BatchHandle;
}

const verbs: Readonly<
  Record<string, (batches: Waiting, ref: unknown, options?: Options) => Promise<unknown>>
> = {
  wait: (batches, ref, options) => batches.wait(ref, options),
  waitAll: async (batches, ref, options) => (await batches.waitAll([ref], options))[0],
};

/** A client whose looks at its batch are answered like this, the last one for good. Everything else goes well. */
function setUp(name: string, looks: readonly (State | Response)[], clock = new FakeClock()) {
  const { id, document } = rows[name] as Row;
  const script = [...looks];
  let state: State = "running";
  const answer = (path: string, method: string): Response => {
    if (/\/oauth2?\/token$/.test(path)) return Response.json({ access_token: "token-0123456789" });
    if (path.endsWith("/delivery_report"))
      return Response.json(report(state === "ended" ? { Delivered: 1 } : { Queued: 1 }));
    if (path.endsWith("/statuses"))
      return Response.json(statuses(state === "ended" ? { delivered: 2 } : { queued: 2 }));
    if (path.endsWith("/results")) return new Response("");
    if (method !== "GET") return Response.json({ ...document("running"), id });
    const look = script.length > 1 ? script.shift() : script[0];
    if (look instanceof Response) return look.clone();
    state = look as State;
    return Response.json({ ...document(state), id });
  };
  const fetch: typeof globalThis.fetch = async (url, init) =>
    answer(new URL(url as string).pathname, init?.method ?? "GET");
  const subject = subjects.find((each) => each.name === name);
  const options = { baseUrl: "http://waits.test", fetch, retry: false as const };
  const client = subject?.make(withClock(options, clock)) as { readonly batches: Waiting };
  return { id, clock, batches: client.batches, calls: subject?.callsOf(client) };
}

const specOf = (name: string): string => subjects.find((each) => each.name === name)?.spec ?? "";
const named = (name: string, pattern: RegExp) =>
  operationsOf(specOf(name)).filter(({ clientMethod }) => pattern.test(clientMethod));

const gone = (): Response => new Response(null, { status: 404 });
const page = (): Response =>
  new Response("<html>Sign in</html>", { status: 403, headers: { "content-type": "text/html" } });
/** Has the form of every provider. */
const refusal = (): Response =>
  Response.json(
    { error: { type: "x", message: "no" }, errorCode: "x", code: "x", text: "no", title: "no" },
    { status: 403 },
  );

const cases = Object.keys(rows).flatMap((name) => Object.keys(verbs).map((verb) => [verb, name] as const));

describe.each(cases)("%s of %s", (verb, name) => {
  const wait = verbs[verb] as (typeof verbs)[string];
  const { deadlineMs, isPlannable } = rows[name] as Row;

  it("outlives a 404 between two good looks", async () => {
    const { batches, id } = setUp(name, ["running", gone(), "ended"]);
    expect(await wait(batches, id)).toMatchObject({ phase: "ended" });
  });

  it("outlives the page of a network in front of the provider, and ends at once by the provider's own 403", async () => {
    const { batches, id } = setUp(name, [page(), "running", page(), "ended"]);
    expect(await wait(batches, id)).toMatchObject({ phase: "ended" });
    const refused = setUp(name, [refusal(), "ended"]);
    await rejection(wait(refused.batches, id), PermissionError);
  });

  it("gives the batch of a stored handle a minute to appear, counted from its send", async () => {
    const [create] = named(name, /^batches\.(create|send)$/);
    for (const [ageMs, isForgiven] of [
      [50_000, true],
      [61_000, false],
    ] as const) {
      const sender = setUp(name, ["running"]);
      const sent = await sender.calls?.[create?.id ?? ""]?.(create?.body as never, {});
      const handle: unknown = JSON.parse(JSON.stringify(sender.batches.handle(sent)));
      const { batches, clock } = setUp(name, [gone(), "ended"]);
      clock.pass(ageMs);
      if (isForgiven) expect(await wait(batches, handle)).toMatchObject({ phase: "ended" });
      else await rejection(wait(batches, handle), NotFoundError);
    }
  });

  it("has a deadline that nobody need name, counted from a start that lies ahead", async () => {
    const states: readonly State[] = isPlannable ? ["running", "scheduled"] : ["running"];
    for (const state of states) {
      const { batches, clock, id } = setUp(name, [state]);
      const error = await rejection(
        wait(batches, id, { schedule: { initialMs: HOUR, maxMs: HOUR } }),
        WaitTimeoutError,
      );
      expect(error.message).toContain(String(deadlineMs));
      expect(clock.monotonic()).toBe(deadlineMs + (state === "scheduled" ? 5 * DAY : 0));
    }
  });

  it.each(named(name, /^batches\.(cancel|update|replace)$/).map(({ id, body }) => [id, body] as const))(
    "looks at once when this client changes the batch: %s",
    async (operation, body) => {
      const { batches, calls, clock, id } = setUp(name, ["running", "ended"]);
      clock.hold();
      const waiting = wait(batches, id);
      await clock.untilSleeping();
      await calls?.[operation]?.(body as never, {});
      expect(await waiting).toMatchObject({ phase: "ended" });
      expect(clock.monotonic()).toBe(0);
    },
  );
});

describe.each(["anthropic", "openai", "sinch (plan)"])("the look before the results of %s", (name) => {
  it("outlives a page of a network, a 5xx and a batch that does not show yet, as a wait does", async () => {
    const { batches, id, clock } = setUp(name, [page(), new Response("", { status: 500 }), gone(), "ended"]);
    const createdAt = new Date(clock.now()).toISOString();
    const handle = { v: 1, provider: specOf(name), id, createdAt };
    expect(await all(batches.results(handle))).toBeInstanceOf(Array);
  });
});
