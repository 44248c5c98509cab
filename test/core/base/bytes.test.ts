import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength } from "../../../src/core/base/bytes.js";

test("byteLength is the length of a text in UTF-8, lone surrogates included", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.nat(0xffff).map((c) => String.fromCharCode(c)) }),
      (a, b) => {
        for (const text of [a, b]) expect(byteLength(text)).toBe(new TextEncoder().encode(text).byteLength);
      },
    ),
  );
});
