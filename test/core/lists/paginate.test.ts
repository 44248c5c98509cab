import { describe, expect, it } from "vitest";
import { PaginationError, ValidationError } from "../../../src/core/base/errors/index.js";
import { type ListSetup, paginated } from "../../../src/core/lists/paginate.js";
import type { Paginated } from "../../../src/core/base/types/index.js";
import { all, drain, rejection } from "../../support/rejection.js";

interface Row {
  readonly id: string;
}
type Wire = { readonly n: number };

const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const context = { provider: "anthropic", operation: "list" } as const;

interface FixedPage {
  readonly items: Row[];
  readonly next?: string;
  readonly endReason?: string;
}

/** A list over fixed pages by cursor; `asked` records the cursors and counts that were asked for. */
function listOf(
  pages: Record<string, FixedPage> | ((cursor: string | undefined) => FixedPage),
  extra: Partial<ListSetup<Row, Wire>> = {},
): { list: Paginated<Row, Wire>; asked: [string | undefined, number][] } {
  const asked: [string | undefined, number][] = [];
  const list = paginated<Row, Wire>({
    query: {},
    fetchPage: async (query, seen) => {
      const cursor = query["cursor"] as string | undefined;
      asked.push([cursor, seen]);
      // A walk without end would hang the test instead of failing it.
      if (asked.length > 1_000) throw new Error("the list goes on for ever");
      const page = typeof pages === "function" ? pages(cursor) : pages[cursor ?? "start"];
      if (page === undefined) throw new Error(`no page ${cursor}`);
      const { items, next, endReason } = page;
      const after = next === undefined ? undefined : { query: { cursor: next } };
      return {
        page: { n: asked.length },
        items,
        next: endReason === undefined ? after : { endReason },
      };
    },
    idOf: (row) => row.id,
    context,
    ...extra,
  });
  return { list, asked };
}

const three = {
  start: { items: rows("a", "b"), next: "2" },
  "2": { items: [], next: "3" },
  "3": { items: rows("c") },
};

