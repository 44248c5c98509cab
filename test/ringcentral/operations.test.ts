import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { batch, credentials, statuses, token, twoMessages } from "./support.js";

const HOST = "https://platform.ringcentral.com";
const ACCOUNT = "/restapi/v1.0/account/~";
const basic = `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString("base64")}`;

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});
afterAll(() => nock.restore());

/** The API behind a login; every call must carry its token. */
function api(): nock.Scope {
  nock(HOST).post("/restapi/oauth/token").reply(200, token(1));
  return nock(HOST, { reqheaders: { authorization: "Bearer access-token-1", accept: "application/json" } });
}

const client = (): RingCentralClient => new RingCentralClient({ ...credentials, retry: false });

describe("login", () => {
  it("posts the JWT as a form, and the app's credentials as Basic", async () => {
    nock(HOST, {
      reqheaders: { authorization: basic, "content-type": "application/x-www-form-urlencoded" },
    })
      .post("/restapi/oauth/token", {
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: credentials.jwt,
      })
      .reply(200, token(1));
    nock(HOST).get(`${ACCOUNT}/a2p-sms/batches/b-1`).reply(200, batch());
    await client().batches.get("b-1");
  });

  it("percent-encodes what a form must encode", async () => {
    let raw = "";
    nock(HOST)
      .post("/restapi/oauth/token", (body: unknown) => Boolean(body))
      .reply(200, function (_, body) {
        raw = body as string;
        return token(1);
      });
    nock(HOST).get(`${ACCOUNT}/a2p-sms/batches/b-1`).reply(200, batch());
    await client().batches.get("b-1");
    const form = new URLSearchParams(raw);
    expect(form.get("assertion")).toBe(credentials.jwt);
    expect(raw).not.toContain("+");
    expect(raw).not.toContain("grant-type:jwt");
  });
});

describe("logout", () => {
  it("posts the token to the revocation endpoint as a form with Basic", async () => {
    api().get(`${ACCOUNT}/a2p-sms/batches/b-1`).reply(200, batch());
    nock(HOST, {
      reqheaders: { authorization: basic, "content-type": "application/x-www-form-urlencoded" },
    })
      .post("/restapi/oauth/revoke", { token: "access-token-1" })
      .reply(200);
    const it = client();
    await it.batches.get("b-1");
    expect(await it.logout()).toBeUndefined();
  });
});

describe("batches", () => {
  it("create posts the body as it is and resolves to the wire document", async () => {
    const answer = batch({ rejected: [{ index: 2, to: ["+15550100102"], errorCode: "SMS-RC-410" }] });
    api()
      .post(`${ACCOUNT}/a2p-sms/batches`, twoMessages)
      .matchHeader("content-type", "application/json")
      .reply(201, answer);
    expect(await client().batches.create(twoMessages)).toEqual(answer);
  });

  it("get reads one batch, its id encoded", async () => {
    api().get(`${ACCOUNT}/a2p-sms/batches/a%2Fb`).reply(200, batch());
    expect(await client().batches.get("a/b")).toEqual(batch());
  });

  it("list sends its filters, a plus sign encoded, an array as repeated keys, and nothing for undefined", async () => {
    let path = "";
    api()
      .get(/a2p-sms\/batches\?/)
      .reply(200, function (uri) {
        path = uri;
        return { records: [batch()] };
      });
    const query = {
      from: "+16505550100",
      status: ["Sent", "Completed"] as ("Sent" | "Completed")[],
      perPage: 5,
      dateFrom: undefined as unknown as string,
    };
    expect(await client().batches.list(query).toArray()).toEqual([batch()]);
    expect(path).toBe(
      `${ACCOUNT}/a2p-sms/batches?from=%2B16505550100&status=Sent&status=Completed&perPage=5`,
    );
  });

  it("refuses ids that would reach another endpoint", async () => {
    for (const id of ["", ".", ".."]) {
      await expect(client().batches.get(id)).rejects.toMatchObject({ name: "ValidationError" });
    }
  });
});

describe("messages", () => {
  const message = { id: "7", messageStatus: "Sent" };

  it("list, get and statuses", async () => {
    const dateFrom = "2015-01-01T00:00:00.000Z";
    const scope = api();
    scope
      .get(`${ACCOUNT}/a2p-sms/messages`)
      .query({ batchId: "b-1", dateFrom, view: "Detailed", phoneNumber: ["+15550100101", "+15550100102"] })
      .reply(200, { records: [message], paging: { perPage: 1000 } });
    scope.get(`${ACCOUNT}/a2p-sms/messages/7`).reply(200, message);
    scope
      .get(`${ACCOUNT}/a2p-sms/statuses`)
      .query({ batchId: "b-1", dateFrom })
      .reply(200, statuses({ sent: 1 }));
    const { messages } = client();
    const phoneNumber = ["+15550100101", "+15550100102"];
    expect(await messages.list({ batchId: "b-1", view: "Detailed", phoneNumber }).toArray()).toEqual([
      message,
    ]);
    expect(await messages.get("7")).toEqual(message);
    expect(await messages.statuses({ batchId: "b-1" })).toEqual(statuses({ sent: 1 }));
  });

  it("hands out ids as exact strings, also where the server sends numbers", async () => {
    api()
      .get(`${ACCOUNT}/a2p-sms/messages`)
      .reply(
        200,
        '{"records":[{"id":9007199254740993,"batchId":7,"messageStatus":"Sent","text":"\\"id\\":1"}]}',
        {
          "content-type": "application/json",
        },
      );
    expect(await client().messages.list().toArray()).toEqual([
      { id: "9007199254740993", batchId: "7", messageStatus: "Sent", text: '"id":1' },
    ]);
  });
});

