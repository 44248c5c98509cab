import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { routes } from "../../generated/ip1.js";
import {
  AuthenticationError,
  ConfigError,
  HttpError,
  NotFoundError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { API, batch, batchRequest, KEY } from "../support/ip1.js";
import { rejection } from "../support/rejection.js";

const ID = "6b015d917d40c3f815a92c11";

let server: nock.Scope;
let client: Ip1Client;

beforeEach(() => {
  nock.disableNetConnect();
  server = nock(API, { reqheaders: { authorization: `Bearer ${KEY}`, accept: "application/json" } });
  client = new Ip1Client({ apiKey: KEY, retry: false });
});
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(left).toEqual([]);
});

/** Without it a list would ask for one page more. */
const LAST_PAGE = { link: '<?start=0>; rel="last"' };

describe("what goes over the wire", () => {
  it("batches.send posts the body as it is, with a reference", async () => {
    const body = batchRequest({ reference: "shelf-1", priority: 2, tags: ["a"] });
    server
      .post("/v2/batches", { ...body })
      .matchHeader("content-type", "application/json")
      .reply(201, batch());
    expect(await client.batches.send(body)).toEqual(batch());
  });

  it("batches.get, and the document as it came", async () => {
    const document = { ...batch(), surprise: { kept: true }, direction: "MT" };
    server.get(`/v2/batches/${ID}`).reply(200, document);
    expect(await client.batches.get(ID)).toEqual(document);
  });

  it("batches.list", async () => {
    server
      .get("/v2/batches")
      .query({ start: "10", limit: "5", order: "DESC", tags: ["a", "b"] })
      .reply(200, [batch()], { link: "<x>; rel=self" });
    const list = client.batches.list({ start: 10, limit: 5, order: "DESC", tags: ["a", "b"] });
    expect(await list.toArray()).toEqual([batch()]);
  });

  it("batches.cancel", async () => {
    server.delete(`/v2/batches/${ID}`).reply(200, batch({ status: 203 }));
    expect(await client.batches.cancel(ID)).toEqual(batch({ status: 203 }));
  });

  it("messages.list and messages.get", async () => {
    const message = { id: "m1", batchId: ID, statuses: [] };
    server.get(`/v2/batches/${ID}/messages`).query({ limit: "2" }).reply(200, [message], LAST_PAGE);
    server.get(`/v2/batches/${ID}/messages/m1`).reply(200, message);
    expect(await client.messages.list(ID, { limit: 2 }).toArray()).toEqual([message]);
    expect(await client.messages.get(ID, "m1")).toEqual(message);
  });

  it("senders.list, get, register and unregister, without a body", async () => {
    const sender = { sender: "Library", created: "2026-03-02T10:12:41Z" };
    server.get("/v2/me/senders").reply(200, [sender], LAST_PAGE);
    server.get("/v2/me/senders/Library").reply(200, sender);
    server.put("/v2/me/senders/Library", "").reply(201, sender);
    server.delete("/v2/me/senders/Library").reply(200, sender);
    expect(await client.senders.list().toArray()).toEqual([sender]);
    expect(await client.senders.get("Library")).toEqual(sender);
    expect(await client.senders.register("Library")).toEqual(sender);
    expect(await client.senders.unregister("Library")).toEqual(sender);
  });

  it("blacklist.list, get, add by PUT, and remove", async () => {
    const entry = { msisdn: "46701740621", created: "2026-09-30T16:32:18.253" };
    server.get("/v2/blacklist").query({ order: "DESC" }).reply(200, [entry], LAST_PAGE);
    server.get("/v2/blacklist/46701740621").reply(200, entry);
    server.put("/v2/blacklist/46701740621", "").reply(200, entry);
    server.delete("/v2/blacklist/46701740621").reply(200, entry);
    expect(await client.blacklist.list({ order: "DESC" }).toArray()).toEqual([entry]);
    expect(await client.blacklist.get("46701740621")).toEqual(entry);
    expect(await client.blacklist.add("46701740621")).toEqual(entry);
    expect(await client.blacklist.remove("46701740621")).toEqual(entry);
  });

  it.each([
    [
      "senders.register",
      () => client.senders.register("Library"),
      "put",
      "/v2/me/senders/Library",
      { sender: "Library" },
    ],
    [
      "senders.unregister",
      () => client.senders.unregister("Library"),
      "delete",
      "/v2/me/senders/Library",
      { sender: "Library" },
    ],
    ["blacklist.add", () => client.blacklist.add("4670"), "put", "/v2/blacklist/4670", { msisdn: "4670" }],
    [
      "blacklist.remove",
      () => client.blacklist.remove("4670"),
      "delete",
      "/v2/blacklist/4670",
      { msisdn: "4670" },
    ],
    ["batches.cancel", () => client.batches.cancel(ID), "delete", `/v2/batches/${ID}`, { id: ID }],
  ] as const)(
    "%s takes a 2xx without a body and resolves to what is known",
    async (_, call, method, path, known) => {
      server[method](path).reply(204).persist();
      expect(await call()).toEqual(known);
      nock.cleanAll();
      server[method](path).reply(202, "");
      expect(await call()).toEqual(known);
    },
  );

  it("percent-encodes ids, and refuses those that would reach another endpoint", async () => {
    server.get("/v2/batches/a%2Fb%3Fc").reply(200, { id: "a/b?c" });
    expect(await client.batches.get("a/b?c")).toEqual({ id: "a/b?c" });
    server.put("/v2/me/senders/%C3%85se%20%26").reply(200, { sender: "Åse &" });
    await client.senders.register("Åse &");
    for (const id of ["", ".", ".."]) {
      await rejection(client.batches.cancel(id), ValidationError);
      await rejection(client.messages.list(id).toArray(), ValidationError);
      await rejection(client.senders.unregister(id), ValidationError);
    }
  });

  it("client.raw reaches every operation of the spec, with the same errors", async () => {
    expect(Object.keys(routes)).toHaveLength(15);
    server.post("/v2/blacklist", { msisdn: "4670" }).reply(201, { msisdn: "4670" });
    const { data } = await client.raw.POST("/v2/blacklist", { body: { msisdn: "4670" } });
    expect(data).toEqual({ msisdn: "4670" });
    server.get("/v2/me/senders/X").reply(404);
    const error = await rejection(
      client.raw.GET("/v2/me/senders/{sender}", { params: { path: { sender: "X" } } }),
      NotFoundError,
    );
    expect(error).toMatchObject({ provider: "ip1", operation: "getSender" });
  });
});

