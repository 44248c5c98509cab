import { describe, expect, it } from "vitest";
import { reconcile, type TimeWindow } from "../../../src/core/batch/reconcile.js";
import { FakeClock } from "../../support/fake-clock.js";

interface Batch {
  readonly id: string;
  readonly at: number;
  readonly certain?: boolean;
}

const minute = 60_000;
const startedAtMs = 1_000 * minute;

/** Batches as a provider lists them: those within the window asked for, by its own clock. */
function search(batches: readonly Batch[], skews: readonly number[] = [0]) {
  const windows: TimeWindow[] = [];
  const clock = new FakeClock();
  const promise = reconcile<Batch>({
    startedAtMs,
    clock,
    skewMs: () => skews[Math.min(windows.length, skews.length - 1)] as number,
    async *candidates(window) {
      await Promise.resolve();
      windows.push(window);
      yield* batches.filter(({ at }) => at >= window.fromMs && at <= window.toMs);
    },
    isCertain: ({ certain }) => certain ?? true,
    handleOf: ({ id }) => ({ v: 1, provider: "sinch", id }),
  });
  return { promise, windows };
}

describe("reconcile", () => {
  it("finds the one batch within five minutes either side", async () => {
    const others = [
      { id: "early", at: startedAtMs - 6 * minute },
      { id: "late", at: startedAtMs + 6 * minute },
    ];
    const { promise } = search([...others, { id: "lost", at: startedAtMs + minute }]);
    expect(await promise).toMatchObject({ status: "found", batch: { id: "lost" }, handle: { id: "lost" } });
  });

  it("says absent only after a second look", async () => {
    const { promise, windows } = search([]);
    expect(await promise).toEqual({ status: "absent" });
    expect(windows).toHaveLength(2);
  });

  it("leaves it undecided between two", async () => {
    const { promise } = search([
      { id: "a", at: startedAtMs },
      { id: "b", at: startedAtMs },
    ]);
    expect(await promise).toMatchObject({ status: "undecided", candidates: [{ id: "a" }, { id: "b" }] });
  });

  it("never takes an uncertain candidate for the lost batch", async () => {
    const { promise } = search([{ id: "a", at: startedAtMs, certain: false }]);
    expect(await promise).toMatchObject({ status: "undecided", candidates: [{ id: "a" }] });
  });

  it("goes by the provider's clock, also where the first look is the first to learn it", async () => {
    const batches = [{ id: "lost", at: startedAtMs + 60 * minute }];
    expect(await search(batches, [60 * minute]).promise).toMatchObject({ status: "found" });
    const { promise, windows } = search(batches, [0, 60 * minute]);
    expect(await promise).toMatchObject({ status: "found" });
    expect(windows.map(({ fromMs }) => fromMs)).toEqual([
      startedAtMs - 5 * minute,
      startedAtMs + 55 * minute,
    ]);
  });

  it("does not chase a clock that keeps running away", async () => {
    const { promise, windows } = search([], [0, 60 * minute, 120 * minute, 180 * minute]);
    expect(await promise).toEqual({ status: "absent" });
    expect(windows).toHaveLength(4);
  });

  it("looks at all that the clocks allow if they drift apart meanwhile", async () => {
    const lost = { id: "lost", at: startedAtMs + 12 * minute };
    const { promise, windows } = search([lost], [0, 30 * minute, 30 * minute, 120 * minute]);
    expect(await promise).toMatchObject({ status: "found", batch: { id: "lost" } });
    expect(windows.at(-1)).toEqual({
      fromMs: startedAtMs - 5 * minute,
      toMs: startedAtMs + 125 * minute,
    });
  });

  it("keeps to its window when the clocks differ but run alike", async () => {
    const earlier = { id: "earlier", at: startedAtMs + 12 * minute };
    const { promise } = search([earlier], [0, 30 * minute]);
    expect(await promise).toEqual({ status: "absent" });
  });
});
