import { expect, test } from "vitest";
import { ValidationError } from "../../src/core/base/errors/index.js";
import type { BatchRequest, BatchUpdate, SinchClient } from "../../src/sinch/index.js";
import { rejection } from "../support/rejection.js";
import { json } from "../support/scripted-fetch.js";
import { created, ID, PLAN, setup, textBatch } from "./fixtures.js";

const to = ["+447700900001"];
const text = { to, body: "Hello" };
const binary = { type: "mt_binary", to, body: "RG9vcnMgYXQgOA==", udh: "06050415810000" } as const;
const many = (count: number): string[] => Array.from({ length: count }, (_, n) => `+44770090${1000 + n}`);
const bytes = (count: number): string => Buffer.alloc(count).toString("base64");

/** Refused, nothing sent; resolves to the paths of all issues. */
async function refused(run: (client: SinchClient) => Promise<unknown>): Promise<string[]> {
  const { client, fetch } = setup();
  const { issues } = await rejection(run(client), ValidationError);
  expect(fetch.calls).toHaveLength(0);
  return issues.map(({ path }) => path);
}

const bad: readonly [string, unknown, string][] = [
  ["no recipients", { ...text, to: [] }, "to"],
  ["1001 recipients", { ...text, to: many(1001) }, "to"],
  ["recipients that are no array", { ...text, to: "+447700900001" }, "to"],
  ["an empty recipient", { ...text, to: ["+447700900001", " "] }, "to.1"],
  ["a number that is a number", { ...text, to: [447700900001] }, "to.0"],
  ["no body", { to }, "body"],
  ["a type that does not exist", { ...text, type: "mt_fax" }, "type"],
  ["no object at all", null, "body"],
  ["a date in words", { ...text, send_at: "tomorrow" }, "send_at"],
  ["the 30th of February", { ...text, send_at: "2027-02-30T08:00:00Z" }, "send_at"],
  ["half past 25", { ...text, expire_at: "2027-02-03T25:30:00Z" }, "expire_at"],
  ["an invalid Date, which JSON would turn into null", { ...text, send_at: new Date(NaN) }, "send_at"],
  [
    "a Date after it expired",
    { ...text, send_at: new Date("2027-01-02T08:00:00Z"), expire_at: "2027-01-02T07:59:00Z" },
    "send_at",
  ],
  ["null in a new batch", { ...text, send_at: null }, "send_at"],
  [
    "sent after it expired",
    { ...text, send_at: "2027-01-02T08:00:00Z", expire_at: "2027-01-02T07:59:00Z" },
    "send_at",
  ],
  [
    "sent as it expires",
    { ...text, send_at: "2027-01-02T08:00:00Z", expire_at: "2027-01-02T09:00:00+01:00" },
    "send_at",
  ],
  ["an overlong reference", { ...text, client_reference: "x".repeat(2049) }, "client_reference"],
  ["an overlong URL", { ...text, callback_url: `https://example.com/${"x".repeat(2048)}` }, "callback_url"],
  ["hex in place of Base64", { ...binary, body: "48656c6c6" }, "body"],
  ["Base64 in place of hex", { ...binary, udh: "BgUEFYEAAA==" }, "udh"],
  ["hex of an odd length", { ...binary, udh: "060" }, "udh"],
  ["no header", { type: "mt_binary", to, body: "" }, "udh"],
  ["141 bytes", { ...binary, body: bytes(134) }, "body"],
  [
    "two values for one number, which the second would replace",
    { ...text, parameters: { code: { "+447700900001": "1", "0044 7700 900001": "2" } } },
    "parameters.code",
  ],
  ["media without a URL", { type: "mt_media", to, body: { message: "Hi" } }, "body.url"],
];

test.each(bad)("send refuses %s", async (_, body, path) => {
  expect(await refused(({ batches }) => batches.send(body as BatchRequest))).toEqual([path]);
});
test.each(bad)("dry run and replace refuse %s", async (_, body, path) => {
  expect(await refused(({ batches }) => batches.sendDryRun(body as BatchRequest))).toEqual([path]);
  expect(await refused(({ batches }) => batches.replace(ID, body as BatchRequest))).toEqual([path]);
});

