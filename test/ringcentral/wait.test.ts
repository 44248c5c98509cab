import { describe, expect, it } from "vitest";
import type { MessageBatchResponse } from "../../generated/ringcentral.js";
import {
  HandleError,
  NotFoundError,
  PermissionError,
  ValidationError,
  WaitTimeoutError,
} from "../../src/index.js";
import { rejection, all } from "../support/rejection.js";
import { status } from "../support/scripted-fetch.js";
import { batch, routed, statuses, token, TOKEN, twoMessages } from "./support.js";

/** Answers reads of the batch, and of the statuses, one after the other; the last of each stays. */
function world(batches: readonly object[], reports: readonly object[] = [], created: object = batch()) {
  const next = (list: readonly object[], at: number): object => list[Math.min(at, list.length - 1)]!;
  let polls = 0;
  let looks = 0;
  return routed(({ method }, path) => {
    if (path === TOKEN) return token(1);
    if (path.endsWith("/statuses")) return next(reports, looks++);
    return method === "POST" ? created : next(batches, polls++);
  });
}

const running = batch({ processedCount: 1 });
const completed = batch({ status: "Completed", processedCount: 2, cost: 0.017 });
const counts = { total: 2, pending: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };

describe('until: "sent"', () => {
  it("ends with Completed, and counts what was handed on", async () => {
    const { client } = world([batch(), running, completed]);
    const snapshots = await all(client.batches.watch("9a1f"));
    expect(snapshots.map(({ phase }) => phase)).toEqual(["running", "running", "ended"]);
    expect(snapshots.map(({ counts }) => counts?.succeeded)).toEqual([0, 1, 2]);
    expect(snapshots.map(({ counts }) => counts?.pending)).toEqual([2, 1, 0]);
    expect(snapshots.at(-1)).toMatchObject({ outcome: "completed", raw: completed, polls: 3 });
    expect(snapshots.at(-1)).not.toHaveProperty("report");
  });

  it.each<[Partial<MessageBatchResponse>, string]>([
    [{ status: "Sent", processedCount: 2 }, "ended"],
    [{ status: "Sent", processedCount: 1 }, "running"],
    [{ status: "Queued", processedCount: 2 }, "running"],
    [{ status: "Processing", processedCount: 2 }, "running"],
    [{ status: "Frozen", processedCount: 2 }, "running"],
    [{ status: "Completed", processedCount: 1 }, "ended"],
  ])("%j is %s", async (changes, phase) => {
    const { client } = world([batch(changes)]);
    for await (const snapshot of client.batches.watch("9a1f")) {
      expect(snapshot.phase).toBe(phase);
      break;
    }
  });

  it("invents no counts, and calls a batch without a single message failed", async () => {
    const { batchSize: _, ...bare } = completed;
    expect(await world([bare]).client.batches.wait("9a1f")).not.toHaveProperty("counts");
    const empty = batch({ status: "Completed", batchSize: 0 });
    expect(await world([empty]).client.batches.wait("9a1f")).toMatchObject({ outcome: "failed" });
  });
});

