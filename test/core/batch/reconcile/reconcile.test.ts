import { describe, expect, it } from "vitest";
import {
  IncompleteResultsError,
  NotFoundError,
  PaginationError,
} from "../../../../src/core/base/errors/index.js";
import type { BatchContent, Traits } from "../../../../src/core/batch/reconcile/evidence.js";
import { reconcile } from "../../../../src/core/batch/reconcile/reconcile.js";
import type { Intent, ReconcileOptions } from "../../../../src/core/base/types/index.js";
import { ServerClock } from "../../../../src/core/transport/server-clock.js";
import { FakeClock } from "../../../support/fake-clock.js";

interface Batch {
  /** Undefined: its row has none. */
  readonly id?: string;
  /** When the provider created it, relative to the start of the call; undefined: it does not say. */
  readonly at?: number;
  /** From when on it is listed, relative to the start of the call. */
  readonly from?: number;
  readonly traits?: Traits;
  readonly content?: BatchContent;
  /** Why its content cannot be read. */
  readonly fault?: Error;
}

interface Scene {
  readonly batches?: readonly Batch[];
  readonly options?: ReconcileOptions;
  readonly intent?: Partial<Intent>;
  readonly isAccepted?: boolean;
  readonly known?: readonly string[];
  /** How far the provider's clock is ahead of ours, per answer; undefined: the answer has no `Date`. */
  readonly skews?: readonly (number | undefined)[];
  /** How many seconds pass at the provider in one of ours. Default 1. */
  readonly rate?: number;
  /** What happens between the end of the call and the look. */
  readonly meanwhile?: (clock: FakeClock) => void;
  readonly waitTimeoutMs?: number;
  readonly page?: (look: number) => void;
}

const SECOND = 1_000;
const SIZE_AND_IDS = { size: 2, ids: "digest" };

/** A call of 10 s without an answer, and a provider that lists batches. */
async function look(scene: Scene) {
  const { batches = [], options = {}, skews = [0], rate = 1, known = [] } = scene;
  const clock = new FakeClock();
  const serverClock = new ServerClock(clock);
  const startedAt = serverClock.begin();
  clock.pass(10 * SECOND);
  const intent = { provider: "p", operation: "o", startedAt, endedAt: clock.now(), ...scene.intent };
  scene.meanwhile?.(clock);
  let looks = 0;
  const begunAt = clock.monotonic();
  const result = await reconcile<Batch>({
    intent: { correlation: SIZE_AND_IDS, ...intent },
    isAccepted: scene.isAccepted ?? false,
    options,
    clock,
    serverClock,
    schedule: { initialMs: 2 * SECOND, factor: 2, maxMs: 60 * SECOND, jitter: 0 },
    waitTimeoutMs: scene.waitTimeoutMs ?? Infinity,
    isFree: ({ id = "" }) => !known.includes(id),
    handleOf: ({ id = "" }) => ({ v: 1, provider: "p", id }),
    search: {
      unique: ["label"],
      async *candidates() {
        await Promise.resolve();
        const skew = skews[Math.min(looks++, skews.length - 1)];
        const date = new Date(clock.now() + (skew ?? 0) + clock.monotonic() * (rate - 1)).toUTCString();
        scene.page?.(looks);
        serverClock.observe(new Headers(skew === undefined ? {} : { date }));
        yield* batches.filter(({ from = 0 }) => clock.monotonic() >= from);
      },
      createdAtMs: ({ at }) => (at === undefined ? NaN : startedAt + at),
      traits: ({ traits }) => traits ?? { size: 2 },
      content: ({ content, fault }) =>
        fault
          ? Promise.reject(fault)
          : Promise.resolve(content ?? { traits: { ids: "digest" }, isOpen: false }),
    },
  });
  return { result, looks, waitedMs: clock.monotonic() - begunAt };
}

const settled = (clock: FakeClock): void => clock.pass(121 * SECOND);
const undecided = (why: string, ...ids: string[]): object => ({
  status: "undecided",
  why,
  candidates: ids.map((id) => ({ v: 1, provider: "p", id })),
});

