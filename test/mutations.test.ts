import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { mutations } from "../scripts/mutations/promises.js";

const root = resolve(import.meta.dirname, "..");

it.each(mutations)('the patch that breaks "$promise" fits its file in one place', ({ file, find }) => {
  expect(readFileSync(join(root, file), "utf8").split(find)).toHaveLength(2);
});
