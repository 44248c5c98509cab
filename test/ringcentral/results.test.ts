import { describe, expect, it } from "vitest";
import { NotFoundError } from "../../src/index.js";
import type { RingCentralResult } from "../../src/ringcentral/index.js";
import { MemoryJournal } from "../support/memory-journal.js";
import { all, rejection } from "../support/rejection.js";
import { status } from "../support/scripted-fetch.js";
import { batch, routed, token, TOKEN } from "./support.js";

const from = "+16505550100";
const [ANN, BOB, CAT] = ["+15550100101", "+15550100102", "+15550100103"] as const;
const messagesTo = (...to: readonly string[]) => to.map((number) => ({ to: [number] }));

function message(id: string, to: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const time = "2026-11-21T12:00:01Z";
  const base = { id, from, to: [to], creationTime: time, lastModifiedTime: time };
  return { ...base, messageStatus: "Delivered", ...changes };
}

interface World {
  /** The messages as pages; the last one stays. */
  readonly pages?: readonly (readonly object[])[];
  readonly created?: readonly object[];
  readonly current?: object | (() => Response);
}

/** Answers creates one after the other, reads of the batch, and of its messages page by page. */
function world({ pages = [[]], created = [batch()], current = batch() }: World) {
  let creates = 0;
  return routed(({ method, url }, path) => {
    if (path === TOKEN) return token(1);
    if (method === "POST") return created[creates++] ?? {};
    if (!path.endsWith("/messages")) return typeof current === "function" ? current() : current;
    const at = Number(new URL(url).searchParams.get("pageToken") ?? 0);
    const paging = at + 1 < pages.length ? { nextPageToken: String(at + 1) } : {};
    return { records: pages[at], paging };
  });
}

const brief = (results: readonly RingCentralResult[]) =>
  results.map(({ to, outcome, position }) => [to, outcome, position]);