describe("a lost batch is found", () => {
  it("if its content is that of the call", async () => {
    const { result } = await look({ batches: [{ id: "b", at: 3 * SECOND }] });
    expect(result).toMatchObject({ status: "found", batch: { id: "b" }, handle: { id: "b" } });
  });

  it.each([
    ["by a label of ours alone, whatever else it shows", { label: "x" }, undefined],
    ["by a label of ours without any date", { label: "x" }, undefined],
  ])("%s", async (_, traits, at) => {
    const batches = [{ id: "b", traits, ...(at !== undefined && { at }) }];
    const { result } = await look({
      batches,
      intent: { correlation: { label: "x", size: 9 } },
      skews: [undefined],
    });
    expect(result).toMatchObject({ status: "found" });
  });

  it("by its content, whatever else shows too little of itself", async () => {
    for (const isOpen of [true, false]) {
      const other = { id: "other", at: 0, content: { traits: {}, isOpen } };
      const { result } = await look({ batches: [other, { id: "ours", at: 0 }] });
      expect(result).toMatchObject({ status: "found", handle: { id: "ours" } });
    }
  });

  it("by the caller's word that nobody else sends, where its content cannot be seen", async () => {
    const batches = [{ id: "b", at: 0, content: { traits: {}, isOpen: true } }];
    const { result } = await look({ batches, options: { sole: true } });
    expect(result).toMatchObject({ status: "found" });
  });

  it("as soon as it shows its content, when told to wait", async () => {
    const open = { traits: {}, isOpen: true };
    const batch = { id: "b", at: 0, content: open as BatchContent };
    const page = (n: number): void => {
      if (n === 4) batch.content = { traits: { ids: "digest" }, isOpen: false };
    };
    const { result, looks } = await look({ batches: [batch], options: { wait: true }, page });
    expect(result).toMatchObject({ status: "found" });
    expect(looks).toBe(4);
  });

  it("within the seconds by which a date may be off, but not before them", async () => {
    expect((await look({ batches: [{ id: "b", at: -2 * SECOND }] })).result.status).toBe("found");
    expect((await look({ batches: [{ id: "b", at: -5 * SECOND }] })).result.status).toBe("undecided");
  });

  it("where the provider was still at it when the call ended", async () => {
    const late = { id: "late", at: 40 * SECOND, from: 40 * SECOND };
    const { result } = await look({ batches: [late], options: { wait: true } });
    expect(result).toMatchObject({ status: "found", handle: { id: "late" } });
  });
});

describe("a batch is ruled out", () => {
  const absent = async (batch: Batch): Promise<string> =>
    (await look({ batches: [batch], meanwhile: settled })).result.status;

  it.each<[string, Batch]>([
    ["if a trait of its document differs", { id: "b", at: 0, traits: { size: 3 } }],
    [
      "if a trait of its content differs",
      { id: "b", at: 0, content: { traits: { ids: "x" }, isOpen: false } },
    ],
    ["if it was created before the call", { id: "b", at: -60 * SECOND }],
    ["if it was created after the settling", { id: "b", at: 140 * SECOND }],
  ])("%s", async (_, batch) => {
    expect(await absent(batch)).toBe("absent");
  });

  it("if its content dates it before the call", async () => {
    const content = {
      traits: { ids: "digest" },
      isOpen: false,
      createdByMs: Date.parse("2026-11-20T00:00:00Z"),
    };
    expect(await absent({ id: "b", content })).toBe("absent");
  });

  it("if it is accounted for", async () => {
    const { result } = await look({ batches: [{ id: "b", at: 0 }], known: ["b"], meanwhile: settled });
    expect(result).toEqual({ status: "absent" });
  });
});

describe("absent", () => {
  it("is said after the settling and a second read", async () => {
    const { result, looks } = await look({ meanwhile: settled });
    expect(result).toEqual({ status: "absent" });
    expect(looks).toBe(2);
  });

  it("is not said before the provider has had its time", async () => {
    const { result, looks } = await look({});
    expect(result).toMatchObject({ ...undecided("settling"), retryAfterMs: 120 * SECOND });
    expect(looks).toBe(1);
  });

  it("is waited for through the settling", async () => {
    const { result, waitedMs } = await look({ options: { wait: true } });
    expect(result).toEqual({ status: "absent" });
    expect(waitedMs).toBeGreaterThanOrEqual(120 * SECOND);
  });

  it("counts from now for a process that died in the call", async () => {
    const { result } = await look({ intent: { endedAt: undefined as never }, meanwhile: settled });
    expect(result).toMatchObject(undecided("settling"));
  });

  it("is never said of a call that was carried out", async () => {
    const { result } = await look({ isAccepted: true, meanwhile: settled });
    expect(result).toMatchObject({ ...undecided("settling"), retryAfterMs: 60 * SECOND });
  });

  it("is not said on the strength of a second read that shows the batch", async () => {
    const batches = [{ id: "late", at: 0, from: 132 * SECOND }];
    const { result } = await look({ batches, meanwhile: settled });
    expect(result).toMatchObject({ status: "found", handle: { id: "late" } });
  });
});

