import { expect, test } from "vitest";
import { HandleError, NotFoundError, WaitTimeoutError } from "../../src/core/base/errors/index.js";
import type { BatchCounts } from "../../src/core/base/types/index.js";
import { all, rejection } from "../support/rejection.js";
import { forever, json, status, type Step } from "../support/scripted-fetch.js";
import { created, ID, PLAN, report, setup, textBatch } from "./fixtures.js";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const NONE: BatchCounts = {
  total: 0,
  pending: 0,
  succeeded: 0,
  failed: 0,
  canceled: 0,
  expired: 0,
  unknown: 0,
};

/** One look at a batch whose unfiltered report has these rows. */
async function look(
  rows: Record<string, number>,
  options: { until?: "sent" | "delivered"; total?: number | string; canceled?: boolean } = {},
) {
  const { client } = setup([
    json(textBatch({ canceled: options.canceled ?? false })),
    json(report(rows, options.total)),
  ]);
  for await (const snapshot of client.batches.watch(ID, { until: options.until ?? "sent" })) return snapshot;
  throw new Error("no snapshot");
}

test.each<
  [string, Record<string, number>, { until?: "sent" | "delivered"; total?: number | string }, boolean]
>([
  ["all delivered", { Delivered: 2 }, { until: "delivered" }, true],
  ["one dispatched", { Delivered: 1, Dispatched: 1 }, { until: "delivered" }, false],
  ["one dispatched is enough for sent", { Delivered: 1, Dispatched: 1 }, { until: "sent" }, true],
  ["one queued", { Delivered: 1, Queued: 1 }, { until: "sent" }, false],
  ["an unrecognised status", { Delivered: 1, Teleported: 1 }, { until: "sent" }, false],
  ["an unrecognised status, delivered", { Delivered: 1, Teleported: 1 }, { until: "delivered" }, false],
  ["the right word in other capitals is another word", { DELIVERED: 1 }, { until: "delivered" }, false],
  ["a status that objects have as a member", { constructor: 1 }, { until: "sent" }, false],
  ["Unknown is a final status", { Unknown: 1 }, { until: "delivered" }, true],
  ["no rows yet", {}, { until: "sent" }, false],
  ["no rows, and a total", {}, { total: 3 }, false],
  ["rows do not add up", { Delivered: 2 }, { total: 3 }, false],
  ["more rows than the total", { Delivered: 3 }, { total: 2 }, true],
  ["a total in text", { Delivered: 2 }, { total: "2" }, true],
  ["a total that is no number", { Delivered: 2 }, { total: "many" }, false],
  [
    "all kinds of ends",
    { Aborted: 1, Rejected: 1, Deleted: 1, Failed: 1, Expired: 1, Unknown: 1, Cancelled: 1 },
    { until: "delivered" },
    true,
  ],
])("%s", async (_, rows, options, ended) => {
  expect((await look(rows, options)).phase).toBe(ended ? "ended" : "running");
});

test("the status decides, never the code", async () => {
  const failed = { code: 0, status: "Failed", count: 1 };
  const { client } = setup([json(textBatch()), json({ ...report({}, 1), statuses: [failed] })]);
  const { counts } = await client.batches.wait(ID, { until: "delivered" });
  expect(counts).toEqual({ ...NONE, total: 1, failed: 1 });
});

test("rows of a report that are none do not keep a wait going", async () => {
  const statuses = [null, { code: 0, status: "Delivered", count: 1 }, 7];
  const { client } = setup([json(textBatch()), json({ ...report({}, 1), statuses })]);
  expect((await client.batches.wait(ID, { until: "delivered" })).counts).toMatchObject({
    succeeded: 1,
    total: 1,
  });
});

test("counts for delivered, and for sent", async () => {
  const rows = {
    Queued: 1,
    Dispatched: 2,
    Delivered: 4,
    Aborted: 8,
    Rejected: 16,
    Deleted: 32,
    Failed: 64,
    Cancelled: 128,
    Expired: 256,
    Unknown: 512,
    Teleported: 1024,
  };
  const common = { total: 2050, failed: 8 + 16 + 32 + 64, canceled: 128, expired: 256 };
  // Three messages of the total are in no row yet.
  expect((await look(rows, { until: "delivered", total: 2050 })).counts).toEqual({
    ...common,
    pending: 1 + 2 + 3,
    succeeded: 4,
    unknown: 512 + 1024,
  });
  expect((await look(rows, { until: "sent", total: 2050 })).counts).toEqual({
    ...common,
    pending: 1 + 3,
    succeeded: 2 + 4 + 512,
    unknown: 1024,
  });
});