describe("results", () => {
  it("RingCentral results are the messages of the batch, page by page, as far back as the batch may reach", async () => {
    const records = [message("1", ANN), message("2", BOB, { messageStatus: "Sent" })];
    const { client, calls } = world({ pages: [[records[0]!], [], [records[1]!]] });
    expect(await all(client.batches.results("9a1f"))).toEqual([
      { to: ANN, outcome: "succeeded", messageId: "1", raw: records[0] },
      { to: BOB, outcome: "pending", messageId: "2", raw: records[1] },
    ]);
    const queries = calls.filter(({ url }) => url.includes("/messages")).map(({ url }) => new URL(url));
    expect(queries).toHaveLength(3);
    for (const { searchParams } of queries) {
      expect(searchParams.get("batchId")).toBe("9a1f");
      expect(Date.parse(searchParams.get("dateFrom") ?? "")).toBeLessThan(Date.parse("2026-11-20"));
    }
  });

  it("RingCentral results cope with messages whose members are of other types", async () => {
    const odd = [
      { id: [null], to: [7], messageStatus: 7, errorCode: {} },
      { to: "x", messageStatus: "" },
    ];
    const { client } = world({ pages: [odd] });
    const results = await all(client.batches.results("9a1f"));
    expect(results.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
  });

  it.each([
    [{ messageStatus: "Queued" }, "pending"],
    [{ messageStatus: "Sent" }, "pending"],
    [{ messageStatus: "Delivered" }, "succeeded"],
    [{ messageStatus: "DeliveryFailed", errorCode: "SMS-CAR-411" }, "failed"],
    [{ messageStatus: "SendingFailed", errorCode: "SMS-RC-413" }, "failed"],
    [{ messageStatus: "SendingFailed" }, "failed"],
    [{ messageStatus: "DeliveryFailed", errorCode: "SMS-CAR-104" }, "unknown"],
    [{ messageStatus: "DeliveryFailed", errorCode: "SMS-CAR-199" }, "unknown"],
    [{ messageStatus: "Teleported" }, "unknown"],
    [{ messageStatus: "constructor" }, "unknown"],
    [{ messageStatus: undefined }, "unknown"],
  ])("RingCentral results of a message with %j are %s", async (changes, outcome) => {
    const { client } = world({ pages: [[message("1", ANN, changes)]] });
    const [result] = await all(client.batches.results("9a1f"));
    expect(result?.outcome).toBe(outcome);
    expect(result?.code).toBe((changes as { errorCode?: string }).errorCode);
  });

  it("RingCentral results of an unknown batch are a NotFoundError", async () => {
    const { client } = routed((_, path) => (path === TOKEN ? token(1) : status(404)));
    await rejection(all(client.batches.results("9a1f")), NotFoundError);
  });

  it("RingCentral results leave out recipients by their numbers", async () => {
    const { client } = world({ pages: [[message("1", ANN), message("2", BOB)]] });
    const results = client.batches.results("9a1f", { skip: (to) => to === ANN });
    expect((await all(results)).map(({ to }) => to)).toEqual([BOB]);
  });
});

describe("results of a batch that this client has sent", () => {
  const rejected = [{ index: 2, to: [BOB], errorCode: "SMS-RC-410", description: "Destination unsupported" }];

  it("RingCentral results know their positions, whatever the order", async () => {
    const { client } = world({ pages: [[message("7", CAT), message("8", ANN), message("9", BOB)]] });
    const { id } = await client.batches.create({ from, text: "Hi", messages: messagesTo(ANN, BOB, CAT) });
    expect(brief(await all(client.batches.results(id)))).toEqual([
      [CAT, "succeeded", 2],
      [ANN, "succeeded", 0],
      [BOB, "succeeded", 1],
    ]);
  });

  it("RingCentral results give the same number twice an entry each, with both positions", async () => {
    const { client } = world({ pages: [[message("7", ANN), message("8", BOB), message("9", ANN)]] });
    const { id } = await client.batches.create({ from, text: "Hi", messages: messagesTo(ANN, BOB, ANN) });
    const results = await all(client.batches.results(id));
    expect(results.map(({ messageId, position }) => [messageId, position])).toEqual([
      ["7", 0],
      ["8", 1],
      ["9", 2],
    ]);
  });

  it("RingCentral results hold who was turned down, also where the same number went out once", async () => {
    const { client } = world({ created: [batch({ rejected })], pages: [[message("7", BOB)]] });
    const { id } = await client.batches.create({ from, text: "Hi", messages: messagesTo(BOB, BOB) });
    expect(await all(client.batches.results(id))).toEqual([
      { to: BOB, outcome: "succeeded", messageId: "7", position: 0, raw: message("7", BOB) },
      { to: BOB, outcome: "failed", code: "SMS-RC-410", position: 1, raw: rejected[0] },
    ]);
  });

  it.each([
    ["Processing", "pending"],
    ["Completed", "unknown"],
  ] as const)(
    "RingCentral results hold who has no message yet: while it is %s they are %s",
    async (status, outcome) => {
      const { client } = world({ pages: [[message("7", ANN)]], current: batch({ status }) });
      const { id } = await client.batches.create({ from, text: "Hi", messages: messagesTo(ANN, BOB) });
      expect(await all(client.batches.results(id))).toEqual([
        expect.objectContaining({ to: ANN, position: 0 }),
        { to: BOB, outcome, position: 1, raw: {} },
      ]);
    },
  );

  it("RingCentral results count positions over all parts of a submission", async () => {
    const created = [batch({ id: "b1" }), batch({ id: "b2", rejected })];
    const { client } = world({ created, pages: [[message("7", CAT)]] });
    const messages = messagesTo(ANN, BOB, CAT, BOB);
    const parts = client.batches.submit({ from, text: "Hi", messages }, { maxMessagesPerBatch: 2 });
    const [, second] = await parts.collect();
    expect(brief(await all(client.batches.results(second!.handle)))).toEqual([
      [CAT, "succeeded", 2],
      [BOB, "failed", 3],
    ]);
  });
});

describe("results of parts that an earlier run has sent", () => {
  it("RingCentral results know positions and who was turned down from journal and input", async () => {
    const journal = new MemoryJournal();
    const rejected = [{ index: 2, to: [BOB], errorCode: "SMS-RC-410" }];
    const input = { from, text: "Hi", messages: messagesTo(ANN, BOB, CAT) };
    const first = world({ created: [batch({ rejected })] });
    await first.client.batches.submit(input, { journal }).collect();
    const second = world({ pages: [[message("7", CAT), message("8", ANN)]] });
    const [part] = await second.client.batches.submit(input, { journal }).collect();
    expect(part).toMatchObject({ resumed: true, rejected: [{ position: 1 }] });
    expect(brief(await all(second.client.batches.results(part!.handle)))).toEqual([
      [CAT, "succeeded", 2],
      [ANN, "succeeded", 0],
      [BOB, "failed", 1],
    ]);
  });
});

describe("results of a batch document", () => {
  it("RingCentral results hold who was turned down, with the position within the batch", async () => {
    const rejected = [{ index: 1, to: ["+1555"], errorCode: "SMS-RC-410" }];
    const { client } = world({ pages: [[message("7", ANN)]] });
    expect(brief(await all(client.batches.results(batch({ rejected }))))).toEqual([
      [ANN, "succeeded", undefined],
      ["+1555", "failed", 0],
    ]);
  });
});

describe("a list of messages that breaks off", () => {
  it("a list of messages that breaks off is taken up from its first page; each message comes once, at its place", async () => {
    let fails = 4;
    const { client } = routed(({ method, url }, path) => {
      if (path === TOKEN) return token(1);
      if (method === "POST") return batch();
      if (!path.endsWith("/messages")) return batch();
      if (!url.includes("pageToken")) return { records: [message("1", ANN)], paging: { nextPageToken: "2" } };
      return fails-- > 0 ? status(503) : { records: [message("2", ANN)] };
    });
    const { id } = await client.batches.create({ from, text: "Hi", messages: messagesTo(ANN, ANN) });
    const results = await all(client.batches.results(id));
    expect(results.map(({ messageId, position }) => [messageId, position])).toEqual([
      ["1", 0],
      ["2", 1],
    ]);
  });
});
