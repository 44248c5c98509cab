import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf, setDigestOf } from "../../../src/core/base/digest.js";

describe("the digest of a value", () => {
  // Journals hold digests of earlier versions: these may never change.
  it.each<[unknown, string]>([
    ["", "c6b9d50e8317c7fa298ede5141af4dff"],
    ["Hello", "e6671c8003a589c8beb1de8be8e9e7ad"],
    ["46701740605", "4585c5ae6d27dddc8076d31998a2df64"],
    ["🐈 ü", "f4e218bced5c618ea95bb473102a97ca"],
    [3, "890cee499158107fb5642b88f0862f3a"],
    [null, "d15d9ea987cac5794a48cc572076a50a"],
    [{ a: 1, b: [2, null] }, "8d6a7034a1a0b4e27c5db7b52f083d4d"],
  ])("of %j is the same in every version", (value, digest) => {
    expect(digestOf(value)).toBe(digest);
  });

  it("does not depend on the order of members, nor on members that are undefined", () => {
    expect(digestOf({ b: { d: 1, c: 2 }, a: undefined })).toBe(digestOf({ b: { c: 2, d: 1 } }));
  });

  it("depends on everything else", () => {
    const values = [[1, 2], [2, 1], [[1], 2], ["1", 2], { 0: 1, 1: 2 }, "[1,2]", "a\0", "a", "\0a"];
    expect(new Set(values.map(digestOf)).size).toBe(values.length);
  });

  it("is that of its JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(digestOf(JSON.parse(JSON.stringify(value)))).toBe(digestOf(value));
      }),
    );
  });

  it("differs where a single character differs", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, at) => {
        const index = at % text.length;
        const other = String.fromCharCode(text.charCodeAt(index) ^ 1);
        expect(digestOf(`${text.slice(0, index)}${other}${text.slice(index + 1)}`)).not.toBe(digestOf(text));
      }),
    );
  });
});

describe("the digest of a set", () => {
  it.each<[readonly string[], string]>([
    [[], "00000000000000000000000000000000"],
    [["a"], "90db99b1b9d6adc292430cbd64458619"],
    [["a", "b"], "acabdaa0ae54ae3043e047758a22412e"],
    [["a", "a"], "21b7336273ad5b842486197ac88b0c32"],
  ])("of %j is the same in every version", (texts, digest) => {
    expect(setDigestOf(texts)).toBe(digest);
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        expect(setDigestOf(texts.toReversed())).toBe(setDigestOf(texts));
      }),
    );
  });

  it("depends on how often a text comes, and on where one text ends", () => {
    const sets = [["a"], ["a", "a"], ["a", "b"], ["b", "b"], ["ab"], ["a", "b", ""], ["", "ab"]];
    expect(new Set(sets.map(setDigestOf)).size).toBe(sets.length);
  });
});
