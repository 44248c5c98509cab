import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdSet } from "../../../src/core/base/id-set.js";

describe("IdSet", () => {
  it("tells new ids from old ones exactly as a Set does", () => {
    const id = fc.oneof(fc.string(), fc.stringMatching(/^r\d{1,3}$/), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), (ids) => {
        const ours = new IdSet();
        const theirs = new Set<string>();
        for (const one of ids) {
          expect(ours.add(one)).toBe(!theirs.has(one));
          theirs.add(one);
        }
        expect(ours.size).toBe(theirs.size);
      }),
    );
  });

  it("keeps 100,000 similar ids apart while it grows, and knows them all again", () => {
    const ids = new IdSet();
    const names = Array.from({ length: 100_000 }, (_, i) => `request-${i}`);
    expect(names.every((name) => ids.add(name))).toBe(true);
    expect(names.some((name) => ids.add(name))).toBe(false);
    expect(ids.size).toBe(100_000);
  });

  it("takes the empty string for an id like any other", () => {
    const ids = new IdSet();
    expect([ids.add(""), ids.add("")]).toEqual([true, false]);
  });
});