test.each<[string, BatchRequest]>([
  ["1000 recipients", { ...text, to: many(1000) }],
  ["an empty text, and one beyond 2000 characters", { ...text, body: "x".repeat(3000) }],
  ["140 bytes", { ...binary, body: bytes(133) }],
  ["no bytes", { ...binary, body: "", udh: "" }],
  [
    "a date without offset, and one without seconds",
    { ...text, send_at: "2027-01-02T08:00:00.5", expire_at: "2027-01-02T08:01+0000" },
  ],
  ["a Date", { ...text, send_at: new Date("2027-01-02T08:00:00Z"), expire_at: "2027-01-02T08:01Z" }],
  ["a date in the past", { ...text, send_at: "2020-01-02T08:00:00Z" }],
  ["undefined, which JSON leaves out", { ...text, ...({ send_at: undefined } as object) }],
  ["a reference of 2048 characters, however many units", { ...text, client_reference: "👍".repeat(2048) }],
  [
    "one value for one number, however spelled, and other things in place of values",
    { ...text, parameters: { a: { "+447700900001": "1", "447700900001": "1" }, ...({ b: null } as object) } },
  ],
  ["fields of tomorrow", { ...text, ...({ dlt_template_id: "7" } as object) }],
])("send takes %s", async (_, body) => {
  const before = structuredClone(body);
  const { client, fetch } = setup([created()]);
  await client.batches.send(body, { autoReference: false });
  expect(JSON.parse(fetch.calls[0]!.body!)).toEqual(JSON.parse(JSON.stringify(before)));
  expect(body).toEqual(before);
});

test("the message says where more recipients belong", async () => {
  const { client } = setup();
  const error = await rejection(client.batches.send({ ...text, to: many(1001) }), ValidationError);
  expect(error.message).toMatch(/1000 recipients.*submit/);
});

test.each<[string, unknown, string]>([
  ["an invalid date", { send_at: "soon" }, "send_at"],
  ["an invalid Date", { send_at: new Date(NaN) }, "send_at"],
  ["NaN", { send_at: NaN }, "send_at"],
  [
    "a start after the end",
    { send_at: "2027-01-02T08:00:00Z", expire_at: "2027-01-01T08:00:00Z" },
    "send_at",
  ],
  ["bytes that are no Base64", { type: "mt_binary", body: "?" }, "body"],
  [
    "two values for one number",
    { parameters: { a: { "+447700900001": "1", "447700900001": "2" } } },
    "parameters.a",
  ],
  ["to_add that is no array", { to_add: "+447700900001" }, "to_add"],
  ["an empty entry in to_remove", { to_remove: [""] }, "to_remove.0"],
])("update refuses %s", async (_, body, path) => {
  expect(await refused(({ batches }) => batches.update(ID, body as BatchUpdate))).toEqual([path]);
});

test("update sends a null that is there, and none that is not", async () => {
  const { client, fetch } = setup([json(textBatch()), json(textBatch())]);
  await client.batches.update(ID, {
    send_at: null,
    expire_at: null,
    delivery_report: null,
    callback_url: null,
    parameters: null,
  });
  const absent: BatchUpdate = { body: "Bye", ...({ send_at: undefined } as object) };
  await client.batches.update(ID, absent);
  expect(fetch.calls.map(({ body }) => JSON.parse(body!))).toEqual([
    { send_at: null, expire_at: null, delivery_report: null, callback_url: null, parameters: null },
    { body: "Bye" },
  ]);
});

