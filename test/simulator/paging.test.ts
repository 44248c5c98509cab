import { expect, test } from "vitest";
import { cursorPage, slice } from "../../src/simulator/paging.js";

const rows = [0, 1, 2, 3, 4].map((n) => ({ id: `r${n}` }));
const idsOf = (page: readonly { readonly id: string }[]) => page.map(({ id }) => id);

test.each([
  [0, 2, ["r0", "r1"], 2, undefined],
  [2, 2, ["r2", "r3"], 4, 0],
  [4, 2, ["r4"], undefined, 2],
  [1, 4, ["r1", "r2", "r3", "r4"], undefined, 0],
  [9, 2, [], undefined, 7],
])("the slice from %i of %i rows knows its neighbours", (start, size, ids, nextStart, previousStart) => {
  const page = slice(rows, start, size);
  expect(idsOf(page.rows)).toEqual(ids);
  expect(page.nextStart).toBe(nextStart);
  expect(page.previousStart).toBe(previousStart);
});

test("a page by cursor names its ends, and says whether there is more in its direction", () => {
  expect(cursorPage(rows, 2)).toEqual({
    data: rows.slice(0, 2),
    has_more: true,
    first_id: "r0",
    last_id: "r1",
  });
  expect(cursorPage(rows, 2, "backward")).toMatchObject({ has_more: true, first_id: "r3", last_id: "r4" });
  expect(cursorPage(rows, 5)).toMatchObject({ has_more: false });
  expect(cursorPage([], 5)).toEqual({ data: [], has_more: false, first_id: null, last_id: null });
});
