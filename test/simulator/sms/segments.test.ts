import { expect, test } from "vitest";
import { measure } from "../../../src/simulator/sms/segments.js";

test.each([
  ["", "GSM-7", 1],
  ["a".repeat(160), "GSM-7", 1],
  ["a".repeat(161), "GSM-7", 2],
  ["a".repeat(306), "GSM-7", 2],
  ["a".repeat(307), "GSM-7", 3],
  ["€".repeat(80), "GSM-7", 1],
  ["€".repeat(81), "GSM-7", 2],
  // An escaped character is not split: 76 of them fit where 153 septets are, not 76.5.
  ["€".repeat(153), "GSM-7", 3],
  ["åäö ñ @£", "GSM-7", 1],
  ["a`", "UCS-2", 1],
  ["ł".repeat(70), "UCS-2", 1],
  ["ł".repeat(71), "UCS-2", 2],
  ["👍".repeat(35), "UCS-2", 1],
  ["👍".repeat(36), "UCS-2", 2],
  // Neither is a surrogate pair.
  ["👍".repeat(67), "UCS-2", 3],
])("encoding and segments of %j", (text, encoding, segments) => {
  expect(measure(text)).toEqual({ encoding, segments });
});
