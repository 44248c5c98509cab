import { expect, test } from "vitest";
import { ItemSplitter } from "../../../src/simulator/anthropic/json-items.js";

function split(text: string, ...cuts: readonly number[]) {
  const items: unknown[] = [];
  const members: [string, unknown][] = [];
  const splitter = new ItemSplitter("items", {
    item: (value) => items.push(value),
    member: (name, value) => members.push([name, value]),
  });
  const bytes = Buffer.from(text);
  const borders = [0, ...cuts, bytes.length];
  for (let n = 1; n < borders.length; n++) splitter.write(bytes.subarray(borders[n - 1], borders[n]));
  splitter.end();
  return { items, members, hasArray: splitter.hasArray };
}

const awkward = String.raw` {"a" : 1e3,"items":[ {"x":"}]\"\\"} ,[],"é\u0041\\", true,-0.5,null ] , "b":{"items":[1]},"c":"," } `;
const expected = {
  items: [{ x: '}]"\\' }, [], "éA\\", true, -0.5, null],
  members: [
    ["a", 1000],
    ["b", { items: [1] }],
    ["c", ","],
  ],
  hasArray: true,
};

test("takes the object apart, wherever the chunks are cut", () => {
  expect(split(awkward)).toEqual(expected);
  const { length } = Buffer.from(awkward);
  for (let first = 1; first < length; first++) {
    expect(split(awkward, first)).toEqual(expected);
    for (let second = first; second < length; second += 7)
      expect(split(awkward, first, second)).toEqual(expected);
  }
});

test("tells an empty array from an absent one, and from a value of another kind", () => {
  expect(split('{"items":[]}')).toEqual({ items: [], members: [], hasArray: true });
  expect(split("{}")).toEqual({ items: [], members: [], hasArray: false });
  expect(split('{"items":{"0":1}}')).toEqual({
    items: [],
    members: [["items", { "0": 1 }]],
    hasArray: false,
  });
});

test.each([
  "",
  "[]",
  '"items"',
  "{",
  '{"items"}',
  '{"items":}',
  '{"items":[1,]}',
  '{"items":[1 2]}',
  '{"items":[1],}',
  '{"items":[,1]}',
  '{"items":[{"a":1]]}',
  '{"items":[tru]}',
  '{"items":["\n"]}',
  '{"items":[1]} x',
  '{"items":[1]}{}',
  "{items:[1]}",
  '{"items":[1}',
])("refuses what is not JSON: %s", (text) => {
  expect(() => split(text)).toThrow(SyntaxError);
  if (text.length > 1) expect(() => split(text, text.length >> 1)).toThrow(SyntaxError);
});