describe('until: "delivered"', () => {
  it("never takes Completed for delivered, and reports the statuses", async () => {
    const { client } = world(
      [running, completed],
      [statuses({ queued: 1, sent: 1 }), statuses({ sent: 1, delivered: 1 }), statuses({ delivered: 2 })],
    );
    const snapshots = await all(client.batches.watch("9a1f", { until: "delivered" }));
    expect(snapshots.map(({ phase }) => phase)).toEqual(["running", "running", "ended"]);
    expect(snapshots.map(({ counts }) => counts?.succeeded)).toEqual([0, 1, 2]);
    expect(snapshots.map(({ counts }) => counts?.pending)).toEqual([2, 1, 0]);
    expect(snapshots.at(-1)).toMatchObject({
      outcome: "completed",
      raw: completed,
      report: statuses({ delivered: 2 }),
    });
  });

  it("waits for messages that the statuses do not show yet", async () => {
    const { client } = world([completed], [{}, statuses({ delivered: 1 }), statuses({ delivered: 2 })]);
    const snapshots = await all(client.batches.watch("9a1f", { until: "delivered" }));
    expect(snapshots.map(({ counts }) => counts?.pending)).toEqual([2, 1, 0]);
  });

  it("counts a missing receipt as unknown and every other failure as failed", async () => {
    const report = statuses({
      delivered: 1,
      deliveryFailed: { "SMS-CAR-104": 2, "SMS-CAR-199": 1, "SMS-CAR-411": 3 },
      sendingFailed: { "SMS-RC-413": 4 },
    });
    const { client } = world([batch({ status: "Completed", batchSize: 11, processedCount: 11 })], [report]);
    const { outcome, counts: found } = await client.batches.wait("9a1f", { until: "delivered" });
    expect(found).toEqual({ ...counts, total: 11, succeeded: 1, failed: 7, unknown: 3 });
    expect(outcome).toBe("completed");
  });

  it("takes counts that came as texts for numbers, and those that are none for nothing", async () => {
    const report = {
      sent: { count: null },
      delivered: { count: "2" },
      deliveryFailed: { count: "1", errorCodeCounts: { "SMS-CAR-104": "1" } },
      sendingFailed: null,
    };
    const { client } = world([batch({ status: "Completed", batchSize: 3, processedCount: 3 })], [report]);
    const { counts: found } = await client.batches.wait("9a1f", { until: "delivered" });
    expect(found).toEqual({ ...counts, total: 3, succeeded: 2, unknown: 1 });
  });

  it("is failed only where nothing went out at all", async () => {
    const none = world([completed], [statuses({ sendingFailed: { "SMS-RC-413": 2 } })]);
    expect((await none.client.batches.wait("9a1f", { until: "delivered" })).outcome).toBe("failed");
    const lost = world([completed], [statuses({ deliveryFailed: { "SMS-CAR-411": 2 } })]);
    expect((await lost.client.batches.wait("9a1f", { until: "delivered" })).outcome).toBe("completed");
  });

  it("asks for the messages of the batch since before it was created", async () => {
    const { client, calls } = world([completed], [statuses({ delivered: 2 })]);
    await client.batches.wait(completed.id, { until: "delivered" });
    const query = new URL(calls.at(-1)!.url).searchParams;
    expect(query.get("batchId")).toBe(completed.id);
    expect(Date.parse(query.get("dateFrom")!)).toBeLessThanOrEqual(Date.parse("2026-11-21T12:00:00.123Z"));
    expect(query.has("dateTo")).toBe(false);
  });

  it("falls back on the handle for the date, and on the retired name", async () => {
    const { creationTime: _, ...dateless } = completed;
    for (const [raw, createdAt] of [
      [dateless, "2026-11-01T00:00:00Z"],
      [{ ...dateless, createdAt: "2026-11-01T00:00:00Z" }, undefined],
    ] as const) {
      const { client, calls } = world([raw], [statuses({ delivered: 2 })]);
      const handle = {
        v: 1,
        provider: "ringcentral",
        id: "9a1f",
        ...(createdAt ? { createdAt } : {}),
      } as const;
      await client.batches.wait(handle, { until: "delivered" });
      const dateFrom = new URL(calls.at(-1)!.url).searchParams.get("dateFrom")!;
      expect(Date.parse("2026-11-01T00:00:00Z") - Date.parse(dateFrom)).toBeGreaterThanOrEqual(0);
      expect(Date.parse("2026-11-01T00:00:00Z") - Date.parse(dateFrom)).toBeLessThan(3_600_000);
    }
  });

  it("asks for all messages of a batch of which nobody knows how old it is", async () => {
    const { creationTime: _, ...dateless } = completed;
    const { client, calls } = world([dateless], [statuses({ delivered: 2 })]);
    await client.batches.wait("9a1f", { until: "delivered" });
    const dateFrom = new URL(calls.at(-1)!.url).searchParams.get("dateFrom")!;
    expect(Date.parse(dateFrom)).toBeLessThan(Date.parse("2016-01-01"));
  });

  it("waits for the others where batchSize does not count the rejected recipients", async () => {
    const created = batch({ batchSize: 1, rejected: [{ index: 1, errorCode: "SMS-RC-410" }] });
    const done = batch({ status: "Completed", batchSize: 1, processedCount: 1 });
    const { client } = world([done], [{}, statuses({ delivered: 1 })], created);
    const snapshot = await client.batches.wait(await client.batches.create(twoMessages), {
      until: "delivered",
    });
    expect(snapshot).toMatchObject({ polls: 2, outcome: "completed", counts: { total: 1, succeeded: 1 } });
  });

  it("waits for every message where batchSize does not count the rejected recipient, who is not subtracted again", async () => {
    const created = batch({ batchSize: 2, rejected: [{ index: 1, errorCode: "SMS-RC-410" }] });
    const three = { ...twoMessages, messages: [...twoMessages.messages, { to: ["+15550100103"] }] };
    const { client } = world([completed], [statuses({ delivered: 1 }), statuses({ delivered: 2 })], created);
    const ended = await client.batches.wait(await client.batches.create(three), { until: "delivered" });
    expect(ended).toMatchObject({ polls: 2, counts: { total: 2, succeeded: 2 } });
  });

  it("does not hang on rejected recipients that batchSize still counts", async () => {
    const created = batch({ batchSize: 2, rejected: [{ index: 1, errorCode: "SMS-RC-410" }] });
    const { client } = world([completed], [statuses({ delivered: 1 })], created);
    const ended = await client.batches.wait(await client.batches.create(twoMessages), { until: "delivered" });
    expect(ended).toMatchObject({ phase: "ended", counts: { ...counts, total: 1, succeeded: 1 }, polls: 1 });
  });

  it("waits for messages that have not appeared, though as many are final as were not turned down", async () => {
    const working = batch({ batchSize: 2, processedCount: 1, lastModifiedTime: "2026-11-21T12:00:00Z" });
    const { client } = world([working, completed], [statuses({ delivered: 1 }), statuses({ delivered: 2 })]);
    const handle = { v: 1, provider: "ringcentral", id: "9a1f", rejected: 1 } as const;
    const ended = await client.batches.wait(handle, { until: "delivered" });
    expect(ended).toMatchObject({ polls: 2, counts: { succeeded: 2 } });
  });

  it("waits for the others from a stored document, too", async () => {
    const created = batch({ batchSize: 1, rejected: [{ index: 1, errorCode: "SMS-RC-410" }] });
    const done = batch({ status: "Completed", batchSize: 1, processedCount: 1 });
    const { client } = world([done], [{}, statuses({ delivered: 1 })]);
    const snapshot = await client.batches.wait(created, { until: "delivered" });
    expect(snapshot).toMatchObject({ polls: 2, counts: { total: 1, succeeded: 1 } });
  });

  it("refuses an until that does not exist", async () => {
    const { client } = world([completed]);
    const until = "received" as "sent";
    await rejection(client.batches.wait("9a1f", { until }), ValidationError);
  });
});

