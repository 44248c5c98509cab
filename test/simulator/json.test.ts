import { expect, test } from "vitest";
import { parseJson } from "../../src/simulator/json.js";

test.each([
  String.raw`"\ud83c"`,
  String.raw`"\uDF89"`,
  String.raw`"\udf89\ud83c"`,
  String.raw`{"a":[{"b":"x\ud83cx"}]}`,
  String.raw`{"\ud83c":1}`,
])("half a surrogate pair is refused: %s", (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test.each([
  [String.raw`"\ud83c\udf89"`, "🎉"],
  [String.raw`"\\ud83c"`, String.raw`\ud83c`],
  [String.raw`["\uD83C\uDF89","🎉"]`, ["🎉", "🎉"]],
])("whole pairs and mere backslashes pass: %s", (text, value) => {
  expect(parseJson(text)).toEqual(value);
});
