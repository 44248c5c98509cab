import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PartIds } from "../../../../src/core/batch/run/part-ids.js";

describe("the ids of a part", () => {
  it("are found at their places, whatever they are, and others are not", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary" })), fc.string(), (ids, other) => {
        const kept = new PartIds(ids);
        const find = kept.finder();
        expect(kept.all()).toEqual(ids);
        expect(ids.map(find)).toEqual(ids.map((_, place) => place));
        expect(find(other)).toBe(ids.indexOf(other));
      }),
    );
  });

  it("have the last of several places where one comes twice", () => {
    const find = new PartIds(["a", "b", "a"]).finder();
    expect([find("a"), find("b"), find("")]).toEqual([2, 1, -1]);
  });
});