describe("rejected recipients", () => {
  const entry = (index: number): object => ({ index, to: ["x"], errorCode: "SMS-RC-410", description: "no" });

  it("are kept from the create answer through the wait, with a 0-based position", async () => {
    const created = batch({ batchSize: 1, rejected: [entry(2)] });
    const { client } = world([batch({ rejected: [] }), completed], [], created);
    const raw = await client.batches.create(twoMessages);
    for (const ref of [raw, raw.id, JSON.parse(JSON.stringify(client.batches.handle(raw))) as typeof raw]) {
      const snapshots = await all(client.batches.watch(ref));
      for (const { rejected } of snapshots) expect(rejected).toEqual([{ ...entry(2), position: 1 }]);
    }
  });

  it("point at nothing where the index lies outside of the request", async () => {
    const rejected = [entry(0), entry(1), entry(3), entry(-1), entry(1.5), { errorCode: "x" }, null];
    const { client } = world([completed], [], batch({ rejected: rejected as never }));
    const { rejected: found } = await client.batches.wait(await client.batches.create(twoMessages));
    expect(found?.map(({ position }) => position)).toEqual([undefined, 0, ...Array(5).fill(undefined)]);
  });

  it("are found in a create answer that another process hands over", async () => {
    const created = batch({ batchSize: 1, rejected: [entry(2), entry(9)] });
    const { client } = world([completed]);
    const { rejected } = await client.batches.wait(created);
    expect(rejected?.map(({ position }) => position)).toEqual([1, undefined]);
  });

  it("are absent where there are none", async () => {
    const { client } = world([completed], [], batch({ rejected: [] }));
    const ended = await client.batches.wait(await client.batches.create(twoMessages));
    expect(ended).not.toHaveProperty("rejected");
  });
});

