import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { Progress } from "../../src/cli/progress.js";
import { tableText } from "../../src/cli/table.js";
import type { BatchCounts, BatchHandle, BatchSnapshot } from "../../src/index.js";
import type { Io } from "../../src/cli/io.js";

const ESCAPE = "\u001B";

interface Screen {
  readonly io: Io;
  /** All that was written, and what of it a person can read. */
  readonly written: () => string;
  readonly lines: () => string[];
}

function screen({
  isTTY = false,
  columns = 80,
  rows = 24,
  env = {},
}: { isTTY?: boolean; columns?: number; rows?: number; env?: Record<string, string> } = {}): Screen {
  const texts: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      texts.push(String(chunk));
      done();
    },
  });
  const stderr = Object.assign(stream, { isTTY, columns, rows });
  const stdout = Object.assign(new Writable(), { isTTY, columns, rows });
  const written = (): string => texts.join("");
  const lines = (): string[] =>
    stripVTControlCharacters(written())
      .split("\n")
      .filter((line) => line !== "");
  return { io: { stderr, stdout, env } as unknown as Io, written, lines };
}

const handle = (number: number): BatchHandle => ({ v: 1, provider: "anthropic", id: `batch-${number}` });

function snapshot(number: number, done: number, total = 100): BatchSnapshot {
  const counts: BatchCounts = {
    total,
    pending: total - done,
    succeeded: done,
    failed: 0,
    canceled: 0,
    expired: 0,
    unknown: 0,
  };
  const state =
    done === total ? ({ phase: "ended", outcome: "completed" } as const) : ({ phase: "running" } as const);
  return { handle: handle(number), ...state, counts, raw: {}, polls: 1, elapsedMs: 0 };
}

describe("progress without a terminal", () => {
  it("is a plain line per change of phase, and for counts alone one in fifteen seconds", () => {
    const { io, lines, written } = screen();
    let now = Date.UTC(2026, 10, 27);
    const progress = new Progress(io, { hasData: false }, () => now);
    progress.add({ handle: handle(1), from: 0, to: 1_200 });
    progress.update(snapshot(1, 0));
    for (let done = 1; done <= 32; done++) {
      now += 1_000;
      progress.update(snapshot(1, done));
    }
    progress.update(snapshot(1, 100));
    progress.close();
    expect(lines()).toEqual([
      "part 1 (1,200 items): sent, 0s",
      "part 1 (1,200 items): running, 0 of 100 done, 0s",
      expect.stringMatching(
        /^part 1 \(1,200 items\): running, 15 of 100 done, 15 succeeded, 15s, ends about \d\d:\d\d$/,
      ),
      expect.stringMatching(/30 of 100 done/),
      "part 1 (1,200 items): completed, 100 of 100 done, 100 succeeded, 32s",
    ]);
    expect(written()).not.toContain(ESCAPE);
  });

  it("promises no end where nothing was counted yet", () => {
    const { io, lines } = screen();
    let now = 0;
    const progress = new Progress(io, { hasData: false }, () => now);
    progress.add({ handle: handle(1) });
    now = 3_600_000;
    progress.update(snapshot(1, 0));
    expect(lines().at(-1)).toBe("part 1: running, 0 of 100 done, 1h00m");
  });
});

describe("progress on a terminal", () => {
  const draw = (options: Parameters<typeof screen>[0], parts: number): Screen => {
    const shown = screen({ isTTY: true, ...options });
    const progress = new Progress(shown.io, { hasData: false });
    for (let number = 1; number <= parts; number++) {
      progress.add({ handle: handle(number), from: 0, to: 100 });
      progress.update(snapshot(number, number % 2 === 0 ? 100 : 7));
    }
    progress.close();
    return shown;
  };

  it.each([10, 24, 40, 80])("fits into %i columns", (columns) => {
    expect(
      Math.max(
        ...draw({ columns }, 3)
          .lines()
          .map(({ length }) => length),
      ),
    ).toBeLessThan(columns);
  });

  it("does not move on a terminal without a size", () => {
    expect(draw({ columns: 0, rows: 0 }, 1).lines()).toEqual([
      "part 1 (100 items): sent, 0s",
      "part 1 (100 items): running, 7 of 100 done, 7 succeeded, 0s",
    ]);
  });

  it("fits into the rows, and says what it leaves out", () => {
    const { lines } = draw({ rows: 10 }, 40);
    expect(lines().at(-1)).toMatch(/^and \d+ more parts, 20 of all have ended$/);
  });

  it("has colors unless they are not wanted", () => {
    const color = new RegExp(`${ESCAPE}\\[3\\dm`);
    expect(draw({}, 2).written()).toMatch(color);
    expect(draw({ env: { NO_COLOR: "1" } }, 2).written()).not.toMatch(color);
    expect(draw({ env: { TERM: "dumb" } }, 2).written()).not.toContain(ESCAPE);
  });

  it("does not move where data goes to the same terminal", () => {
    const { io, written, lines } = screen({ isTTY: true });
    const progress = new Progress(io, { hasData: true });
    progress.add({ handle: handle(1) });
    progress.update(snapshot(1, 100));
    progress.close();
    expect(lines()).toHaveLength(2);
    expect(written()).not.toMatch(new RegExp(`${ESCAPE}\\[(?:\\d*A|2K|G)`));
  });
});

describe("a table", () => {
  const rows = [
    { batch: "batch-1", phase: "running", items: 12, note: undefined },
    { batch: "batch-22", phase: "ended", items: undefined, note: "" },
  ];

  it("has plain columns, without those that are empty", () => {
    expect(tableText(rows, screen().io)).toBe(
      "batch     phase    items\nbatch-1   running  12\nbatch-22  ended",
    );
  });

  it("becomes a block per row where the terminal is too narrow for it", () => {
    expect(tableText(rows, screen({ isTTY: true, columns: 20 }).io)).toBe(
      "batch: batch-1\nphase: running\nitems: 12\n\nbatch: batch-22\nphase: ended",
    );
  });
});
