import { afterEach, beforeEach, expect, test } from "vitest";
import { dayMs, Harness, hourMs, secondMs, type BatchDocument } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => `+4477009${10_000 + n}`);

test("a new batch comes back with numbers without prefix, parameters as they were, and its defaults", async () => {
  const now = harness.sim.clock.now();
  const parameters = { name: { "+447700900001": "Ada", default: "you" } };
  const batch = await harness.sendBatch({
    to: ["+44 7700-900001", "00447700900002"],
    parameters,
    client_reference: "r",
  });
  expect(batch).toEqual({
    id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/) as unknown,
    type: "mt_text",
    to: ["447700900001", "447700900002"],
    from: "447700900100",
    canceled: false,
    body: "Hello",
    parameters,
    client_reference: "r",
    delivery_report: "none",
    flash_message: false,
    created_at: new Date(now).toISOString(),
    modified_at: new Date(now).toISOString(),
    expire_at: new Date(now + 3 * dayMs).toISOString(),
  });
});

test("a message goes from Queued over Dispatched to Delivered", async () => {
  const { id } = await harness.sendBatch({ to: ["+447700900001"] });
  expect(await harness.rows(id)).toEqual({ Queued: 1 });
  await harness.sim.clock.advance(100);
  expect(await harness.rows(id)).toEqual({ Dispatched: 1 });
  await harness.sim.clock.advance(7 * secondMs);
  expect(await harness.report(id)).toMatchObject({
    total_message_count: 1,
    statuses: [{ code: 0, status: "Delivered", count: 1 }],
  });
});

test("the plan sends 20 messages a second, one batch after the other", async () => {
  const first = await harness.sendBatch({ to: numbers(100) });
  const second = await harness.sendBatch({ to: numbers(40) });
  await harness.sim.clock.advance(2 * secondMs);
  expect((await harness.rows(first.id))["Queued"]).toBe(60);
  expect(await harness.rows(second.id)).toEqual({ Queued: 40 });
  await harness.sim.clock.advance(4 * secondMs);
  expect(await harness.rows(first.id)).not.toHaveProperty("Queued");
  expect((await harness.rows(second.id))["Queued"]).toBe(20);
});

test("a cancel stops what waits, keeps what is under way, and lets the next batch move up", async () => {
  const first = await harness.sendBatch({ to: numbers(100) });
  const second = await harness.sendBatch({ to: numbers(20) });
  await harness.sim.clock.advance(secondMs);
  const { body, status } = await harness.call("DELETE", `/batches/${first.id}`);
  expect([status, body.canceled]).toEqual([200, true]);
  expect(await harness.rows(first.id)).toMatchObject({ Cancelled: 80 });
  await harness.sim.clock.advance(secondMs);
  expect(await harness.rows(second.id)).not.toHaveProperty("Queued");
  await harness.sim.clock.advance(10 * secondMs);
  expect(await harness.rows(first.id)).toEqual({ Cancelled: 80, Delivered: 20 });
});

test("a scheduled batch has an empty report before its time, and for ever if it is canceled", async () => {
  const kept = await harness.sendBatch({ send_at: harness.iso(hourMs) });
  const canceled = await harness.sendBatch({ send_at: harness.iso(hourMs) });
  await harness.call("DELETE", `/batches/${canceled.id}`);
  await harness.sim.clock.advance(hourMs - 1);
  expect(await harness.report(kept.id)).toMatchObject({ total_message_count: 0, statuses: [] });
  await harness.sim.clock.advance(10 * secondMs);
  expect(await harness.rows(kept.id)).toEqual({ Delivered: 2 });
  expect(await harness.report(canceled.id)).toMatchObject({ total_message_count: 0, statuses: [] });
});

