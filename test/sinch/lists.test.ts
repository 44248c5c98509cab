import { expect, test } from "vitest";
import { PaginationError } from "../../src/core/base/errors/index.js";
import { all, drain } from "../support/rejection.js";
import { forever, json } from "../support/scripted-fetch.js";
import { setup, textBatch } from "./fixtures.js";

const batch = (n: number) => textBatch({ id: `batch-${n}` });
/** `page_size` as the provider means it: the entries of this answer. */
const page = (number: number, count: number | undefined, ids: readonly number[]) =>
  json({
    ...(count === undefined ? {} : { count }),
    page: number,
    page_size: ids.length,
    batches: ids.map(batch),
  });
const pagesOf = (urls: readonly { url: string }[]) =>
  urls.map(({ url }) => new URL(url).searchParams.get("page"));

test("stops when count items were seen, though every page is shorter than asked for", async () => {
  const { client, fetch } = setup([page(0, 5, [1, 2]), page(1, 5, [3, 4]), page(2, 5, [5])]);
  const ids = (await client.batches.list({ page_size: 100 }).toArray()).map(({ id }) => id);
  expect(ids).toEqual([1, 2, 3, 4, 5].map((n) => `batch-${n}`));
  expect(pagesOf(fetch.calls)).toEqual([null, "1", "2"]);
  expect(fetch.calls.every(({ url }) => new URL(url).searchParams.get("page_size") === "100")).toBe(true);
});

test("stops at an empty page, whatever count says", async () => {
  const { client, fetch } = setup([page(0, 50, [1]), page(1, 50, [])]);
  expect(await client.batches.list().toArray()).toHaveLength(1);
  expect(fetch.calls).toHaveLength(2);
});

test.each([0, 30])("goes on after a full page, though count says %d", async (count) => {
  const full = Array.from({ length: 30 }, (_, n) => n);
  const { client, fetch } = setup([page(0, count, full), page(1, count, [30])]);
  expect(await client.batches.list({ page_size: 100 }).toArray()).toHaveLength(31);
  expect(pagesOf(fetch.calls)).toEqual([null, "1"]);
});

test("a list without a count goes on to the empty page", async () => {
  const { client, fetch } = setup([page(0, undefined, [1]), page(1, undefined, [2]), page(2, undefined, [])]);
  expect(await client.batches.list().toArray()).toHaveLength(2);
  expect(fetch.calls).toHaveLength(3);
});

test("a batch that a new one pushed to the next page comes once", async () => {
  const { client } = setup([page(0, 3, [3, 2]), page(1, 4, [2, 1])]);
  expect((await client.batches.list().toArray()).map(({ id }) => id)).toEqual([
    "batch-3",
    "batch-2",
    "batch-1",
  ]);
});

test("a walk that begins in the middle trusts only the empty page", async () => {
  const { client, fetch } = setup([page(2, 5, [5]), page(3, 5, [])]);
  expect(await client.batches.list({ page: 2 }).toArray()).toHaveLength(1);
  expect(pagesOf(fetch.calls)).toEqual(["2", "3"]);
});

test("a server that gives the same page for ever is found out", async () => {
  const { client, fetch } = setup([forever(page(0, undefined, [1, 2]))]);
  const { items, error } = await drain(client.batches.list());
  expect(items).toHaveLength(2);
  expect(error).toBeInstanceOf(PaginationError);
  expect(fetch.calls.length).toBeLessThan(4);
});

test("one list can be read twice, by items and by pages", async () => {
  const script = [page(0, 3, [1, 2]), page(1, 3, [3])];
  const { client } = setup([...script, ...script]);
  const query = { page_size: 2 };
  const list = client.batches.list(query);
  expect((await all(list)).map(({ id }) => id)).toEqual(["batch-1", "batch-2", "batch-3"]);
  const pages = await all(list.pages());
  expect(pages.map(({ page_size, items }) => [page_size, items.length])).toEqual([
    [2, 2],
    [1, 1],
  ]);
  expect(query).toEqual({ page_size: 2 });
});

test("break fetches no further page, and toArray takes a maximum", async () => {
  const { client, fetch } = setup([page(0, 9, [1, 2]), page(0, 9, [1, 2])]);
  for await (const _ of client.batches.list()) break;
  expect(await client.batches.list().toArray(2)).toHaveLength(2);
  expect(fetch.calls).toHaveLength(2);
});

test("an empty list of senders is no filter", async () => {
  const { client, fetch } = setup([page(0, 0, [])]);
  await client.batches.list({ from: [] }).toArray();
  expect(new URL(fetch.calls[0]!.url).searchParams.has("from")).toBe(false);
});
