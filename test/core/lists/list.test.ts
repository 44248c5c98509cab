import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { BatchwireError, PaginationError, ResponseParseError } from "../../../src/core/base/errors/index.js";
import { list, type ListSpec } from "../../../src/core/lists/list.js";
import {
  countedPages,
  cursorStyle,
  linkedNumbers,
  linkedOffsets,
} from "../../../src/core/lists/page-styles.js";
import type { Paginated } from "../../../src/core/base/types/index.js";
import { miniClient } from "../../support/mini-client.js";
import { drain, rejection } from "../../support/rejection.js";
import { json, scriptedFetch, status, type ScriptedFetch, type Step } from "../../support/scripted-fetch.js";

vi.setConfig({ testTimeout: 60_000 });

const things = { operation: "listThings", path: "/things", rows: ["data", "value"], id: ["id"] } as const;
const cursor: ListSpec = {
  ...things,
  style: cursorStyle({ ask: "after", told: ["last_id"], more: "has_more", orOfLastRow: "id" }),
};

function setUp(
  spec: ListSpec,
  ...steps: readonly Step[]
): { things: Paginated<unknown>; fetch: ScriptedFetch } {
  const fetch = scriptedFetch(...steps);
  const core = miniClient({ fetch, retry: false });
  return { things: list<unknown, object>(core, spec, { limit: 2 }), fetch };
}

describe("the rows of a page", () => {
  it.each([
    ["in the member for them", { data: [{ id: "a" }] }, 1],
    ["in another member for them", { value: [{ id: "a" }] }, 1],
    ["the page itself", [{ id: "a" }, { id: "b" }], 2],
    ["an empty list written as null, as Go does", { data: null, has_more: false }, 0],
  ])("are %s", async (_, page, count) => {
    expect(await setUp(cursor, json(page)).things.toArray()).toHaveLength(count);
  });

  it.each([
    ["no page", null],
    ["a text", '"page"'],
    ["an object without rows", {}],
    ["rows in one object", { data: { id: "a" } }],
  ])("the rows of a page that cannot be read are an error and no empty list: %s", async (_, page) => {
    const error = await rejection(setUp(cursor, json(page)).things.toArray(), ResponseParseError);
    expect(error).toMatchObject({ accepted: false, operation: "listThings" });
  });

  it("are left out where they are no objects", async () => {
    const data = [null, { id: "a" }, 7, "x", false];
    const { items, error } = await drain(setUp(cursor, json({ data })).things.pages());
    expect(error).toBeUndefined();
    expect(items).toEqual([{ data, items: [{ id: "a" }] }]);
  });

  it("may be missing where a list says so", async () => {
    expect(await setUp({ ...cursor, mayLackRows: true }, json({})).things.toArray()).toEqual([]);
  });

  it("are told apart by all members that a list names", async () => {
    const at = (batch: string, to: string): object => ({ batch, to });
    const data = [at("a", "1"), at("a", "2"), at("a", "1"), { batch: "a" }, { batch: "a" }];
    const { things } = setUp({ ...cursor, id: ["batch", "to"] }, json({ data }));
    expect(await things.toArray()).toEqual([at("a", "1"), at("a", "2"), { batch: "a" }, { batch: "a" }]);
  });
});

it("a list of an unreadable page asks for that page again, as any read does", async () => {
  const fetch = scriptedFetch(json({ data: 7 }), json({ data: [{ id: "a" }] }));
  const things = list<unknown, object>(miniClient({ fetch }), cursor, {});
  expect(await things.toArray()).toEqual([{ id: "a" }]);
  expect(fetch.calls).toHaveLength(2);
});

it("a list by POST carries the cursor in the body", async () => {
  const { things, fetch } = setUp(
    { ...cursor, method: "post" },
    json({ data: [{ id: "a" }], has_more: true }),
    json({ data: [] }),
  );
  await things.toArray();
  expect(fetch.calls.map(({ method, body }) => [method, JSON.parse(body ?? "") as unknown])).toEqual([
    ["POST", { limit: 2 }],
    ["POST", { limit: 2, after: "a" }],
  ]);
});

