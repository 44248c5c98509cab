import { expect, test } from "vitest";
import { fateOf } from "../../../src/simulator/sms/fate.js";

const fates = new Map([
  ["990", "short"],
  ["0990", "long"],
]);

test.each([
  ["15550100990", "long"],
  ["15550101990", "short"],
  ["15550100991", "usual"],
  ["99", "usual"],
])("the longest ending of %s decides", (recipient, fate) => {
  expect(fateOf(recipient, fates, "usual")).toBe(fate);
});