describe("a wait", () => {
  it("survives 429 and 5xx, and rejects at once for a 403", async () => {
    const { client, clock } = world([status(429, { "retry-after": "40" }), status(500), completed]);
    expect((await client.batches.wait("9a1f")).phase).toBe("ended");
    expect(clock.sleeps[0]).toBe(40_000);
    const forbidden = world([status(403)]);
    await rejection(forbidden.client.batches.wait("9a1f"), PermissionError);
    expect(forbidden.calls).toHaveLength(2);
  });

  it("forgives a 404 on a batch just created, but not on a bare id", async () => {
    const missing = status(404) as unknown as object;
    const fresh = world([missing, missing, completed]);
    expect((await fresh.client.batches.wait(await fresh.client.batches.create(twoMessages))).phase).toBe(
      "ended",
    );
    await rejection(world([missing]).client.batches.wait("9a1f"), NotFoundError);
  });

  it("ends at its deadline with the handle, also between the two reads of one poll", async () => {
    const { client, clock } = world([completed], [statuses({ sent: 2 })]);
    const startMs = clock.now();
    const work = client.batches.wait("9a1f", { until: "delivered", timeoutMs: 60_000 });
    const error = await rejection(work, WaitTimeoutError);
    expect(error.handle).toMatchObject({ v: 1, provider: "ringcentral", id: "9a1f" });
    expect(error.last?.counts?.pending).toBe(2);
    expect(clock.now() - startMs).toBe(60_000);
  });

  it("looks again after two seconds, and then less and less often", async () => {
    const { client, clock } = world([...Array(40).fill(running), completed] as object[]);
    await client.batches.wait("9a1f");
    expect(clock.sleeps[0]).toBe(2_000);
    expect(clock.sleeps.at(-1)).toBe(60_000);
  });

  it("refuses the handle of another provider or account", async () => {
    const { client } = world([completed]);
    await rejection(client.batches.wait({ v: 1, provider: "sinch", id: "a" }), HandleError);
    const mine = routed(() => token(1), { accountId: "1" });
    const handle = { v: 1, provider: "ringcentral", id: "a", account: "2" } as const;
    await rejection(mine.client.batches.wait(handle), HandleError);
  });

  it("puts neither secret nor phone number into a handle", () => {
    const { client } = world([]);
    expect(client.batches.handle(batch())).toEqual({
      v: 1,
      provider: "ringcentral",
      id: batch().id,
      createdAt: "2026-11-21T12:00:00.123456Z",
    });
  });
});