describe("errors", () => {
  it.each([
    [
      "a problem document",
      { title: "no", status: 422, traceId: "00-1-01", errors: { sender: ["x"] } },
      "00-1-01",
    ],
    ["an empty body", "", undefined],
    ["plain text", "Unprocessable", undefined],
    ["HTML", "<html>no</html>", undefined],
    ["JSON of another kind", [1], undefined],
  ])("a 422 with %s points at the sender", async (_, body, requestId) => {
    server.post("/v2/batches").reply(422, body as nock.Body);
    const error = await rejection(client.batches.send(batchRequest()), HttpError);
    expect(error).toMatchObject({ status: 422, provider: "ip1", operation: "sendBatch", requestId });
    expect(error.errorCode).toBeUndefined();
    expect(error.message).toBe(
      "sendBatch answered 422: a batch needs a sender that is registered on the account",
    );
    expect(error.body).toEqual(typeof body === "string" ? undefined : body);
  });

  it("a 422 of another operation says nothing of a sender", async () => {
    server.delete(`/v2/batches/${ID}`).reply(422, { title: "Unprocessable", detail: "sent already" });
    const error = await rejection(client.batches.cancel(ID), HttpError);
    expect(error).toMatchObject({ message: "cancelBatch answered 422", reason: "sent already" });
  });

  it("a 401 costs one attempt, and never shows the key", async () => {
    client = new Ip1Client({ apiKey: KEY });
    server.get(`/v2/batches/${ID}`).reply(401, { title: `bad key ${KEY}` });
    const error = await rejection(client.batches.get(ID), AuthenticationError);
    expect(error.attempts).toHaveLength(1);
    expect(JSON.stringify(error)).not.toContain(KEY);
    expect(error.bodyText).toContain("bad key [redacted]");
  });

  it("no key at all is a ConfigError that names option and variable", () => {
    const before = process.env["IP1_API_KEY"];
    delete process.env["IP1_API_KEY"];
    try {
      expect(() => new Ip1Client()).toThrow(ConfigError);
      expect(() => new Ip1Client()).toThrow(/apiKey.*IP1_API_KEY/);
      process.env["IP1_API_KEY"] = KEY;
      expect(new Ip1Client()).toBeInstanceOf(Ip1Client);
    } finally {
      if (before === undefined) delete process.env["IP1_API_KEY"];
      else process.env["IP1_API_KEY"] = before;
    }
  });
});
