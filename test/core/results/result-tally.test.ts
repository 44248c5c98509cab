import { describe, expect, it } from "vitest";
import { Tally } from "../../../src/core/results/result-tally.js";

/** Which of these results a pass hands out. */
function pass(tally: Tally, ...ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const isWanted = tally.wants(id);
    return tally.add(id) && isWanted;
  });
}

describe("a tally of results", () => {
  it("a tally of results hands out each id once, over any number of passes", () => {
    const tally = new Tally({});
    expect(pass(tally, "a", "b", "a")).toEqual(["a", "b"]);
    expect(tally).toMatchObject({ received: 2, repeated: 1 });
    tally.again();
    expect(pass(tally, "b", "c", "a")).toEqual(["c"]);
    expect(tally).toMatchObject({ received: 3, repeated: 0 });
  });

  it("a tally of results counts what repeats over all sources of one pass", () => {
    const tally = new Tally({});
    pass(tally, "a", "b");
    tally.next();
    pass(tally, "b");
    expect(tally.repeated).toBe(1);
    tally.again();
    pass(tally, "c");
    expect(tally).toMatchObject({ received: 3, repeated: 0 });
    tally.anew();
    pass(tally, "a", "b");
    tally.next();
    pass(tally, "c");
    expect(tally).toMatchObject({ received: 3, repeated: 0 });
  });

  it("a tally of results leaves out the first ones and those that are skipped, and counts them", () => {
    const tally = new Tally({ after: 2, skip: (id) => id === "d" });
    expect(pass(tally, "a", "b", "c", "d", "e")).toEqual(["c", "e"]);
    expect(tally).toMatchObject({ received: 5, repeated: 0 });
  });

  it("a tally of results leaves out a result without an id only among the first ones, and only that one again", () => {
    const tally = new Tally({ after: 2 });
    expect([tally.leavesOutNameless(), pass(tally, "a", "b"), tally.leavesOutNameless()]).toEqual([
      true,
      ["b"],
      false,
    ]);
    tally.again();
    expect([tally.leavesOutNameless(), tally.leavesOutNameless()]).toEqual([true, false]);
    expect(tally).toMatchObject({ received: 3, repeated: 0 });
  });
});