describe("what the messages of a batch say", () => {
  it("counts for sent too: what failed before it was sent never reached a carrier", async () => {
    const report = statuses({ delivered: 1, sendingFailed: { "SMS-RC-413": 1 } });
    const { counts: found, ...ended } = await world([completed], [report]).client.batches.wait("9a1f");
    expect(found).toEqual({ ...counts, succeeded: 1, failed: 1 });
    expect(ended).toMatchObject({ phase: "ended", outcome: "completed" });
    expect(ended).not.toHaveProperty("report");
    const none = world([completed], [statuses({ sendingFailed: { "SMS-RC-413": 2 } })]);
    expect(await none.client.batches.wait("9a1f")).toMatchObject({
      outcome: "failed",
      counts: { succeeded: 0 },
    });
  });

  it.each(["Finished", "Processing"])(
    "ends a batch that calls itself %s, once all are final",
    async (status) => {
      const odd = batch({ status, processedCount: 2 });
      const reports = [statuses({ delivered: 1, sent: 1 }), statuses({ delivered: 2 })];
      for (const until of ["sent", "delivered"] as const) {
        const ended = await world([odd], reports).client.batches.wait("9a1f", { until });
        expect(ended).toMatchObject({
          phase: "ended",
          outcome: "completed",
          polls: 2,
          counts: { succeeded: 2 },
        });
      }
    },
  );

  it.each([
    { status: "Frozen", processedCount: 1 },
    { status: "Frozen", processedCount: undefined },
    { status: "Sent", processedCount: 1 },
    { status: undefined, processedCount: 0 },
  ])("ends a batch whose own progress says too little, once all are final: %j", async (changes) => {
    const reports = [statuses({ delivered: 1, sent: 1 }), statuses({ delivered: 2 })];
    const ended = await world([batch(changes)], reports).client.batches.wait("9a1f");
    expect(ended).toMatchObject({ phase: "ended", polls: 2, counts: { succeeded: 2 } });
  });

  it.each([
    { processedCount: 0 },
    { processedCount: undefined, lastModifiedTime: undefined },
    { processedCount: undefined, batchSize: undefined },
  ])("ends a batch at work that has not moved for an hour, once all are final: %j", async (changes) => {
    for (const until of ["sent", "delivered"] as const) {
      const { client, clock } = world([batch(changes)], [statuses({ delivered: 2 })]);
      const startMs = clock.now();
      expect(await client.batches.wait("9a1f", { until })).toMatchObject({
        phase: "ended",
        counts: { succeeded: 2 },
      });
      expect(clock.now() - startMs).toBeLessThan(2 * 3_600_000);
    }
  });

  it("are not asked for while a batch at work moves", async () => {
    const { client, calls } = world([running, running, completed], [statuses({ delivered: 2 })]);
    await client.batches.wait("9a1f");
    expect(calls.filter(({ url }) => url.includes("/statuses"))).toHaveLength(1);
  });

  it.each([
    { status: "Frozen", processedCount: 2 },
    { status: "Frozen", processedCount: 1 },
    { processedCount: 1 },
  ])(
    "ends a batch that still counts a rejected recipient, also from a stored handle: %j",
    async (changes) => {
      const { client } = world([batch(changes)], [statuses({ delivered: 1 })]);
      const handle = { v: 1, provider: "ringcentral", id: "9a1f", rejected: 1 } as const;
      expect(await client.batches.wait(handle)).toMatchObject({
        phase: "ended",
        counts: { total: 1, pending: 0, succeeded: 1 },
      });
    },
  );

  it("is enough without a batchSize, as soon as there is one", async () => {
    const { batchSize: _, processedCount: __, ...bare } = completed;
    const { client } = world([bare], [statuses({}), statuses({ delivered: 2 })]);
    const ended = await client.batches.wait("9a1f", { until: "delivered" });
    expect(ended).toMatchObject({ polls: 2, outcome: "completed", counts: { total: 2, succeeded: 2 } });
  });

  it("is not enough without a batchSize, while the batch is at work", async () => {
    const { batchSize: _, processedCount: __, ...working } = batch();
    const { batchSize: ___, ...done } = completed;
    const { client } = world([working, done], [statuses({ delivered: 1 }), statuses({ delivered: 2 })]);
    const ended = await client.batches.wait("9a1f", { until: "delivered" });
    expect(ended).toMatchObject({ polls: 2, counts: { total: 2, succeeded: 2 } });
  });

  it("does not hang in another process: the handle says how many were turned down", async () => {
    const created = batch({ batchSize: 2, rejected: [{ index: 1, errorCode: "SMS-RC-410" }] });
    const { client } = world([completed], [statuses({ delivered: 1 })], created);
    const handle = client.batches.handle(await client.batches.create(twoMessages));
    expect(handle).toMatchObject({ rejected: 1 });
    const other = world([completed], [statuses({ delivered: 1 })]);
    const stored = JSON.parse(JSON.stringify(handle)) as typeof handle;
    expect(await other.client.batches.wait(stored, { until: "delivered" })).toMatchObject({ phase: "ended" });
  });
});
