import { expect, test } from "vitest";
import { ItemSplitter } from "../../../src/simulator/anthropic/json-items.js";

function split(text: string, ...cuts: readonly number[]) {
  const items: [unknown, number][] = [];
  const splitter = new ItemSplitter("items", (item, bytes) => items.push([item, bytes]));
  const bytes = Buffer.from(text);
  const borders = [0, ...cuts, bytes.length];
  for (let n = 1; n < borders.length; n++) splitter.write(bytes.subarray(borders[n - 1], borders[n]));
  return { items, frame: splitter.end() };
}

const awkward = String.raw` {"a" : 1e3,"items":[ {"x":"}]\"\\"} ,[],"é\u0041\\", true,-0.5,null ,{"y":[{}]}] , "b":{"items":[1]},"c":","} `;
const expected = {
  items: [
    [{ x: '}]"\\' }, 14],
    [{ y: [{}] }, 10],
  ],
  frame: { a: 1000, items: [{}, [], "éA\\", true, -0.5, null, {}], b: { items: [1] }, c: "," },
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

test("objects of another array are no items", () => {
  expect(split('{"others":[{"a":1}],"items":[]}')).toEqual({
    items: [],
    frame: { others: [{ a: 1 }], items: [] },
  });
  expect(split('{"items":{"0":{}}}')).toEqual({ items: [], frame: { items: { "0": {} } } });
});

test.each([
  "",
  "[]",
  "null",
  '"items"',
  "{",
  '{"items"}',
  '{"items":}',
  '{"items":[1,]}',
  '{"items":[1 2]}',
  '{"items":[{} {}]}',
  '{"items":[1],}',
  '{"items":[,1]}',
  '{"items":[{"a":1]]}',
  '{"items":[tru]}',
  '{"items":["\n"]}',
  '{"items":[1]} x',
  '{"items":[1]}{}',
  "{items:[1]}",
  '{"items":[1}',
])("refuses what is no JSON object: %s", (text) => {
  expect(() => split(text)).toThrow(SyntaxError);
  if (text.length > 1) expect(() => split(text, text.length >> 1)).toThrow(SyntaxError);
});

test("half a surrogate pair in an item is no JSON, and a whole one is", () => {
  const half = String.raw`{"items":[{"text":"party \ud83c"}]}`;
  expect(() => split(half)).toThrow("no low surrogate in string");
  expect(split(String.raw`{"items":[{"text":"party \ud83c\udf89"}]}`).items).toEqual([
    [{ text: "party 🎉" }, 29],
  ]);
});

test("a frame that never ends is refused before it fills the memory", () => {
  const splitter = new ItemSplitter("items", () => {});
  const spaces = new Uint8Array(2 ** 20).fill(0x20);
  expect(() => {
    for (let n = 0; n < 17; n++) splitter.write(spaces);
  }).toThrow(SyntaxError);
});