test("report and batch document stand in the snapshot as they came", async () => {
  const snapshot = await look({ Delivered: 1 });
  expect(snapshot).toMatchObject({
    raw: textBatch(),
    report: report({ Delivered: 1 }),
    outcome: "completed",
  });
  expect(snapshot.handle).toEqual({
    v: 1,
    provider: "sinch",
    id: ID,
    account: "plan-1",
  });
});

test.each([
  ["nothing went out", { Aborted: 1, Rejected: 1 }, "failed"],
  ["something went out and failed", { Aborted: 1, Failed: 1 }, "completed"],
  ["all delivered", { Delivered: 1 }, "completed"],
])("outcome: %s", async (_, rows, outcome) => {
  expect((await look(rows as unknown as Record<string, number>, { until: "delivered" })).outcome).toBe(
    outcome,
  );
});

test("canceled before its start: ends at once, though the report stays empty", async () => {
  expect(await look({}, { canceled: true, total: 0 })).toMatchObject({ phase: "ended", outcome: "canceled" });
});

test("canceled before its start, and without a report", async () => {
  const { client } = setup([
    json(textBatch({ canceled: true, created_at: "2026-11-19T12:00:00Z" })),
    status(404),
  ]);
  const snapshot = await client.batches.wait(ID);
  expect(snapshot).toMatchObject({ phase: "ended", outcome: "canceled", polls: 1 });
  expect(snapshot.counts).toBeUndefined();
});

test("canceled before a time that is still to come", async () => {
  const { client } = setup([
    json(textBatch({ canceled: true, send_at: "2026-11-22T12:00:00Z" })),
    json(report({})),
  ]);
  expect(await client.batches.wait(ID)).toMatchObject({ outcome: "canceled", polls: 1 });
});

test("canceled while sending: goes on until nothing is under way", async () => {
  const canceled = json(textBatch({ canceled: true }));
  const { client } = setup([
    canceled,
    json(report({ Delivered: 1, Dispatched: 1, Cancelled: 2 })),
    canceled,
    json(report({ Delivered: 2, Cancelled: 2 })),
  ]);
  const snapshots = await all(client.batches.watch(ID, { until: "delivered" }));
  expect(snapshots.map(({ phase }) => phase)).toEqual(["canceling", "ended"]);
  expect(snapshots[1]).toMatchObject({ outcome: "canceled", counts: { succeeded: 2, canceled: 2 } });
});

test("a scheduled batch is looked at once an hour until its time, for another may change it", async () => {
  const scheduled = textBatch({ send_at: "2026-11-21T15:00:00Z" });
  const looks = Array.from({ length: 4 }, () => json(scheduled));
  const { client, fetch, clock } = setup([...looks, json(report({ Delivered: 1 }))]);
  const snapshots = await all(client.batches.watch(ID));
  expect(snapshots.map(({ phase }) => phase)).toEqual(["scheduled", "scheduled", "scheduled", "ended"]);
  expect(snapshots[0]).not.toHaveProperty("report");
  expect(clock.sleeps).toEqual([60 * minuteMs, 60 * minuteMs, 60 * minuteMs]);
  expect(fetch.calls.map(({ url }) => url.endsWith("/delivery_report")).indexOf(true)).toBe(4);
});

test("where the provider's clock is ahead of ours, its time counts", async () => {
  const batch = (date: string) =>
    json(textBatch({ send_at: "2026-11-21T15:00:00Z" }), {
      headers: { date: `Sat, 21 Nov 2026 ${date} GMT` },
    });
  const due = setup([batch("15:00:00"), json(report({ Delivered: 1 }))]);
  expect(await due.client.batches.wait(ID)).toMatchObject({ phase: "ended", polls: 1 });
  const early = setup([batch("14:30:00"), batch("15:00:00"), json(report({ Delivered: 1 }))]);
  await early.client.batches.wait(ID);
  expect(early.clock.sleeps).toEqual([30 * minuteMs]);
});