describe("a list", () => {
  it("walks all pages in order, past an empty one", async () => {
    const { list, asked } = listOf(three);
    expect(await list.toArray()).toEqual(rows("a", "b", "c"));
    expect(asked).toEqual([
      [undefined, 0],
      ["2", 2],
      ["3", 2],
    ]);
  });

  it("takes the same rows again, under a new cursor, for a server that does not page", async () => {
    const { list, asked } = listOf({
      start: { items: rows("a", "b"), next: "2" },
      "2": { items: rows("a", "b"), next: "3" },
    });
    expect(await rejection(list.toArray(), PaginationError)).toMatchObject({ operation: "list" });
    expect(asked).toHaveLength(2);
  });

  it("takes a page again that was read some pages ago, under a new cursor, for a circle", async () => {
    let page = 0;
    const { list, asked } = listOf(() => ({ items: rows(`row-${page % 3}`), next: `cursor-${++page}` }));
    expect(await rejection(list.toArray(), PaginationError)).toMatchObject(context);
    expect(asked).toHaveLength(4);
  });

  it.each<[string, (page: number) => Row[], Partial<ListSetup<Row, Wire>>]>([
    ["empty", () => [], {}],
    ["empty, where rows do not move", () => [], { isStable: true }],
    ["the same rows without ids", () => rows("x", "x"), { idOf: () => undefined }],
    ["two pages without ids in turn", (page) => rows(`${page % 2}`), { idOf: () => undefined }],
    ["rows that came before, each time others", (page) => rows("a", ...(page % 7 ? ["b"] : [])), {}],
  ])("gives up on pages that go on and bring nothing new: %s", async (_, rowsOf, extra) => {
    let page = 0;
    const { list, asked } = listOf(() => ({ items: rowsOf(page), next: `cursor-${++page}` }), extra);
    expect(await rejection(list.toArray(), PaginationError)).toMatchObject(context);
    expect(asked.length).toBeLessThan(50);
  });

  it("reads on through many pages without news, as long as something new comes in time", async () => {
    let page = 0;
    const { list } = listOf(() => {
      const isLast = ++page === 100;
      return { items: page % 20 === 0 ? rows(`row-${page}`) : [], ...(isLast ? {} : { next: `${page}` }) };
    });
    expect(await list.toArray()).toHaveLength(5);
  });

  it("reads on past rows without ids that look alike by chance", async () => {
    const pages = {
      start: { items: rows("x"), next: "2" },
      "2": { items: rows("x"), next: "3" },
      "3": { items: rows("y") },
    };
    expect(await listOf(pages, { idOf: () => undefined }).list.toArray()).toEqual(rows("x", "x", "y"));
  });

  it("takes a cursor that leads to the first page again for a circle", async () => {
    const { list, asked } = listOf((cursor) => ({ items: [], next: cursor === undefined ? "2" : "3" }));
    await rejection(list.toArray(), PaginationError);
    expect(asked).toHaveLength(3);
  });

  it("lets one page end like the one before, if it is the last", async () => {
    const { list } = listOf({
      start: { items: rows("a", "b"), next: "2" },
      "2": { items: rows("a", "b") },
    });
    expect(await list.toArray()).toEqual(rows("a", "b"));
  });

  it("gives pages as the wire has them, with their items", async () => {
    const { list } = listOf(three);
    expect(await all(list.pages())).toEqual([
      { n: 1, items: rows("a", "b") },
      { n: 2, items: [] },
      { n: 3, items: rows("c") },
    ]);
  });

  it("can be iterated many times, each time from the start", async () => {
    const { list, asked } = listOf(three);
    expect(await all(list)).toEqual(await all(list));
    expect(asked).toHaveLength(6);
  });

  it("fetches nothing before it is iterated, and nothing after a break", async () => {
    const { list, asked } = listOf(three);
    expect(asked).toHaveLength(0);
    for await (const row of list) if (row.id === "b") break;
    expect(asked).toHaveLength(1);
  });

  it("toArray takes the first so many, and fetches no page for nothing", async () => {
    const { list, asked } = listOf(three);
    expect(await list.toArray(2)).toEqual(rows("a", "b"));
    expect(asked).toHaveLength(1);
    expect(await list.toArray(0)).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it("leaves out a row that moved on to the next page", async () => {
    const { list } = listOf({ start: { items: rows("a", "b"), next: "2" }, "2": { items: rows("b", "c") } });
    expect(await list.toArray()).toEqual(rows("a", "b", "c"));
  });

  it("reads on while its end moves along, because rows are added in front", async () => {
    const { list, asked } = listOf({
      start: { items: rows("a", "b"), next: "2" },
      "2": { items: rows("b"), next: "3" },
      "3": { items: rows("b"), next: "4" },
      "4": { items: [] },
    });
    expect(await list.toArray()).toEqual(rows("a", "b"));
    expect(asked).toHaveLength(4);
    const endless = listOf((cursor = "0") => ({
      items: cursor === "0" ? rows("a", "b") : rows("b"),
      next: `${Number(cursor) + 1}`,
    }));
    await rejection(endless.list.toArray(), PaginationError);
  });

  it("stops with an error when a cursor comes again, after the items of that page", async () => {
    const { list, asked } = listOf({
      start: { items: rows("a"), next: "2" },
      "2": { items: rows("b"), next: "3" },
      "3": { items: rows("c"), next: "2" },
    });
    const { items, error } = await drain(list);
    expect(items).toEqual(rows("a", "b", "c"));
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject(context);
    expect(asked).toHaveLength(3);
  });

  it("says so when more is announced without a way to get it", async () => {
    const { list } = listOf({ start: { items: rows("a"), endReason: "has_more without a last_id" } });
    const { items, error } = await drain(list);
    expect(items).toEqual(rows("a"));
    expect(error).toBeInstanceOf(PaginationError);
  });

  it("asks for nothing before it is iterated, and throws what the first page throws", async () => {
    const refused = new ValidationError([{ path: "limit", message: "is too much" }]);
    const { list, asked } = listOf(three, { fetchPage: () => Promise.reject(refused) });
    expect(asked).toHaveLength(0);
    expect(await rejection(list.toArray(), ValidationError)).toBe(refused);
  });

  it("is no promise", () => {
    expect("then" in listOf(three).list).toBe(false);
  });
});
