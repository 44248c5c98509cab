import { describe, expect, it } from "vitest";
import type { Run, RunItem } from "../../src/core/batch/run/types.js";
import { type Chunk, Session } from "../../src/dbos/session.js";

// What a job hands over, without DBOS. The rest is in test/services.

const item = (position: number, round: number): RunItem => ({
  position,
  id: `r${position}`,
  round,
  kind: round === 1 ? "retry" : "usable",
  result: {},
  handle: { v: 1, provider: "anthropic", id: `batch-${round}` },
});

/** A run that yields these and then fails, or ends. */
function runOf(items: readonly RunItem[], error?: Error): Run {
  return {
    async *[Symbol.asyncIterator]() {
      yield* items;
      await Promise.resolve();
      if (error) throw error;
    },
    summary: () => Promise.resolve({ items: items.length, kinds: {}, rounds: 1, parts: [], rejected: 0 }),
  };
}

interface Job {
  readonly session: Session;
  readonly handedOver: readonly string[];
}

/** `runs`: those of one process. `chunks`: what earlier processes have written down. */
function jobOf(runs: readonly Run[], chunks: readonly Chunk[] = []): Job {
  const left = [...runs];
  const handedOver: string[] = [];
  const session = new Session({
    open: () => left.shift() as Run,
    onItem: ({ id, kind }) => handedOver.push(`${id} ${kind}`),
  });
  // DBOS gives them back as JSON.
  for (const chunk of chunks) session.note(JSON.parse(JSON.stringify(chunk)) as Chunk);
  return { session, handedOver };
}

describe("a result of a later round", () => {
  const failed = (): Run => runOf([item(0, 1), item(1, 1)], new Error("no network"));

  it("is handed over, although a run that failed had to hand over an earlier one", async () => {
    const { session, handedOver } = jobOf([failed(), runOf([item(0, 2), item(1, 1)])]);
    const first = await session.take();
    session.note(first);
    expect(first.failure).toContain("no network");
    const second = await session.take();
    expect(handedOver).toEqual(["r0 retry", "r1 retry", "r0 usable"]);
    expect(second).toMatchObject({ ranges: [[0, 0]], summary: { items: 2 } });

    const next = jobOf([runOf([item(0, 2), item(1, 2)])], [first, second]);
    await next.session.take();
    expect(next.handedOver, "another process goes on").toEqual(["r1 usable"]);
  });

  it("is not replaced by an earlier one, which a run that fails later gives", async () => {
    const chunk = await jobOf([runOf([item(0, 3), item(1, 2)])]).session.take();
    const { session, handedOver } = jobOf([failed(), runOf([item(0, 2), item(1, 3)])], [chunk]);
    await session.take();
    await session.take();
    expect(handedOver).toEqual(["r1 usable"]);
  });
});