describe("the server behind a gateway", () => {
  const links: ListSpec = { ...things, style: linkedOffsets({ offset: "start" }) };
  const away = { headers: { link: '<https://inner.example/things?start=2>; rel="next"' } };

  it("names itself as it likes: the query goes to the gateway", async () => {
    const fetch = scriptedFetch(json([{ id: "a" }], away), json([]));
    const core = miniClient({ fetch, baseUrl: "https://gate.example/mini" });
    expect(await list(core, links, {}).toArray()).toHaveLength(1);
    expect(fetch.calls.map(({ url }) => url)).toEqual([
      "https://gate.example/mini/things",
      "https://gate.example/mini/things?start=2",
    ]);
  });

  it("is no excuse where there is no gateway", async () => {
    const { things, fetch } = setUp(links, json([{ id: "a" }], away));
    const { items, error } = await drain(things);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(PaginationError);
    expect(fetch.calls).toHaveLength(1);
  });
});

const styles: Readonly<Record<string, ListSpec>> = {
  cursor,
  token: { ...things, mayLackRows: true, style: cursorStyle({ ask: "after", told: ["paging", "next"] }) },
  counted: {
    ...things,
    style: countedPages({ ask: "page", first: 0, total: "count", size: "size", usualSize: 2 }),
  },
  numbers: {
    ...things,
    style: linkedNumbers({ ask: "page", first: 1, link: ["navigation", "next", "uri"] }),
  },
  links: { ...things, style: linkedOffsets({ offset: "start" }) },
};

/** Any JSON, often in the form of a page and with the members that lead on. */
const anyPage = ((): fc.Arbitrary<unknown> => {
  const any = fc.jsonValue({ maxDepth: 2 });
  const text = fc.constantFrom(
    "",
    "a",
    "b",
    "?page=2",
    "/things?page=3",
    "https://evil.example/?page=4",
    "//",
  );
  const value = fc.oneof(any, text, fc.nat(5), fc.constant(null));
  const row = fc.oneof(
    { weight: 6, arbitrary: fc.record({ id: value, at: value }) },
    { weight: 1, arbitrary: any },
  );
  const rows = fc.oneof(
    { weight: 6, arbitrary: fc.array(row, { maxLength: 3 }) },
    { weight: 1, arbitrary: any },
  );
  const leads = {
    has_more: fc.oneof(fc.constant(true), any),
    last_id: value,
    paging: fc.oneof(fc.record({ next: value }), any),
    count: value,
    navigation: fc.oneof(fc.record({ next: fc.oneof(fc.record({ uri: value }), any) }), any),
  };
  const page = fc.record({ data: rows, value: rows, ...leads }, { requiredKeys: ["has_more"] });
  return fc.oneof(
    { weight: 6, arbitrary: page },
    { weight: 2, arbitrary: rows },
    { weight: 1, arbitrary: any },
  );
})();

const anyLink = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom(
    "<?start=2>; rel=next",
    "</things?start=3>; rel=next",
    "<https://evil.example/things?start=4>; rel=next",
    "<>; rel=first",
    "</app.css>; rel=preload",
  ),
);

/** A page whose cursor was never seen before, so that nothing but the rows can tell that the list goes round. */
function withNewCursor(page: unknown, cursor: string): unknown {
  const isText = typeof (page as { last_id?: unknown } | null)?.last_id === "string";
  return isText ? { ...(page as object), last_id: cursor, paging: { next: cursor } } : page;
}

describe.each(Object.entries(styles))("a list by %s", (_, spec) => {
  it("ends with rows or with an error of ours, whatever pages it gets and for however long, at its own origin", async () => {
    const pages = fc.array(fc.tuple(anyPage, anyLink), { minLength: 1, maxLength: 4 });
    const check = async (script: readonly (readonly [unknown, string | undefined])[]): Promise<void> => {
      let at = 0;
      const urls: string[] = [];
      const fetch = async (url: RequestInfo | URL): Promise<Response> => {
        urls.push(url as string);
        const [page, link] = script[at++ % script.length] ?? [];
        const headers = new Headers(link === undefined ? {} : { link });
        return Response.json(withNewCursor(page, `cursor-${at}`), { headers });
      };
      const things = list<unknown, object>(miniClient({ fetch, retry: false }), spec, {});
      const { items, error } = await drain(things);
      expect(error === undefined || BatchwireError.is(error), String(error)).toBe(true);
      expect(items.every((item) => typeof item === "object" && item !== null)).toBe(true);
      expect(urls.every((url) => new URL(url).origin === "http://mini.test")).toBe(true);
      expect(urls.length).toBeLessThan(150);
    };
    await fc.assert(fc.asyncProperty(pages, check), { numRuns: 300 });
  });
});

it("an answer that breaks off or is no JSON is an error of ours", async () => {
  await rejection(setUp(cursor, status(200, {}, "<html>")).things.toArray(), ResponseParseError);
});