describe("phoneNumbers", () => {
  it("list reads the numbers of the caller's own extension", async () => {
    api()
      .get(`${ACCOUNT}/extension/~/phone-number`)
      .query({ status: "Normal", perPage: "50" })
      .reply(
        200,
        '{"records":[{"id":33443,"phoneNumber":"+16505550100"}],"navigation":{},"paging":{"perPage":50}}',
      );
    const found = await client().phoneNumbers.list({ status: "Normal", perPage: 50 }).toArray();
    expect(found).toEqual([{ id: "33443", phoneNumber: "+16505550100" }]);
  });
});

describe("consents", () => {
  const CONSENTS = "/restapi/v2/accounts/~/sms/consents";
  const record = { from: "+16505550100", to: "+15550100101", optStatus: "OptOut", source: "Api" } as const;
  const page = { records: [record], paging: { perPage: 100 } };

  it("search posts the filters", async () => {
    api()
      .post(`${CONSENTS}/search`, { to: ["+15550100101"] })
      .reply(200, page);
    expect(
      await client()
        .consents.search({ to: ["+15550100101"] })
        .toArray(),
    ).toEqual([record]);
  });

  it("update patches the records, and a partial failure is data", async () => {
    const failedRecords = [{ ...record, error: { errorCode: "CMN-101" } }];
    api()
      .patch(CONSENTS, { records: [record] })
      .reply(200, { failedRecords });
    expect(await client().consents.update([record])).toEqual({ failedRecords });
  });

  it("list and history", async () => {
    api().get(CONSENTS).query({ optStatus: "OptIn" }).reply(200, page);
    expect(
      await client()
        .consents.list({ optStatus: ["OptIn"] })
        .toArray(),
    ).toEqual([record]);
    api().get(`${CONSENTS}/history`).query({ to: "+15550100101" }).reply(200, page);
    expect(
      await client()
        .consents.history({ to: ["+15550100101"] })
        .toArray(),
    ).toEqual([record]);
  });
});

describe("an export of consents", () => {
  const EXPORT = "/restapi/v2/accounts/~/sms/consents/export";
  const table = 'To,From,Notes\n+15550100101,+16505550100,"said ""no"",\ntwice"\n';
  /** A login, and one answer after the other. */
  const answers = (...texts: readonly string[]): void => {
    nock(HOST).post("/restapi/oauth/token").reply(200, token(1));
    const server = nock(HOST, { reqheaders: { authorization: "Bearer access-token-1", accept: "text/csv" } });
    for (const text of texts) server.get(EXPORT).reply(200, text, { "content-type": "text/csv" });
  };

  it("is the table as it came", async () => {
    answers(table);
    expect(await client().consents.export()).toBe(table);
  });

  it.each([
    ["the page of a gateway", "<html>\n<p>Sorry, busy</p>\n</html>"],
    ["a table that breaks off inside a row", table.slice(0, 20)],
    ["one that breaks off between quotes", table.slice(0, -8)],
    ["nothing", ""],
  ])("an export of consents that is %s is asked for again", async (_, text) => {
    answers(text, table);
    expect(await client().consents.export({ retry: { maxAttempts: 2, initialDelayMs: 0 } })).toBe(table);
  });
});

describe("optOuts", () => {
  it("list and assign", async () => {
    const record = { from: "+16505550100", to: "+15550100101", status: "OptOut", source: "Recipient" };
    api()
      .get(`${ACCOUNT}/a2p-sms/opt-outs`)
      .query({ from: "*", status: "all" })
      .reply(200, { records: [record] });
    expect(await client().optOuts.list({ from: "*", status: "all" }).toArray()).toEqual([record]);
    const body = { from: "+16505550100", optIns: ["+15550100101"] };
    const answer = { optIns: { successful: ["+15550100101"], failed: [] } };
    api().post(`${ACCOUNT}/a2p-sms/opt-outs/bulk-assign`, body).reply(200, answer);
    expect(await client().optOuts.assign(body)).toEqual(answer);
  });
});

describe("the client", () => {
  it("puts another account into every path", async () => {
    nock(HOST).post("/restapi/oauth/token").reply(200, token(1));
    nock(HOST).get("/restapi/v1.0/account/40001/a2p-sms/batches/b-1").reply(200, batch());
    const other = new RingCentralClient({ ...credentials, accountId: "40001" });
    const found = await other.batches.get("b-1");
    expect(other.batches.handle(found)).toMatchObject({ provider: "ringcentral", account: "40001" });
  });

  it("calls the whole spec through raw, behind the same login", async () => {
    api()
      .get(`${ACCOUNT}/a2p-sms/statuses`)
      .query({ batchId: "b-1" })
      .reply(200, statuses({ delivered: 1 }));
    const { data } = await client().raw.GET("/restapi/v1.0/account/{accountId}/a2p-sms/statuses", {
      params: { path: { accountId: "~" }, query: { batchId: "b-1" } },
    });
    expect(data.delivered?.count).toBe(1);
  });

  it("appends the paths to a gateway's prefix", async () => {
    nock("https://gateway.test").post("/rc/restapi/oauth/token").reply(200, token(1));
    nock("https://gateway.test").get(`/rc${ACCOUNT}/a2p-sms/batches/b-1`).reply(200, batch());
    const behind = new RingCentralClient({ ...credentials, baseUrl: "https://gateway.test/rc/" });
    expect(await behind.batches.get("b-1")).toEqual(batch());
  });
});
