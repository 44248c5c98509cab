import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { A2P, CONSENTS, from, Harness, hourMs, minuteMs, secondMs } from "./harness.js";

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const get = (path: string) => harness.call("GET", path);

describe("a batch", () => {
  it("starts as Processing, hands its messages on one after the other, and ends as Completed", async () => {
    const created = await harness.create("+15550100101", "15550100102");
    expect(created).toMatchObject({
      from,
      batchSize: 2,
      processedCount: 0,
      status: "Processing",
      rejected: [],
    });
    expect(created).not.toHaveProperty("cost");
    const read = async () => (await get(`${A2P}/batches/${created.id}`)).body;
    await harness.sim.clock.advance(6 * secondMs);
    expect(await read()).toMatchObject({ processedCount: 1, status: "Processing" });
    await harness.sim.clock.advance(secondMs);
    expect(await read()).toMatchObject({ processedCount: 2, status: "Completed", cost: 0.017 });
  });

  it("is taken although recipients are not; only the first answer names them, counting from 1", async () => {
    const created = await harness.create("+15550100101", "nobody", "+46701740605", "+15550100199");
    expect(created.batchSize).toBe(1);
    expect(
      created.rejected.map(({ index, errorCode }: Record<string, unknown>) => [index, errorCode]),
    ).toEqual([
      [2, "SMS-RC-410"],
      [3, "SMS-RC-410"],
      [4, "SMS-RC-410"],
    ]);
    expect((await get(`${A2P}/batches/${created.id}`)).body.rejected).toEqual([]);
    expect(await harness.create("nobody")).toMatchObject({ batchSize: 0, status: "Completed" });
  });

  it("is refused for a sender that cannot send, a missing text, two recipients and a body that is no JSON", async () => {
    const post = async (body: unknown): Promise<unknown[]> => {
      const { status, body: error } = await harness.call("POST", `${A2P}/batches`, body);
      return [status, error.errorCode, error.errors?.[0]?.parameterName];
    };
    const messages = [{ to: ["+15550100101"] }];
    expect(await post({ from: "+16505550101", text: "Hi", messages })).toEqual([400, "CMN-101", "from"]);
    expect(await post({ from: "x", text: "Hi", messages })).toEqual([400, "CMN-101", "from"]);
    expect(await post({ from, messages })).toEqual([400, "CMN-101", "messages[0].text"]);
    expect(await post({ from, text: "x".repeat(1_001), messages })).toEqual([400, "CMN-101", "text"]);
    const two = [{ to: ["+15550100101", "+15550100102"] }];
    expect((await post({ from, text: "Hi", messages: two }))[0]).toBe(400);
    expect((await post("{"))[1]).toBe("CMN-103");
  });

  it("is refused with 413 above 50 MB", async () => {
    const body = `{"from":"${from}","pad":"${"x".repeat(50_000_000)}","messages":[]}`;
    expect((await harness.call("POST", `${A2P}/batches`, body)).status).toBe(413);
  });

  it("is listed for a day unless told otherwise, newest first, by sender and status", async () => {
    const first = await harness.create("+15550100101");
    await harness.sim.clock.advance(10 * secondMs);
    const second = await harness.create("+15550100101");
    const ids = async (query: string): Promise<string[]> =>
      (await get(`${A2P}/batches?${query}`)).body.records.map(({ id }: { id: string }) => id);
    expect(await ids("")).toEqual([second.id, first.id]);
    expect(await ids("status=Completed")).toEqual([first.id]);
    expect(await ids("status=Completed&status=Processing")).toEqual([second.id, first.id]);
    expect(await ids("from=16505550100")).toHaveLength(2);
    expect(await ids("from=%2B18005550100")).toEqual([]);
    const page = (await get(`${A2P}/batches?perPage=1`)).body;
    expect(page.records).toHaveLength(1);
    const token = encodeURIComponent(page.paging.nextPageToken);
    expect(await ids(`perPage=1&pageToken=${token}`)).toEqual([first.id]);
    expect((await get(`${A2P}/batches?pageToken=other`)).status).toBe(400);
    await harness.sim.clock.advance(30 * minuteMs);
    const dateFrom = second.creationTime;
    expect(await ids(`dateFrom=${dateFrom}&dateTo=${dateFrom}`)).toEqual([second.id]);
  });

  it("vanishes from the lists after a day, but not by its id", async () => {
    const { id, creationTime } = await harness.create("+15550100101");
    await harness.sim.clock.advance(25 * hourMs);
    const token = (await harness.logIn()).body.access_token;
    const fresh = async (path: string) => (await harness.call("GET", path, undefined, token)).body;
    expect((await fresh(`${A2P}/batches`)).records).toEqual([]);
    expect((await fresh(`${A2P}/statuses?batchId=${id}`)).delivered.count).toBe(0);
    expect((await fresh(`${A2P}/statuses?batchId=${id}&dateFrom=${creationTime}`)).delivered.count).toBe(1);
    expect((await fresh(`${A2P}/batches/${id}`)).status).toBe("Completed");
  });

  it("is 404 where there is none", async () => {
    const { status, body } = await get(`${A2P}/batches/none`);
    expect([status, body.errorCode]).toEqual([404, "CMN-102"]);
    expect((await get(`${A2P}/nothing`)).body.errors[0].errorCode).toBe("CMN-120");
  });
});