test("the recipient decides what becomes of the message", async () => {
  const endings = [991, 992, 993, 994, 995, 996, 1];
  const to = endings.map((ending) => `+447700900${String(ending).padStart(3, "0")}`);
  const { id } = await harness.sendBatch({ to, expire_at: harness.iso(hourMs) });
  await harness.sim.clock.advance(10 * secondMs);
  expect((await harness.rows(id))["Dispatched"]).toBe(1);
  await harness.sim.clock.advance(hourMs);
  const { statuses } = await harness.report(id, "?type=full");
  const fates = statuses.map(({ status, code, recipients }) => [recipients![0]!.slice(-3), status, code]);
  expect(fates.toSorted()).toEqual([
    ["001", "Delivered", 0],
    ["991", "Aborted", 402],
    ["992", "Rejected", 15],
    ["993", "Deleted", 60],
    ["994", "Failed", 153],
    ["995", "Expired", 0],
    ["996", "Unknown", 0],
  ]);
});

test("an unmatched parameter fails alone with 405, too many parts with 411", async () => {
  const parameters = { n: { "447700900001": "x" } };
  const unmatched = await harness.sendBatch({ body: "${n}", parameters });
  const long = await harness.sendBatch({ body: "x".repeat(161), max_number_of_message_parts: 1 });
  await harness.sim.clock.advance(10 * secondMs);
  const codes = async (id: string) =>
    (await harness.report(id)).statuses.map(({ code, count }) => [code, count]);
  expect(await codes(unmatched.id)).toEqual([
    [0, 1],
    [405, 1],
  ]);
  expect(await codes(long.id)).toEqual([[411, 2]]);
});

test("what leaves the queue too late is aborted with 406", async () => {
  await harness.sendBatch({ to: numbers(1000) });
  const late = await harness.sendBatch({ expire_at: harness.iso(5 * secondMs) });
  await harness.sim.clock.advance(60 * secondMs);
  expect((await harness.report(late.id)).statuses).toEqual([{ code: 406, status: "Aborted", count: 2 }]);
});

test("an update changes what it names, and a null resets", async () => {
  const url = "http://127.0.0.1:9/";
  const { id, created_at } = await harness.sendBatch({
    send_at: harness.iso(hourMs),
    callback_url: url,
    parameters: { a: { default: "b" } },
  });
  await harness.sim.clock.advance(secondMs);
  const { body, status } = await harness.call<Record<string, unknown>>("POST", `/batches/${id}`, {
    to_add: ["+447700900003"],
    to_remove: ["447700900001"],
    parameters: null,
    callback_url: null,
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, to: ["447700900002", "447700900003"], created_at, body: "Hello" });
  expect(body["modified_at"]).not.toBe(created_at);
  expect(body).not.toHaveProperty("parameters");
  expect(body).not.toHaveProperty("callback_url");
});

test("send_at: null starts the sending; a later time postpones it", async () => {
  const { id } = await harness.sendBatch({ send_at: harness.iso(hourMs) });
  await harness.call("POST", `/batches/${id}`, { send_at: harness.iso(2 * hourMs) });
  await harness.sim.clock.advance(hourMs + secondMs);
  expect(await harness.rows(id)).toEqual({});
  await harness.call("POST", `/batches/${id}`, { send_at: null });
  await harness.sim.clock.advance(10 * secondMs);
  expect(await harness.rows(id)).toEqual({ Delivered: 2 });
});

test("a replacement keeps the id and the time of creation, and drops the rest", async () => {
  const { id, created_at } = await harness.sendBatch({ send_at: harness.iso(hourMs), client_reference: "r" });
  const { body } = await harness.call("PUT", `/batches/${id}`, { to: ["+447700900009"], body: "New" });
  expect(body).toMatchObject({ id, created_at, to: ["447700900009"], body: "New", delivery_report: "none" });
  expect(body).not.toHaveProperty("client_reference");
  expect(body).not.toHaveProperty("send_at");
  await harness.sim.clock.advance(10 * secondMs);
  expect(await harness.rows(id)).toEqual({ Delivered: 1 });
});

test("what has gone out, or was canceled, can no longer be changed", async () => {
  const gone = await harness.sendBatch();
  const canceled = await harness.sendBatch({ send_at: harness.iso(hourMs) });
  await harness.call("DELETE", `/batches/${canceled.id}`);
  await harness.sim.clock.advance(secondMs);
  for (const { id } of [gone, canceled]) {
    for (const [method, body] of [
      ["POST", { body: "x" }],
      ["PUT", { to: ["+447700900001"], body: "x" }],
    ] as const) {
      const reply = await harness.call<{ code: string }>(method, `/batches/${id}`, body);
      expect([reply.status, reply.body.code]).toEqual([403, "batch_already_dispatched"]);
    }
  }
});

