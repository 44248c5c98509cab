import { describe, expect, it } from "vitest";
import type { BatchDetails } from "../../generated/ip1.js";
import { withClock } from "../../src/core/base/clock.js";
import {
  AuthenticationError,
  HandleError,
  NotFoundError,
  ValidationError,
  WaitTimeoutError,
} from "../../src/core/base/errors/index.js";
import type { BatchSnapshot } from "../../src/core/base/types/index.js";
import { Ip1Client, type Ip1WaitOptions } from "../../src/ip1/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { batch, batchRequest, KEY, summary } from "../support/ip1.js";
import { all, rejection } from "../support/rejection.js";
import { forever, json, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

function setUp(...steps: readonly Step[]) {
  const fetch = scriptedFetch(...steps);
  const clock = new FakeClock("2026-11-21T12:00:00Z");
  const client = new Ip1Client(withClock({ apiKey: KEY, fetch }, clock));
  return { client, clock, fetch };
}

const { id } = batch();
const documents = (...given: readonly BatchDetails[]): Step[] => given.map((each) => json(each));
const none = { total: 0, pending: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0, unknown: 0 };

/** One look at a batch that is a week from its end at most. */
async function lookAt(
  document: BatchDetails,
  until: Ip1WaitOptions["until"],
): Promise<BatchSnapshot<BatchDetails>> {
  const { client } = setUp(json(document));
  for await (const snapshot of client.batches.watch(id, { until })) return snapshot;
  throw new Error("no snapshot");
}

describe("until sent", () => {
  it.each([
    [101, "scheduled", undefined],
    [111, "running", undefined],
    [199, "running", undefined],
    [112, "ended", "completed"],
    [201, "ended", "completed"],
    [203, "ended", "canceled"],
  ])("a batch of status %i is %s", async (code, phase, outcome) => {
    const document = batch({ status: code });
    const snapshot = await lookAt(document, "sent");
    expect(snapshot).toMatchObject({ phase, raw: document, polls: 1, handle: { provider: "ip1", id } });
    expect(snapshot.outcome).toBe(outcome);
    expect(snapshot).not.toHaveProperty("counts");
  });

  it("a status that comes as text means the same", async () => {
    const { raw: _, ...snapshot } = await lookAt(batch({ status: "203" as never }), "sent");
    expect(snapshot).toMatchObject({ phase: "ended", outcome: "canceled" });
    expect(await lookAt(batch({ status: "101" as never }), "sent")).toMatchObject({ phase: "scheduled" });
  });

  it("a batch without a status is running", async () => {
    expect(await lookAt({ id }, undefined)).toMatchObject({ phase: "running" });
  });

  it("what left the house has succeeded", async () => {
    const messageSummary = summary({
      101: 1,
      102: 2,
      103: 4,
      104: 8,
      110: 16,
      111: 32,
      112: 64,
      113: 128,
      114: 256,
      201: 512,
      202: 1_024,
      203: 2_048,
      402: 4_096,
      512: 8_192,
      199: 16_384,
      299: 32_768,
      699: 65_536,
    });
    const { counts } = await lookAt(batch({ status: 111, messageSummary }), "sent");
    expect(counts).toEqual({
      total: 131_071,
      pending: 1 + 2 + 4 + 16 + 16_384,
      succeeded: 32 + 64 + 128 + 256 + 512 + 32_768,
      failed: 8 + 4_096 + 8_192,
      canceled: 2_048,
      expired: 1_024,
      unknown: 65_536,
    });
  });

  it("polls until all is sent, and reports what changed", async () => {
    const { client, clock, fetch } = setUp(
      ...documents(
        batch({ status: 101 }),
        batch({ status: 111 }),
        batch({ status: 111 }),
        batch({ status: 112 }),
      ),
    );
    const phases: string[] = [];
    const done = await client.batches.wait(batch(), { onProgress: ({ phase }) => phases.push(phase) });
    expect(done).toMatchObject({ phase: "ended", outcome: "completed", polls: 4, elapsedMs: 9_500 });
    expect(phases).toEqual(["scheduled", "running", "ended"]);
    expect(clock.sleeps).toEqual([2_000, 3_000, 4_500]);
    expect(fetch.calls.map(({ url }) => url)).toEqual(
      Array(4).fill(`https://api.ip1sms.com/v2/batches/${id}`),
    );
  });
});

describe("until delivered", () => {
  it.each<[string, Record<string, number>, object, string | undefined]>([
    ["201 has arrived", { 201: 3 }, { succeeded: 3 }, "completed"],
    ["on the way is pending", { 201: 1, 112: 1, 113: 1, 199: 1 }, { succeeded: 1, pending: 3 }, undefined],
    [
      "202 has expired, 203 is canceled",
      { 201: 1, 202: 2, 203: 3 },
      { succeeded: 1, expired: 2, canceled: 3 },
      "completed",
    ],
    [
      "4xx and 5xx have failed, known or not",
      { 201: 1, 402: 1, 499: 1, 500: 1, 599: 1 },
      { succeeded: 1, failed: 4 },
      "completed",
    ],
    ["money back is a failure, not progress", { 201: 1, 104: 2 }, { succeeded: 1, failed: 2 }, "completed"],
    ["an unknown 2xx is a success", { 298: 1 }, { succeeded: 1 }, "completed"],
    ["all failed is a failure", { 402: 1, 500: 1, 104: 1 }, { failed: 3 }, "failed"],
    ["all canceled is canceled", { 203: 2 }, { canceled: 2 }, "canceled"],
    ["all expired is completed", { 202: 2 }, { expired: 2 }, "completed"],
    ["no message at all is completed", {}, {}, "completed"],
    [
      "a group that nobody knows may still change",
      { 201: 1, 301: 1 },
      { succeeded: 1, unknown: 1 },
      undefined,
    ],
  ])("%s", async (_, codes, counts, outcome) => {
    const snapshot = await lookAt(batch({ status: 112, messageSummary: summary(codes) }), "delivered");
    const total = Object.values(codes).reduce((sum, count) => sum + count, 0);
    expect(snapshot.counts).toEqual({ ...none, total, ...counts });
    expect(snapshot.phase).toBe(outcome === undefined ? "running" : "ended");
    expect(snapshot.outcome).toBe(outcome);
  });

  it.each([
    ["a batch that is still being sent", { status: 111, messageSummary: summary({ 201: 1 }) }],
    ["a batch without a summary", { status: 112 }],
    ["a summary of null", { status: 112, messageSummary: null }],
  ])("%s is running", async (_, document) => {
    expect(await lookAt(batch(document), "delivered")).toMatchObject({ phase: "running" });
  });

  it.each([
    [201, "completed"],
    [203, "canceled"],
  ])("status %i ends, whatever the messages say", async (code, outcome) => {
    const document = batch({ status: code, messageSummary: summary({ 112: 1 }) });
    expect(await lookAt(document, "delivered")).toMatchObject({
      phase: "ended",
      outcome,
      counts: { pending: 1 },
    });
  });

  it("a damaged summary breaks nothing", async () => {
    const messageSummary = { "201": null, "112": { messages: "2" }, "": { messages: 1, sms: 1 } };
    const document = batch({ status: 112, messageSummary: messageSummary as unknown as null });
    expect((await lookAt(document, "delivered")).counts).toEqual({
      ...none,
      total: 3,
      pending: 2,
      unknown: 1,
    });
  });

  it.each([199, 0, undefined])(
    "a batch whose status says too little ends once all its messages are final: %s",
    async (status) => {
      for (const until of ["sent", "delivered"] as const) {
        const look = async (codes: Record<string, number>) =>
          (await lookAt({ id, status, messageSummary: summary(codes) }, until)).phase;
        expect(await look({ 201: 1, 402: 1 })).toBe("ended");
        expect(await look({ 201: 1, 101: 1 })).toBe("running");
        expect(await look({})).toBe("running");
      }
    },
  );

  it("is the only other word for until", async () => {
    const { client } = setUp();
    await rejection(client.batches.wait(id, { until: "done" as "sent" }), ValidationError);
  });
});

describe("a batch that is planned", () => {
  const planned = (...deliveryWindows: NonNullable<BatchDetails["deliveryWindows"]>): BatchDetails =>
    batch({ status: 101, deliveryWindows });

  it.each<[string, BatchDetails, number]>([
    [
      "is looked at once an hour until its first window opens",
      planned({ opens: "2026-11-23T12:00:00Z" }, { opens: "2026-11-22T12:00:00+00:00" }),
      3_600_000,
    ],
    ["reads a time without a zone as UTC", planned({ opens: "2026-11-21T13:00:00.000" }), 3_600_000],
    [
      "skips windows that have closed",
      planned(
        { opens: "2026-11-20T00:00:00Z", closes: "2026-11-20T01:00:00Z" },
        { opens: "2026-11-21T13:00:00Z" },
      ),
      3_600_000,
    ],
    [
      "is polled as usual while a window is open",
      planned({ opens: "2026-11-21T11:00:00Z" }, { opens: "2026-11-22T12:00:00Z" }),
      2_000,
    ],
    [
      "is polled as usual if an opening is not known",
      planned({ opens: null }, { opens: "2026-11-22T12:00:00Z" }),
      2_000,
    ],
    ["is polled as usual without windows", planned(), 2_000],
    ["is polled as usual with windows of null", batch({ status: 101, deliveryWindows: null }), 2_000],
  ])("%s", async (_, document, gapMs) => {
    const { client, clock } = setUp(...documents(document, batch({ status: 112 })));
    const phases = (await all(client.batches.watch(id))).map(({ phase }) => phase);
    expect(phases).toEqual(["scheduled", "ended"]);
    expect(clock.sleeps).toEqual([gapMs]);
  });
});

describe("a batch that this client canceled", () => {
  it("is canceling until it has ended, and is looked at although its window is far away", async () => {
    const far = batch({ status: 101, deliveryWindows: [{ opens: "2027-01-01T00:00:00Z" }] });
    const { client, clock } = setUp(status(204), ...documents(far, batch({ status: 203 })));
    await client.batches.cancel(id);
    const snapshots = await all(client.batches.watch(id));
    expect(snapshots.map(({ phase }) => phase)).toEqual(["canceling", "ended"]);
    expect(snapshots[1]).toMatchObject({ outcome: "canceled" });
    expect(clock.sleeps).toEqual([2_000]);
  });

  it("a batch that this client canceled and that is gone was canceled; raw is what was last seen of it", async () => {
    const last = batch({ status: 111, reference: "shelf-1" });
    const { client } = setUp(status(204), json(last), status(404));
    await client.batches.cancel(id);
    const done = await client.batches.wait(id, { until: "delivered" });
    expect(done).toMatchObject({ phase: "ended", outcome: "canceled", raw: last, polls: 2 });
    expect(done).not.toHaveProperty("counts");
  });

  it("raw of a canceled batch that is gone at once is the answer to the cancel, or the id", async () => {
    const { client } = setUp(json(batch({ status: 101 })), status(404), status(204), status(404));
    await client.batches.cancel(id);
    expect((await client.batches.wait(id)).raw).toEqual(batch({ status: 101 }));
    await client.batches.cancel("other");
    expect((await client.batches.wait("other")).raw).toEqual({ id: "other" });
  });

  it("a 404 to a cancel that was tried before means gone", async () => {
    const { client } = setUp(status(502), status(404), status(404));
    expect(await client.batches.cancel(id)).toEqual({ id });
    expect(await client.batches.wait(id)).toMatchObject({ outcome: "canceled" });
  });

  it("can be canceled again after it is gone", async () => {
    const { client } = setUp(status(204), status(404));
    await client.batches.cancel(id);
    expect(await client.batches.cancel(id)).toEqual({ id });
  });

  it.each(["senders", "blacklist"] as const)(
    "a repeated removal from %s takes a 404 for done",
    async (group) => {
      const remove = (client: Ip1Client): Promise<unknown> =>
        group === "senders" ? client.senders.unregister("46") : client.blacklist.remove("46");
      expect(await remove(setUp(status(500), status(404)).client)).toMatchObject({});
      await rejection(remove(setUp(status(404)).client), NotFoundError);
      await rejection(remove(setUp(status(429), status(404)).client), NotFoundError);
    },
  );

  it("a cancel of what is not there is an error, and the wait for it too", async () => {
    const { client } = setUp(forever(status(404)));
    await rejection(client.batches.cancel(id), NotFoundError);
    await rejection(client.batches.wait(id), NotFoundError);
  });
});

describe("a wait", () => {
  it("gives a batch just sent a minute to appear", async () => {
    const { client } = setUp(json(batch(), { status: 202 }), status(404), json(batch({ status: 112 })));
    const sent = await client.batches.send(batchRequest());
    if (sent.id === undefined) throw new Error("no id");
    expect(await client.batches.wait(sent)).toMatchObject({ outcome: "completed" });
    await rejection(setUp(status(404)).client.batches.wait(id), NotFoundError);
  });

  it("goes on from a stored handle, and refuses a foreign one", async () => {
    const { client } = setUp(json(batch({ status: 112 })));
    const stored: unknown = JSON.parse(JSON.stringify(client.batches.handle(batch())));
    expect(stored).toEqual({ v: 1, provider: "ip1", id });
    expect(await client.batches.wait(stored as { id: string })).toMatchObject({ phase: "ended" });
    await rejection(client.batches.wait({ v: 1, provider: "sinch", id } as never), HandleError);
    await rejection(client.batches.wait({} as never), HandleError);
  });

  it("ends at once on a bad key, and at its deadline otherwise", async () => {
    await rejection(setUp(status(401)).client.batches.wait(id), AuthenticationError);
    for (const body of [{ title: "x" }, { message: "x" }, { error: "x" }, { errors: { key: ["x"] } }])
      await rejection(setUp(json(body, { status: 401 })).client.batches.wait(id), AuthenticationError);
    const { client } = setUp(forever(json(batch({ status: 111 }))));
    const error = await rejection(client.batches.wait(id, { timeoutMs: 60_000 }), WaitTimeoutError);
    expect(error).toMatchObject({ handle: { id }, last: { phase: "running" } });
  });
});
