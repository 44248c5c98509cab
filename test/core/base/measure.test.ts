import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measure } from "../../../src/core/base/measure.js";

const HALF = "🎉".slice(0, 1);
const OTHER_HALF = "🎉".slice(1);

describe("mostBytes", () => {
  it("is never less than the bytes of the JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        expect(measure(value).mostBytes).toBeGreaterThanOrEqual(bytes);
      }),
    );
  });

  it("holds for texts that JSON escapes, for dates and for holes", () => {
    for (const value of ["\u0001\u0002\u0003", HALF.repeat(9), new Date(0), Array(3), -1.5e-300])
      expect(measure(value).mostBytes).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
  });

  it("is infinite for a cycle, for a BigInt and for what fails to write itself", () => {
    const cycle: Record<string, unknown> = {};
    cycle["a"] = cycle["b"] = [cycle];
    const failing = {
      toJSON() {
        throw new Error("no");
      },
    };
    for (const value of [cycle, { n: 1n }, [failing]]) expect(measure(value).mostBytes).toBe(Infinity);
  });

  it("is that of what an object writes of itself", () => {
    const value = { toJSON: (key: string) => ({ [key]: "x".repeat(99) }) };
    const list = [value, new URL("http://example.test/long/path")];
    expect(measure(list).mostBytes).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(list)));
    expect(measure(list).mostBytes).toBeLessThan(1_000);
  });
});

describe("brokenAt", () => {
  it.each([
    ["a text", HALF, ""],
    ["the other half", `a${OTHER_HALF}`, ""],
    ["two halves the wrong way round", OTHER_HALF + HALF, ""],
    ["a text deep inside", { a: [{ b: "fine 🎉" }, { c: `party ${HALF}` }] }, "a.1.c"],
    ["a key", { a: { [HALF]: 1 } }, "a"],
    ["a text under a phone number", { name: { "+46701740605": HALF } }, "name.*"],
    ["a text under a number with blanks", { name: { "+46 70-174 06 05": HALF } }, "name.*"],
    ["a text that an object writes", { a: { toJSON: () => ({ b: HALF }) } }, "a.b"],
    ["a text behind an object that writes itself", [new URL("http://example.test"), HALF], "1"],
    ["a text behind a BigInt", { n: 1n, text: HALF }, "text"],
    ["only what an object writes", [{ text: HALF, toJSON: (): string => "fine" }], undefined],
    ["whole pairs only", { a: ["🎉", "é", ""], b: null, c: 1 }, undefined],
  ])("finds %s", (_, value, path) => {
    expect(measure(value).brokenAt).toBe(path);
  });

  it.each<[string, unknown, string | undefined]>([
    ["a hole in a list", { to: ["a", , "b"] }, "to.1"], // eslint-disable-line no-sparse-arrays
    ["an undefined in a list", [undefined], "0"],
    ["a function in a list", { stop: ["a", () => 1] }, "stop.1"],
    ["a symbol in a list", [Symbol("a")], "0"],
    ["an object in a list that writes nothing", [{ toJSON: () => undefined }], "0"],
    ["an item that writes nothing", { toJSON: () => undefined }, ""],
    ["an object that writes NaN", { temperature: { toJSON: () => NaN } }, "temperature"],
    ["NaN", { temperature: NaN }, "temperature"],
    ["an infinite number", { a: [-Infinity] }, "a.0"],
    ["an invalid Date", { opens: new Date(NaN) }, "opens"],
    [
      "nothing in null, zero, a Date or a member that is left out",
      { a: [null, 0, new Date(0)], b: undefined, c: () => 1, d: { toJSON: () => undefined } },
      undefined,
    ],
  ])("finds what would be sent as null: %s", (_, value, path) => {
    const { brokenAt, message } = measure(value);
    expect(brokenAt).toBe(path);
    if (path !== undefined) expect(message).toContain("null");
  });

  it("does without String.prototype.isWellFormed", () => {
    const native = Object.getOwnPropertyDescriptor(String.prototype, "isWellFormed");
    Reflect.deleteProperty(String.prototype, "isWellFormed");
    try {
      expect(measure(["🎉", HALF]).brokenAt).toBe("1");
      expect(measure(["🎉"]).brokenAt).toBeUndefined();
    } finally {
      if (native) Object.defineProperty(String.prototype, "isWellFormed", native);
    }
  });
});