describe("messages", () => {
  it("meet the fate that their number asks for", async () => {
    const ends = ["0101", "0190", "0191", "0192", "0193", "0194", "0195", "0200"];
    const { id } = await harness.create(...ends.map((end) => `+1555010${end}`));
    expect((await get(`${A2P}/statuses?batchId=${id}`)).body.queued.count).toBe(8);
    await harness.sim.clock.advance(50 * minuteMs);
    const { records } = (await get(`${A2P}/messages?batchId=${id}`)).body;
    const byEnd = records.map(({ to, messageStatus, errorCode }: Record<string, string>) => [
      to![0]!.slice(-4),
      messageStatus,
      errorCode,
    ]);
    expect(byEnd.reverse()).toEqual([
      ["0101", "Delivered", undefined],
      ["0190", "DeliveryFailed", "SMS-CAR-411"],
      ["0191", "DeliveryFailed", "SMS-CAR-412"],
      ["0192", "DeliveryFailed", "SMS-CAR-104"],
      ["0193", "DeliveryFailed", "SMS-CAR-199"],
      ["0194", "SendingFailed", "SMS-UP-430"],
      ["0195", "SendingFailed", undefined],
      ["0200", "Sent", undefined],
    ]);
    const sums = (await get(`${A2P}/statuses?batchId=${id}`)).body;
    expect(sums).toMatchObject({
      queued: { count: 0 },
      sent: { count: 1 },
      delivered: { count: 1, cost: 0.0085 },
      deliveryFailed: { count: 4, errorCodeCounts: { "SMS-CAR-104": 1, "SMS-CAR-411": 1 } },
      sendingFailed: { count: 2, errorCodeCounts: { "SMS-UP-430": 1 } },
    });
  });

  it("have ids beyond 2^53, and show their text only in detail", async () => {
    const { id } = await harness.create("+15550100101", "+15550100102");
    const simple = (await get(`${A2P}/messages?batchId=${id}&phoneNumber=15550100102`)).body.records;
    expect(simple).toHaveLength(1);
    expect(BigInt(simple[0].id)).toBeGreaterThan(2n ** 53n);
    expect(simple[0]).not.toHaveProperty("text");
    const detailed = (await get(`${A2P}/messages?batchId=${id}&view=Detailed`)).body.records;
    expect(detailed[0]).toMatchObject({ text: "Hello", batchId: id, direction: "Outbound" });
    expect((await get(`${A2P}/messages/${simple[0].id}`)).body).toMatchObject({ text: "Hello" });
    expect((await get(`${A2P}/messages?direction=Inbound`)).body.records).toEqual([]);
    expect((await get(`${A2P}/messages/1`)).status).toBe(404);
  });
});