test("a send_at without an offset is UTC", async () => {
  const { client, clock } = setup([
    json(textBatch({ send_at: "2026-11-21T12:30" })),
    json(textBatch()),
    json(report({ Delivered: 1 })),
  ]);
  await client.batches.wait(ID);
  expect(clock.sleeps).toEqual([30 * minuteMs]);
});

test("no report yet, right after the create and right after a scheduled start", async () => {
  const late = { created_at: "2026-11-20T12:00:00Z", send_at: "2026-11-21T12:00:01Z" };
  for (const changes of [{}, late]) {
    const batch = json(textBatch(changes));
    const steps: Step[] = changes === late ? [batch] : [];
    const { client } = setup([...steps, batch, status(404), batch, json(report({ Delivered: 1 }))]);
    const snapshots = await all(client.batches.watch(ID));
    expect(snapshots.at(-2)).toMatchObject({ phase: "running" });
    expect(snapshots.at(-2)!.counts).toBeUndefined();
    expect(snapshots.at(-1)!.phase).toBe("ended");
  }
});

test("an old batch without a report is a 404", async () => {
  const { client } = setup([json(textBatch({ created_at: "2026-11-20T12:00:00Z" })), status(404)]);
  const error = await rejection(client.batches.wait(ID), NotFoundError);
  expect(error.operation).toBe("GetDeliveryReportByBatchId");
});

test("404 on a batch that this client just created is not yet; on a bare id it is an answer", async () => {
  const mine = setup([created(), status(404), json(textBatch()), json(report({ Delivered: 1 }))]);
  const batch = await mine.client.batches.send({ to: ["+447700900001"], body: "Hello" });
  expect((await mine.client.batches.wait(batch)).phase).toBe("ended");
  const other = setup([status(404)]);
  await rejection(other.client.batches.wait(ID), NotFoundError);
});

test.each([-dayMs, -3_600_000, 3_600_000, dayMs])(
  "404 on a batch just created is not yet, also when the clock was set by %d ms since",
  async (byMs) => {
    const looks = [status(404), json(textBatch()), json(report({ Delivered: 1 }))];
    const { client, clock } = setup([created(), ...looks, created({ id: "B2" }), ...looks]);
    const to = ["+447700900001"];
    const one = await client.batches.send({ to, body: "Hello" });
    clock.set(byMs);
    expect((await client.batches.wait(one)).phase).toBe("ended");
    const two = await client.batches.send({ to, body: "Hello" });
    clock.set(byMs);
    expect((await client.batches.waitAll([two]))[0]?.phase).toBe("ended");
  },
);

test("a stored handle of the next minute or day has the same grace as one of now", async () => {
  for (const createdAt of ["2026-11-21T12:00:30Z", "2026-11-22T12:00:00Z"])
    for (const how of ["wait", "waitAll"] as const) {
      const { client, clock } = setup([forever(status(404))]);
      const handle = { v: 1, provider: "sinch", id: ID, createdAt } as const;
      await rejection<unknown>(
        client.batches[how](how === "wait" ? (handle as never) : ([handle] as never)),
        NotFoundError,
      );
      expect(clock.monotonic()).toBeGreaterThanOrEqual(60_000);
      expect(clock.monotonic()).toBeLessThan(65_000);
    }
});

test("groups that are empty by then: the wait ends some minutes after expire_at", async () => {
  const batch = textBatch({ to: ["01M6DN87ZRJD9TKBPJCJ72JGE9"], expire_at: "2026-11-21T13:00:00Z" });
  const { client, clock } = setup([
    forever((call) => Response.json(call.url.endsWith("/delivery_report") ? report({}, 0) : batch)),
  ]);
  const snapshot = await client.batches.wait(ID);
  expect(snapshot).toMatchObject({ phase: "ended", outcome: "failed", counts: NONE });
  const endedAfterMs = clock.now() - Date.parse("2026-11-21T13:00:00Z");
  expect(endedAfterMs).toBeGreaterThan(10 * minuteMs);
  expect(endedAfterMs).toBeLessThan(12 * minuteMs);
});