describe("what is not proved is undecided", () => {
  it("while the one candidate shows too little", async () => {
    const batches = [{ id: "b", at: 0, content: { traits: {}, isOpen: true } }];
    const { result } = await look({ batches });
    expect(result).toMatchObject({ ...undecided("unproven", "b"), retryAfterMs: 60 * SECOND });
  });

  it("for good, if it will never show more", async () => {
    const batches = [{ id: "b", at: 0, content: { traits: {}, isOpen: false } }];
    const { result } = await look({ batches, options: { wait: true } });
    expect(result).toEqual(undecided("unproven", "b"));
  });

  it("between two that are proven, or none of two that fit", async () => {
    const two = [
      { id: "a", at: 0 },
      { id: "b", at: 0 },
    ];
    expect((await look({ batches: two })).result).toMatchObject(undecided("ambiguous", "a", "b"));
    const half = { at: 0, content: { traits: {}, isOpen: false } };
    const halves = [
      { id: "a", ...half },
      { id: "b", ...half },
    ];
    expect((await look({ batches: halves })).result).toMatchObject(undecided("ambiguous", "a", "b"));
    const growing = { id: "c", at: 0, content: { traits: {}, isOpen: true } };
    const { result } = await look({ batches: [...two, growing], options: { wait: true } });
    expect(result).toEqual(undecided("ambiguous", "a", "b", "c"));
    expect((await look({ batches: two, options: { sole: true } })).result.status).toBe("undecided");
  });

  it("if the list cannot be read to its end", async () => {
    const page = (): never => {
      throw new PaginationError("the server announced a page that was read already");
    };
    const { result } = await look({ meanwhile: settled, page, options: { wait: true } });
    expect(result).toEqual(undecided("unproven"));
  });

  it("if a row that fits has no id: it can be neither read nor named, and may be the lost one", async () => {
    for (const batch of [{ at: 0 }, { traits: { label: "x" } }, {}]) {
      const intent = { correlation: { ...SIZE_AND_IDS, label: "x" } };
      const { result } = await look({
        batches: [batch],
        intent,
        meanwhile: settled,
        options: { wait: true },
      });
      expect(result).toEqual(undecided("unproven"));
    }
  });

  it("a row without an id is none that differs, or that was made at another time", async () => {
    const batches = [{ at: 0, traits: { size: 3 } }, { at: -86_400_000 }];
    expect((await look({ batches, meanwhile: settled })).result).toEqual({ status: "absent" });
  });

  it("without a date: it may be years old", async () => {
    for (const traits of [undefined, SIZE_AND_IDS]) {
      const { result } = await look({ batches: [{ id: "b", traits }] });
      expect(result).toMatchObject(undecided("unproven", "b"));
    }
  });

  it("if its content is gone, or not all of it can be read", async () => {
    for (const fault of [
      new NotFoundError({ status: 404, headers: new Headers(), body: undefined, bodyText: "", attempts: [] }),
      new IncompleteResultsError({ expected: 2, received: 1 }),
    ]) {
      const { result } = await look({ batches: [{ id: "b", at: 0, fault }], meanwhile: settled });
      expect(result).toMatchObject(undecided("unproven", "b"));
    }
  });
});

describe("clocks", () => {
  const HOUR = 3_600 * SECOND;

  it("that run apart are no trouble: the provider's counts", async () => {
    const batches = [{ id: "b", at: HOUR + 3 * SECOND }];
    expect((await look({ batches, skews: [HOUR] })).result.status).toBe("found");
  });

  it.each<[string, Scene]>([
    ["no answer has a date", { skews: [undefined] }],
    ["ours was set forward since the call", { meanwhile: (clock) => clock.set(HOUR) }],
    ["ours was set back since the call", { meanwhile: (clock) => clock.set(-HOUR) }],
    ["the provider's jumped since the call", { intent: { skewMs: 0 }, skews: [HOUR] }],
    ["the provider's jumped back since the call", { intent: { skewMs: HOUR }, skews: [0] }],
    ["the provider's jumped between two reads", { skews: [0, HOUR] }],
  ])("make absence a guess where %s", async (_, scene) => {
    const meanwhile = (clock: FakeClock): void => {
      scene.meanwhile?.(clock);
      settled(clock);
    };
    const { result } = await look({ ...scene, meanwhile, options: { wait: true } });
    expect(result).toEqual(undecided("clock"));
  });

  it("that jumped do not hide the batch", async () => {
    const batches = [{ id: "b", at: HOUR, content: { traits: {}, isOpen: false } }];
    const { result } = await look({ batches, meanwhile: (clock) => clock.set(HOUR) });
    expect(result).toMatchObject(undecided("clock", "b"));
  });

  it("that run fast all the time are known, if the call's own time is", async () => {
    const fast = { rate: 60, meanwhile: settled };
    expect((await look({ ...fast, intent: { skewMs: 0 } })).result).toEqual({ status: "absent" });
    // Reckoned back, the time of the call is good enough to recognise the batch, but not to say that there is none.
    expect((await look(fast)).result).toEqual(undecided("clock"));
    const batches = [{ id: "b", at: 60 * 2 * SECOND }];
    expect((await look({ ...fast, batches })).result).toMatchObject({ status: "found" });
  });
});

describe("a wait for proof", () => {
  it("ends with the last word at its own deadline", async () => {
    const { result, waitedMs } = await look({ options: { wait: true, timeoutMs: 30 * SECOND } });
    expect(result).toMatchObject(undecided("settling"));
    expect(waitedMs).toBe(30 * SECOND);
  });

  it("ends with the caller's signal", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(look({ options: { wait: true, signal } })).rejects.toThrow("enough");
  });
});