describe("consents", () => {
  const to = "+15550100101";
  const update = (optStatus: string, number = to) =>
    harness.call("PATCH", CONSENTS, { records: [{ from, to: number, optStatus, source: "Api" }] });

  it("block later messages of an opted-out pair, until it opts in again", async () => {
    expect((await update("OptOut")).body).toEqual({});
    const blocked = await harness.create(to);
    expect(blocked.rejected).toEqual([]);
    await update("OptIn");
    const allowed = await harness.create(to);
    await harness.sim.clock.advance(50 * minuteMs);
    const statusOf = async (id: string) => (await get(`${A2P}/messages?batchId=${id}`)).body.records[0];
    expect(await statusOf(blocked.id)).toMatchObject({
      messageStatus: "SendingFailed",
      errorCode: "SMS-RC-413",
    });
    expect(await statusOf(allowed.id)).toMatchObject({ messageStatus: "Delivered" });
  });

  it("are searched, listed, kept as history, and fail one by one", async () => {
    await update("OptOut");
    await update("OptIn");
    await update("OptOut", "+15550100102");
    expect((await update("OptOut", "+46701740605")).body.failedRecords[0].error.errorCode).toBe("CMN-101");
    const search = async (body: object) =>
      (await harness.call("POST", `${CONSENTS}/search`, body)).body.records;
    expect(await search({})).toHaveLength(2);
    expect(await search({ optStatus: "OptIn" })).toMatchObject([{ to }]);
    expect((await get(CONSENTS)).body.records).toMatchObject([{ to: "+15550100102" }]);
    const history = await get(`${CONSENTS}/history?to=${encodeURIComponent(to)}`);
    expect(history.body.records.map(({ optStatus }: { optStatus: string }) => optStatus)).toEqual([
      "OptIn",
      "OptOut",
    ]);
    expect(history.headers.get("etag")).toBeTruthy();
    const wrong = await harness.call("PATCH", CONSENTS, { records: [] });
    expect([wrong.status, wrong.body.errors[0].errorCode]).toEqual([400, "CMN-101"]);
    expect(wrong.body).not.toHaveProperty("errorCode");
  });

  it("are the opt-outs of the older operations, whose filter is spelt differently", async () => {
    const body = { from, optOuts: [to, "x"], optIns: ["+15550100102"] };
    const { body: result } = await harness.call("POST", `${A2P}/opt-outs/bulk-assign`, body);
    expect(result).toMatchObject({ optOuts: { successful: [to], failed: [{ to: "x" }] } });
    const records = async (query: string) => (await get(`${A2P}/opt-outs?${query}`)).body.records;
    expect(await records("")).toEqual([{ from, to, status: "OptOut", source: "Account" }]);
    expect(await records("from=*&status=all")).toHaveLength(2);
    const csv = await harness.call("GET", `${A2P}/opt-outs`, undefined, undefined, { accept: "text/csv" });
    expect(csv.text).toBe(`from,to\n${from},${to}\n`);
    const empty = await harness.call("POST", `${A2P}/opt-outs/bulk-assign`, { from });
    expect(empty.status).toBe(400);
  });
});

describe("phone numbers", () => {
  const PHONES = "/restapi/v1.0/account/~/extension/~/phone-number";

  it("come in numbered pages with links", async () => {
    const first = (await get(`${PHONES}?perPage=2`)).body;
    expect(first.paging).toMatchObject({ page: 1, perPage: 2, totalPages: 3, totalElements: 5 });
    const { pathname, search } = new URL(first.navigation.nextPage.uri);
    const second = (await get(`${pathname}${search}`)).body;
    expect(second.records.map(({ id }: { id: string }) => id)).not.toContain(first.records[0].id);
    const last = (await get(`${PHONES}?perPage=2&page=3`)).body;
    expect(last.navigation).not.toHaveProperty("nextPage");
    expect((await get(`${PHONES}?status=Pending`)).body.records).toHaveLength(1);
  });

  it("the first that has the feature may send: the vendor's sample looks at nothing else", async () => {
    const { records } = (await get(PHONES)).body;
    const isSender = ({ features }: { features: string[] }) => features.includes("A2PSmsSender");
    const { phoneNumber } = records.find(isSender);
    const body = { from: phoneNumber, text: "Hello", messages: [{ to: ["+15550100101"] }] };
    expect((await harness.call("POST", `${A2P}/batches`, body)).status).toBe(201);
  });
});
