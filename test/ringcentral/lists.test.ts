import { describe, expect, it } from "vitest";
import { PaginationError, ResponseParseError, ValidationError } from "../../src/index.js";
import { drain, rejection } from "../support/rejection.js";
import { status, type FetchCall } from "../support/scripted-fetch.js";
import { batch, routed, token, TOKEN } from "./support.js";

/** Answers the reads one after the other. */
function world(...pages: readonly object[]) {
  const rest = [...pages];
  const { client, calls } = routed((_, path) => (path === TOKEN ? token(1) : rest.shift()!));
  const reads = (): FetchCall[] => calls.filter(({ url }) => !url.endsWith(TOKEN));
  const queries = (): string[] => reads().map(({ url }) => decodeURIComponent(new URL(url).search));
  return { client, reads, queries };
}

const records = (...ids: string[]): object[] => ids.map((id) => batch({ id }));
const tokenPage = (ids: string[], nextPageToken?: string): object => ({
  records: records(...ids),
  paging: { perPage: 2, ...(nextPageToken === undefined ? {} : { nextPageToken }) },
});

describe("lists with tokens", () => {
  it("repeat the filters with each token, which they encode, until there is none", async () => {
    const { client, reads, queries } = world(tokenPage(["a", "b"], "Mi8+=="), tokenPage(["c"]));
    const found = await client.batches.list({ from: "+16505550100", perPage: 2 }).toArray();
    expect(found.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(queries()).toEqual([
      "?from=+16505550100&perPage=2",
      "?from=+16505550100&perPage=2&pageToken=Mi8+==",
    ]);
    expect(reads()[1]?.url).toContain("pageToken=Mi8%2B%3D%3D");
  });

  it("end where paging is missing, and go on over an empty page", async () => {
    const { client } = world(tokenPage([], "next"), { records: records("a") });
    expect(await client.batches.list().toArray()).toHaveLength(1);
    expect(await world({}).client.batches.list().toArray()).toEqual([]);
  });

  it("give pages with their items, start where they are told, and fetch no more than is read", async () => {
    const { client, reads, queries } = world(tokenPage(["a", "b"], "n1"), tokenPage(["c", "d"], "n2"));
    for await (const page of client.batches.list({ pageToken: "start" }).pages()) {
      expect(page.items).toEqual(page.records);
      expect(page.paging?.nextPageToken).toBe("n1");
      break;
    }
    expect(reads()).toHaveLength(1);
    expect(queries()).toEqual(["?pageToken=start"]);
    expect(await client.batches.list().toArray(1)).toHaveLength(1);
    expect(reads()).toHaveLength(2);
  });

  it("throw on a repeated token instead of going round, after the items of that page", async () => {
    const { client } = world(tokenPage(["a"], "same"), tokenPage(["b"], "same"));
    const { items, error } = await drain(client.batches.list());
    expect(items.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(error).toBeInstanceOf(PaginationError);
  });

  it("name an answer that is no page", async () => {
    const { client } = world(status(200, {}, "null"));
    await rejection(client.batches.list({}, { retry: false }).toArray(), ResponseParseError);
  });

  it("search consents with the token in the body", async () => {
    const page = { records: [{ from: "+16505550100" }], paging: { perPage: 1, nextPageToken: "n1" } };
    const { client, reads } = world(page, { ...page, paging: { perPage: 1 } });
    const found = await client.consents.search({ optStatus: "OptOut", perPage: 1 }).toArray();
    expect(found).toHaveLength(2);
    expect(reads().map(({ body }) => JSON.parse(body!) as object)).toEqual([
      { optStatus: "OptOut", perPage: 1 },
      { optStatus: "OptOut", perPage: 1, pageToken: "n1" },
    ]);
  });

  it.each(["history", "list"] as const)("walk the pages of consents.%s", async (method) => {
    const page = { records: [{ to: "+15550100101" }], paging: { perPage: 1, nextPageToken: "n1" } };
    const { client, queries } = world(page, { ...page, paging: { perPage: 1 } });
    expect(await client.consents[method]({ to: ["+15550100101"] }).toArray()).toHaveLength(2);
    expect(queries()).toEqual(["?to=+15550100101", "?to=+15550100101&pageToken=n1"]);
  });

  it("walk the pages of messages and opt-outs", async () => {
    const page = (id: string, paging?: object): object => ({
      records: [{ id, to: [id] }],
      ...(paging && { paging }),
    });
    const pages = [page("1", { perPage: 1, nextPageToken: "n1" }), page("2")];
    expect(
      await world(...pages)
        .client.messages.list()
        .toArray(),
    ).toHaveLength(2);
    expect(
      await world(...pages)
        .client.optOuts.list()
        .toArray(),
    ).toHaveLength(2);
  });
});

describe("the messages of one batch", () => {
  const page = { records: [{ id: "1" }], paging: {} };
  const dates = ({ queries }: ReturnType<typeof world>): (string | null)[] =>
    queries().map((query) => new URLSearchParams(query).get("dateFrom"));

  it("are read from the beginning, as the server looks back a day alone", async () => {
    const made = world(page, {});
    await made.client.messages.list({ batchId: "b-1" }).toArray();
    await made.client.messages.statuses({ batchId: "b-1" });
    for (const date of dates(made)) expect(Date.parse(date!)).toBeLessThan(Date.parse("2016-01-01"));
    expect(dates(made)).toHaveLength(2);
  });

  it("are read from where the caller says, and lists of no batch from where the server says", async () => {
    const made = world(page, page);
    const dateFrom = "2026-11-01T00:00:00Z";
    await made.client.messages.list({ batchId: "b-1", dateFrom }).toArray();
    await made.client.messages.list().toArray();
    expect(dates(made)).toEqual([dateFrom, null]);
  });
});

describe("the list of phone numbers", () => {
  const base = "https://platform.ringcentral.com";
  const uri = `${base}/restapi/v1.0/account/400000001/extension/500000001/phone-number`;
  const numberPage = (ids: number[], nextPage?: object): object => ({
    records: ids.map((id) => ({ id, phoneNumber: `+1555010010${id}` })),
    navigation: { ...(nextPage && { nextPage }) },
    paging: { perPage: 2 },
  });

  it("takes the number of the next page from its link, and nothing else", async () => {
    const { client, reads, queries } = world(
      numberPage([1, 2], { uri: `${uri}?page=2&perPage=2` }),
      numberPage([], { uri: `/restapi/v1.0/x?page=5` }),
      numberPage([3], { uri: `${uri}?perPage=2` }),
      numberPage([4]),
    );
    const found = await client.phoneNumbers.list({ perPage: 2, usageType: ["NumberPool", "ELIN"] }).toArray();
    expect(found.map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
    expect(queries().map((query) => new URLSearchParams(query).get("page"))).toEqual([null, "2", "5", "6"]);
    for (const { url } of reads()) {
      expect(url).toContain(`${base}/restapi/v1.0/account/~/extension/~/phone-number?`);
      expect(url).toContain("perPage=2&usageType=NumberPool&usageType=ELIN");
    }
  });

  it("does not follow a link to another origin, and none that leads back", async () => {
    for (const next of [
      "https://evil.test/restapi/v1.0/x?page=2",
      "//evil.test?page=2",
      `${uri}?page=1`,
      `${uri}?page=-1`,
      `${uri}?page=NaN`,
    ]) {
      const { client, reads } = world(numberPage([1], { uri: next }));
      const { items, error } = await drain(client.phoneNumbers.list());
      expect(items).toHaveLength(1);
      expect(error).toBeInstanceOf(PaginationError);
      expect(reads()).toHaveLength(1);
    }
  });

  it.each([
    [base, uri.replace("https:", "http:")],
    ["https://gateway.example/rc", uri],
    ["https://gateway.example/rc", "http://10.0.0.7:8080/restapi/v1.0/x"],
  ])("asks %s for the number alone where the server names itself %s", async (baseUrl, address) => {
    const rest = [numberPage([1], { uri: `${address}?page=2` }), numberPage([2])];
    const { client, calls } = routed((_, path) => (path.endsWith(TOKEN) ? token(1) : rest.shift()!), {
      baseUrl,
    });
    expect(await client.phoneNumbers.list().toArray()).toHaveLength(2);
    expect(calls.at(-1)?.url).toBe(`${baseUrl}/restapi/v1.0/account/~/extension/~/phone-number?page=2`);
  });

  it.each([{}, { status: null }, { status: "Normal" }])(
    "findSender takes a number that may send with %j",
    async (status) => {
      const sender = { id: "1", features: ["A2PSmsSender"], ...status };
      const records = [{ id: "0", features: "A2PSmsSender" }, { id: "2", features: null }, sender];
      const { client } = world({ records, navigation: {} });
      expect(await client.phoneNumbers.findSender()).toEqual(sender);
    },
  );

  it("findSender walks all pages to a number that may send and is in service", async () => {
    const sender = { id: "4", status: "Normal", features: ["CallerId", "A2PSmsSender"] };
    const first = {
      records: [
        { id: "1", status: "Normal", features: ["SmsSender"] },
        { id: "2", status: "Pending", features: ["A2PSmsSender"] },
        { id: "3", status: "Normal" },
      ],
      navigation: { nextPage: { uri: `${uri}?page=2` } },
    };
    const { client } = world(first, { records: [sender], navigation: {} });
    expect(await client.phoneNumbers.findSender()).toEqual(sender);
    expect(await world({ records: [], navigation: {} }).client.phoneNumbers.findSender()).toBeUndefined();
  });

  it("findSender reads no further than it has to", async () => {
    const sender = { id: "1", status: "Normal", features: ["A2PSmsSender"] };
    const { client, reads } = world({
      records: [sender],
      navigation: { nextPage: { uri: `${uri}?page=2` } },
    });
    await client.phoneNumbers.findSender();
    expect(reads()).toHaveLength(1);
  });
});

describe("local checks of queries and bodies", () => {
  const { client, calls } = routed(() => token(1));
  const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `+1555${1_000_000 + i}`);
  const record = { from: "+16505550100", to: "+15550100101", optStatus: "OptOut", source: "Api" } as const;

  it.each<[string, () => Promise<unknown>, string]>([
    ["perPage", () => client.batches.list({ perPage: 0 }).toArray(), "perPage"],
    ["phoneNumber", () => client.messages.list({ phoneNumber: many(16) }).toArray(), "phoneNumber"],
    ["phoneNumber", () => client.messages.statuses({ phoneNumber: many(16) }), "phoneNumber"],
    ["page", () => client.phoneNumbers.list({ page: 1.5 }).toArray(), "page"],
    ["perPage", () => client.consents.search({ perPage: 1_001 }).toArray(), "perPage"],
    ["from", () => client.consents.search({ from: many(21) }).toArray(), "from"],
    ["to", () => client.consents.history({ to: many(21) }).toArray(), "to"],
    ["no records", () => client.consents.update([]), "records"],
    ["1001 records", () => client.consents.update(Array(1_001).fill(record) as never), "records"],
    ["to", () => client.consents.update([{ ...record, to: "15550100101" }]), "records.0.to"],
    ["from", () => client.consents.update([{ ...record, from: "x" }]), "records.0.from"],
    ["both lists empty", () => client.optOuts.assign({ from: "+16505550100", optIns: [] }), "optOuts"],
    ["from", () => client.optOuts.assign({ from: "", optIns: ["+15550100101"] }), "from"],
  ])("refuse a wrong %s", async (_, work, path) => {
    const error = await rejection(work(), ValidationError);
    expect(error.issues.map((issue) => issue.path)).toEqual([path]);
    expect(calls).toHaveLength(0);
  });

  it("throw for a list at its first iteration, not at the call", () => {
    expect(() => client.batches.list({ perPage: 0 })).not.toThrow();
  });

  it("allow a consent for all numbers", async () => {
    const { client } = world({});
    expect(await client.consents.update([{ ...record, from: "*" }])).toEqual({});
  });
});
