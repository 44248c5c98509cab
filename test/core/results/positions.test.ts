import { describe, expect, it } from "vitest";
import { Positions } from "../../../src/core/results/positions.js";

const of = (recipients: readonly string[], from: number | undefined = 0): Positions =>
  new Positions({ recipients, from });

describe("the positions of results", () => {
  it("positions of results are those of their recipients in the input, however a number is written", () => {
    const positions = of(["+15550100101", "0015550100102", "1 (555) 010-0103"], 10);
    expect(positions.take("a", "15550100103")).toBe(12);
    expect(positions.take("b", "+15550100102")).toBe(11);
    expect(positions.take("c", "15550100101")).toBe(10);
    expect(positions.take("d", "15550100199")).toBeUndefined();
  });

  it("positions of the same number go to its results one by one, and a result keeps its own", () => {
    const positions = of(["1", "2", "1"]);
    expect([positions.take("a", "1"), positions.take("b", "1"), positions.take("c", "1")]).toEqual([
      0,
      2,
      undefined,
    ]);
    expect([positions.take("b", "1"), positions.take("a", "1")]).toEqual([2, 0]);
  });

  it("positions tell how often a number was sent to, however it is written", () => {
    const positions = of(["+1", "2", "001"]);
    positions.take("a", "1");
    expect(["1", "2", "3"].map((to) => positions.timesOf(to))).toEqual([2, 1, 1]);
  });

  it("positions that are known from elsewhere are not given away", () => {
    const positions = of(["1", "1", "2"], 5);
    positions.claim(5);
    positions.claim(5);
    positions.claim(99);
    expect(positions.take("a", "1")).toBe(6);
    expect(positions.missing()).toEqual([{ to: "2", position: 7 }]);
  });

  it("positions of recipients without a result are left, in order; a group is no recipient", () => {
    const positions = of(["3", "1", "01FC66621GROUP", "2"]);
    positions.take("a", "1");
    expect(positions.missing()).toEqual([
      { to: "3", position: 0 },
      { to: "2", position: 3 },
    ]);
  });

  it("positions of results are not named where the batch may be a part of something larger", () => {
    const positions = new Positions({ recipients: ["1", "2"], from: undefined });
    expect(positions.take("a", "1")).toBeUndefined();
    expect(positions.missing()).toEqual([{ to: "2", position: undefined }]);
  });
});