test("a batch without an expire_at expires three days after its start", async () => {
  const { expire_at: _, ...batch } = textBatch({ to: ["447700900001", "01M6DN87ZRJD9TKBPJCJ72JGE9"] });
  const { client, clock } = setup([
    forever((call) => Response.json(call.url.endsWith("/delivery_report") ? report({}, 0) : batch)),
  ]);
  await client.batches.wait(ID, { schedule: { initialMs: dayMs, maxMs: dayMs, jitter: 0 } });
  const tookMs = clock.now() - Date.parse(batch.created_at);
  expect(tookMs).toBeGreaterThan(3 * dayMs);
  expect(tookMs).toBeLessThan(3 * dayMs + 2 * 60 * minuteMs);
});

test("the report of a batch to numbers is only late, however old the batch is", async () => {
  const old = textBatch({ created_at: "2024-06-06T09:22:14.304Z", expire_at: "2024-06-09T09:22:14.304Z" });
  const { client } = setup([json(old), json(report({}, 0)), json(old), json(report({ Delivered: 1 }))]);
  expect(await client.batches.wait(ID)).toMatchObject({ outcome: "completed", polls: 2 });
});

test("a message without a receipt keeps the wait going beyond expire_at", async () => {
  const batch = textBatch({ expire_at: "2026-11-21T12:01:00Z" });
  const { client } = setup([
    forever((call) =>
      Response.json(call.url.endsWith("/delivery_report") ? report({ Dispatched: 1 }) : batch),
    ),
  ]);
  const wait = client.batches.wait(ID, { until: "delivered", timeoutMs: 60 * minuteMs });
  const error = await rejection(wait, WaitTimeoutError);
  expect(error.last).toMatchObject({ phase: "running", counts: { pending: 1 } });
});

test("reports are read unfiltered and as a summary", async () => {
  const { client, fetch } = setup([json(textBatch()), json(report({ Delivered: 1 }))]);
  await client.batches.wait(ID);
  expect(new URL(fetch.calls[1]!.url).search).toBe("");
});

test("a handle of another plan is refused", async () => {
  const { client } = setup();
  const handle = { ...client.batches.handle(textBatch()), account: "plan-2" };
  await rejection(client.batches.wait(handle), HandleError);
  expect(client.batches.handle(textBatch())).toEqual({
    v: 1,
    provider: "sinch",
    id: ID,
    account: "plan-1",
    createdAt: "2026-11-21T12:00:00.000Z",
  });
});

test("a cancel by the same client ends the sleep of its wait", async () => {
  const scheduled = textBatch({ send_at: "2026-11-24T12:00:00Z" });
  const canceled = { ...scheduled, canceled: true };
  const { client, clock } = setup([json(scheduled), json(canceled), json(canceled), json(report({}, 0))]);
  clock.hold();
  const wait = client.batches.wait(ID);
  await clock.untilSleeping();
  await client.batches.cancel(ID);
  expect(await wait).toMatchObject({ phase: "ended", outcome: "canceled", polls: 2 });
});

test("a message whose receipt has not come a day after it expired is unknown for good", async () => {
  const old = textBatch({ created_at: "2026-11-10T00:00:00Z", expire_at: "2026-11-13T00:00:00Z" });
  const { client } = setup([json(old), json(report({ Dispatched: 1, Delivered: 2 }))]);
  const { phase, counts } = await client.batches.wait(ID, { until: "delivered" });
  expect({ phase, counts }).toMatchObject({
    phase: "ended",
    counts: { pending: 0, unknown: 1, succeeded: 2 },
  });
});

test("a wait goes on after its credential could not be had, and a call does not", async () => {
  const reason = new Error("the vault restarts");
  let asked = 0;
  const apiToken = async (): Promise<string> => {
    if (++asked % 3 === 0) throw reason;
    return "token-of-plan-1";
  };
  const steps = [
    json(textBatch()),
    json(report({ Queued: 1 })),
    json(textBatch()),
    json(report({ Delivered: 1 })),
  ];
  const { client } = setup(steps, { ...PLAN, apiToken });
  expect((await client.batches.wait(ID)).phase).toBe("ended");
  asked = 2;
  expect(await rejection(client.batches.get(ID))).toBe(reason);
  const broken = setup([], { ...PLAN, apiToken: () => Promise.reject(reason) });
  expect(await rejection(broken.client.batches.wait(ID, { maxConsecutiveErrors: 2 }))).toBe(reason);
});