test.each(["", ".", ".."])(
  "the id %j reaches no other endpoint, not even without local checks",
  async (id) => {
    const { client, fetch } = setup([], { ...PLAN, localChecks: false });
    const { batches, deliveryReports, groups, inbounds } = client;
    const runs = [
      () => batches.get(id),
      () => batches.update(id, {}),
      () => batches.replace(id, text),
      () => batches.cancel(id),
      () => batches.sendDeliveryFeedback(id, []),
      () => batches.wait(id),
      () => deliveryReports.get(id),
      () => deliveryReports.getForRecipient(ID, id),
      () => groups.get(id),
      () => groups.update(id, {}),
      () => groups.replace(id, { members: [] }),
      () => groups.delete(id),
      () => groups.members(id),
      () => inbounds.get(id),
    ];
    for (const run of runs) await rejection(run(), ValidationError);
    expect(fetch.calls).toHaveLength(0);
  },
);

test("dry_run is no batch: an update must not become a dry run", async () => {
  expect(await refused(({ batches }) => batches.update("dry_run", {}))).toEqual(["batch_id"]);
});

test("feedback needs an array of texts, empty or not", async () => {
  expect(await refused(({ batches }) => batches.sendDeliveryFeedback(ID, undefined as never))).toEqual([
    "recipients",
  ]);
  expect(await refused(({ batches }) => batches.sendDeliveryFeedback(ID, [""]))).toEqual(["recipients.0"]);
});

test.each<[string, (client: SinchClient) => Promise<unknown>, string]>([
  ["page_size 101", ({ batches }) => batches.list({ page_size: 101 }).toArray(), "page_size"],
  ["page_size 0", ({ deliveryReports }) => deliveryReports.list({ page_size: 0 }).toArray(), "page_size"],
  ["page -1", ({ inbounds }) => inbounds.list({ page: -1 }).toArray(), "page"],
  ["page 1.5", ({ groups }) => groups.list({ page: 1.5 }).toArray(), "page"],
  ["groups, page_size 101", ({ groups }) => groups.list({ page_size: 101 }).toArray(), "page_size"],
  ["start_date", ({ batches }) => batches.list({ start_date: "yesterday" }).toArray(), "start_date"],
  ["end_date", ({ inbounds }) => inbounds.list({ end_date: "2026-13-01T00:00:00Z" }).toArray(), "end_date"],
  [
    "details of 1001",
    ({ batches }) => batches.sendDryRun(text, { number_of_recipients: 1001 }),
    "number_of_recipients",
  ],
  ["members", ({ groups }) => groups.create({ members: many(10_001) }), "members"],
  ["a long name", ({ groups }) => groups.create({ name: "x".repeat(21) }), "name"],
  ["a long name of emoji", ({ groups }) => groups.create({ name: "👍".repeat(21) }), "name"],
  [
    "11 children",
    ({ groups }) => groups.replace("g", { members: [], child_groups: many(11) }),
    "child_groups",
  ],
  ["no members in a replacement", ({ groups }) => groups.replace("g", {} as never), "members"],
  ["too many to add", ({ groups }) => groups.update("g", { add: many(10_001) }), "add"],
])("queries and groups: %s", async (_, run, path) => {
  expect(await refused(run)).toEqual([path]);
});

test("a list's query is checked when it is read, not when it is made", async () => {
  const { client } = setup();
  const list = client.batches.list({ page_size: 1000 });
  await rejection(list.toArray(), ValidationError);
});

test("groups take a page_size of 0, which the other lists do not", async () => {
  const { client } = setup([json({ count: 3, page: 0, page_size: 0, groups: [] })]);
  expect(await client.groups.list({ page_size: 0 }).toArray()).toEqual([]);
});

test("a group's name has 20 characters, however many units", async () => {
  const name = "👍".repeat(20);
  const { client, fetch } = setup([json({ id: "g" })]);
  await client.groups.create({ name });
  expect(JSON.parse(fetch.calls[0]!.body!)).toEqual({ name });
});

test("localChecks: false sends what the caller says", async () => {
  const { client, fetch } = setup([created()], { ...PLAN, localChecks: false, autoReference: false });
  await client.batches.send({ to: [], body: "Hello", send_at: "soon" });
  expect(JSON.parse(fetch.calls[0]!.body!)).toEqual({ to: [], body: "Hello", send_at: "soon" });
});
