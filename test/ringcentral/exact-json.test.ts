import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactIdParser } from "../../src/ringcentral/exact-json.js";

const parse = exactIdParser(["id", "batchId"]);

describe("exactIdParser", () => {
  it("keeps every digit of an id beyond 2^53", () => {
    expect(parse('{"id":9007199254740993}')).toEqual({ id: "9007199254740993" });
    expect(parse('{"records":[{"id" : 18446744073709551615 }]}')).toEqual({
      records: [{ id: "18446744073709551615" }],
    });
  });

  it("hands out small ids, negative ones and ids that are strings already as strings too", () => {
    expect(parse('{"id":7,"a":{"batchId":-3,"id":"x"}}')).toEqual({
      id: "7",
      a: { batchId: "-3", id: "x" },
    });
  });

  it("leaves alone what stands at other keys, and what is no integer", () => {
    const text = '{"count":9,"ids":3,"id":null,"batchId":1.5,"x":{"id":2e3},"y":{"id":true}}';
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it("never touches the contents of a string, whatever they look like", () => {
    for (const content of ['{"id":1}', ' "id":1,', ',"id":1}', '\\"id\\":1', '"id":1', '","id":1,"']) {
      const text = JSON.stringify({ text: content, [content]: 1 });
      expect(parse(text)).toEqual(JSON.parse(text));
    }
  });

  it("reads any JSON as JSON.parse does, but for its ids", () => {
    const key = fc.constantFrom("id", "batchId", "text", 'a"id');
    const leaf = fc.oneof(fc.string(), fc.constantFrom('"id":1', ',"id":2,', '{"id":3}'), fc.integer());
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("node")), fc.dictionary(key, tie("node"))),
    })).node;
    const idsAsStrings = (value: unknown, at?: string): unknown => {
      if (typeof value === "number") return at === "id" || at === "batchId" ? String(value) : value;
      if (Array.isArray(value)) return value.map((item) => idsAsStrings(item));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, idsAsStrings(v, k)]));
    };
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parse(text)).toEqual(idsAsStrings(JSON.parse(text)));
      }),
    );
  });

  it("throws for what is no JSON", () => {
    expect(() => parse('{"id":012}')).toThrow(SyntaxError);
    expect(() => parse('{"id":1')).toThrow(SyntaxError);
  });
});