test("dry run: parts by alphabet, texts after replacement, nothing sent", async () => {
  const parameters = { name: { "447700900001": "Ada", default: "☃".repeat(70) } };
  const run = (body: object, query = "") =>
    harness.call<Record<string, unknown>>("POST", `/batches/dry_run${query}`, {
      to: ["+447700900001", "+447700900002"],
      ...body,
    });
  expect((await run({ body: "€".repeat(80) })).body).toEqual({
    number_of_recipients: 2,
    number_of_messages: 2,
  });
  expect((await run({ body: "€".repeat(81) })).body).toEqual({
    number_of_recipients: 2,
    number_of_messages: 4,
  });
  const detailed = await run({ body: "${name}", parameters }, "?per_recipient=true&number_of_recipients=1");
  expect(detailed.body).toEqual({
    number_of_recipients: 2,
    number_of_messages: 2,
    per_recipient: [{ recipient: "447700900001", body: "Ada", number_of_parts: 1, encoding: "text" }],
  });
  expect((await run({ body: `${"${name}"}!`, parameters })).body["number_of_messages"]).toBe(3);
  expect((await harness.call<{ count: number }>("GET", "/batches")).body.count).toBe(0);
});

test("lists: newest first, a day back unless asked, filters, and pages that tell their own size", async () => {
  interface List {
    readonly count: number;
    readonly page: number;
    readonly page_size: number;
    readonly batches: readonly BatchDocument[];
  }
  const list = async (query: string): Promise<List> =>
    (await harness.call<List>("GET", `/batches?${query}`)).body;
  const old = await harness.sendBatch({ client_reference: "a,b" });
  await harness.sim.clock.advance(25 * hourMs);
  const middle = await harness.sendBatch({ from: "54321" });
  await harness.sim.clock.advance(secondMs);
  const young = await harness.sendBatch();
  const ids = ({ batches }: List): string[] => batches.map(({ id }) => id);
  expect(ids(await list(""))).toEqual([young.id, middle.id]);
  const all = `start_date=${old.created_at}`;
  expect(ids(await list(all))).toEqual([young.id, middle.id, old.id]);
  expect(ids(await list(`${all}&end_date=${young.created_at}`))).toEqual([middle.id, old.id]);
  expect(ids(await list(`${all}&client_reference=a%2Cb`))).toEqual([old.id]);
  expect(ids(await list("from=54321,999"))).toEqual([middle.id]);
  expect(ids(await list("from=%2B447700900100"))).toEqual([young.id]);
  expect(await list(`${all}&page=1&page_size=2`)).toMatchObject({ count: 3, page: 1, page_size: 1 });
  expect(await list(`${all}&page=9`)).toMatchObject({ count: 3, page: 9, page_size: 0, batches: [] });
});

test("recipient reports, one by one and as a list", async () => {
  const { id } = await harness.sendBatch({ to: ["+447700900001", "+447700900994"], client_reference: "r" });
  await harness.sim.clock.advance(10 * secondMs);
  const one = await harness.call<Record<string, unknown>>(
    "GET",
    `/batches/${id}/delivery_report/%2B447700900994`,
  );
  expect(one.body).toMatchObject({
    batch_id: id,
    recipient: "447700900994",
    code: 153,
    status: "Failed",
    client_reference: "r",
  });
  expect((await harness.call("GET", `/batches/${id}/delivery_report/447700900009`)).status).toBe(404);
  const list = await harness.call<{ count: number; delivery_reports: { recipient: string }[] }>(
    "GET",
    "/delivery_reports?code=153,7",
  );
  expect(list.body.delivery_reports).toEqual([one.body]);
  expect(
    (await harness.call<{ count: number }>("GET", "/delivery_reports?client_reference=x")).body.count,
  ).toBe(0);
});
