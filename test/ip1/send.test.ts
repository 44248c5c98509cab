import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import {
  ConnectionError,
  ResponseParseError,
  UnknownOutcomeError,
} from "../../src/core/base/errors/index.js";
import type { Message } from "../../generated/ip1.js";
import { Ip1Client, type Ip1Options } from "../../src/ip1/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { API, batch, batchRequest, KEY } from "../support/ip1.js";
import { rejection } from "../support/rejection.js";
import {
  chunks,
  forever,
  hang,
  json,
  networkError,
  scriptedFetch,
  status,
  type Step,
} from "../support/scripted-fetch.js";

function setUp(steps: readonly Step[], options: Ip1Options = {}) {
  const fetch = scriptedFetch(...steps);
  const clock = new FakeClock();
  const client = new Ip1Client(withClock({ apiKey: KEY, fetch, ...options }, clock));
  const sent = (call = 0): Record<string, unknown> =>
    JSON.parse(fetch.calls[call]?.body ?? "null") as Record<string, unknown>;
  const requests = (): string[] => fetch.calls.map(({ method, url }) => `${method} ${url.slice(API.length)}`);
  return { fetch, clock, client, sent, requests };
}

const SEARCH = "GET /v2/batches?order=DESC&limit=200";
const AT_START = { date: "Sat, 21 Nov 2026 12:00:00 GMT" };

/** A message as the list of a batch shows it: with its latest status. */
const message = (recipient: string, created?: string): Message => ({
  id: `m-${recipient}`,
  recipient,
  statuses: [{ code: 101, duration: 0, ...(created && { created }) }],
});

const mine = { sender: "Library", body: "Your book is waiting." };

describe("the reference", () => {
  it("is filled in where there is none, differently each time, and the caller's body stays as it was", async () => {
    const { client, sent } = setUp([forever(json(batch(), { status: 202 }))]);
    const absent = Object.freeze(batchRequest());
    const none = Object.freeze(batchRequest({ reference: null }));
    await client.batches.send(absent);
    await client.batches.send(none);
    const [first, second] = [sent(0)["reference"], sent(1)["reference"]];
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toMatch(/^[0-9a-f]{32}$/);
    expect(first).not.toBe(second);
    expect(absent).not.toHaveProperty("reference");
    expect({ ...sent(0), reference: undefined }).toEqual({ ...absent, reference: undefined });
  });

  it("a reference of the caller's own is left alone", async () => {
    const { client, sent } = setUp([json(batch())]);
    await client.batches.send(batchRequest({ reference: "shelf-1" }));
    expect(sent()["reference"]).toBe("shelf-1");
  });

  it.each([
    ["by the client", { autoReference: false }, {}],
    ["by the call", {}, { autoReference: false }],
  ])("is not filled in when switched off %s", async (_, options, call) => {
    const { client, sent } = setUp([json(batch())], options);
    await client.batches.send(batchRequest(), call);
    expect(sent()).toEqual(batchRequest());
  });

  it("can be switched on for a call", async () => {
    const { client, sent } = setUp([json(batch())], { autoReference: false });
    await client.batches.send(batchRequest(), { autoReference: true });
    expect(sent()["reference"]).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("an answer without an id", () => {
  it.each([200, 201, 202, 203, 204, 299])(
    "an answer without a body takes the batch's id from Location, at status %i",
    async (code) => {
      const location = `${API}/v2/batches/6b01%2F5d?x=1`;
      const { client, requests } = setUp([status(code, { location })]);
      expect(await client.batches.send(batchRequest())).toEqual({ id: "6b01/5d" });
      expect(requests()).toEqual(["POST /v2/batches"]);
    },
  );

  it.each([
    ["/v2/batches/abc", "abc"],
    ["/v2/Batches/abc", "abc"],
    ["batches/abc", "abc"],
    ["https://elsewhere.example/v2/batches/abc/", "abc"],
  ])("takes it from the Location %s", async (location, id) => {
    const { client } = setUp([json({ status: 101 }, { status: 201, headers: { location } })]);
    expect(await client.batches.send(batchRequest())).toEqual({ id, status: 101 });
  });

  it("prefers the id of the body", async () => {
    const { client } = setUp([json(batch({ id: "own" }), { headers: { location: "/v2/batches/other" } })]);
    expect(await client.batches.send(batchRequest())).toMatchObject({ id: "own" });
  });

  it.each([
    ["nothing", status(202)],
    ["an empty object", json({})],
    ["an empty id", json({ id: "" })],
    ["an array", json([])],
    ["a text", json("accepted")],
    ["a Location that leads elsewhere", status(201, { location: "/v2/batches" })],
    ["a Location that cannot be read", status(201, { location: "/v2/batches/%E0%A4%A" })],
  ])(
    "a batch that was answered without an id, with %s, is found by its reference, without a second send",
    async (_, answer) => {
      const { client, requests, fetch, sent } = setUp([answer]);
      fetch.add(() =>
        Response.json([
          batch({ id: "other", reference: "x" }),
          { id: "found", ...mine, reference: sent()["reference"] },
        ]),
      );
      expect(await client.batches.send(batchRequest())).toMatchObject({ id: "found" });
      expect(requests()).toEqual(["POST /v2/batches", SEARCH]);
    },
  );

  it("is looked for twice, for a list that lags behind", async () => {
    const { client, requests, clock, sent } = setUp([
      status(202),
      json([]),
      () => Response.json([{ id: "found", ...mine, reference: sent()["reference"] }]),
    ]);
    expect(await client.batches.send(batchRequest())).toMatchObject({ id: "found" });
    expect(requests()).toEqual(["POST /v2/batches", SEARCH, SEARCH]);
    expect(clock.sleeps).toEqual([1_500]);
  });

  it("with a label of the caller's own is found by all that it holds", async () => {
    const { client, requests } = setUp([
      status(202),
      json([{ id: "found", ...mine, reference: "shelf-1" }], { headers: AT_START }),
      json([message("46701740605", "2026-11-21T12:00:01Z")]),
      json([]),
    ]);
    expect(await client.batches.send(batchRequest({ reference: "shelf-1" }))).toMatchObject({ id: "found" });
    expect(requests().slice(0, 3)).toEqual([
      "POST /v2/batches",
      SEARCH,
      "GET /v2/batches/found/messages?limit=200",
    ]);
  });

  it("resolves to an empty object if nothing is found", async () => {
    const { client, requests } = setUp([status(202), forever(json([]))]);
    expect(await client.batches.send(batchRequest())).toEqual({});
    expect(requests()).toEqual(["POST /v2/batches", SEARCH, SEARCH]);
  });

  it("resolves to an empty object without a reference to look for", async () => {
    const { client, requests } = setUp([status(202)], { autoReference: false });
    expect(await client.batches.send(batchRequest())).toEqual({});
    expect(requests()).toEqual(["POST /v2/batches"]);
  });

  it.each([
    ["is refused", json({}, { status: 403 })],
    ["fails", forever(networkError("ECONNRESET"))],
    ["is unreadable", forever(chunks(["<html>"]))],
    ["gives no array", forever(json({ items: [] }))],
  ])("is no error when the search %s: the batch was taken", async (_, search) => {
    const { client } = setUp([status(202), search]);
    expect(await client.batches.send(batchRequest())).toEqual({});
  });

  it("is not taken for an older batch with the same label", async () => {
    const older = [
      { id: "text", sender: "Library", body: "Another text", reference: "shelf-1" },
      { id: "sender", sender: "Archive", body: mine.body, reference: "shelf-1" },
      { id: "time", ...mine, reference: "shelf-1", created: "2026-11-20T12:00:00Z" },
    ];
    const { client } = setUp([status(202), forever(json(older, { headers: AT_START }))]);
    expect(await client.batches.send(batchRequest({ reference: "shelf-1" }))).toEqual({});
  });

  it.each([
    ["other people", [message("46701740699", "2026-11-21T12:00:01Z")]],
    ["another time", [message("46701740605", "2026-11-21T11:00:00Z")]],
    ["a time that is not said", [message("46701740605")]],
  ])("is not taken for a batch with the same label and text, but %s", async (_, messages) => {
    const list = json([{ id: "other", ...mine, reference: "shelf-1" }], { headers: AT_START });
    const look = [list, json(messages), json([])];
    const { client } = setUp([status(202), ...look, ...look]);
    expect(await client.batches.send(batchRequest({ reference: "shelf-1" }))).toEqual({});
  });

  it("is not taken for a batch of this client with the same label", async () => {
    const list = [
      { id: "second", ...mine, reference: "shelf-1" },
      { id: "first", ...mine, reference: "shelf-1" },
    ];
    const messages = [json([message("46701740605", "2026-11-21T12:00:01Z")]), json([])];
    const { client } = setUp([
      json(batch({ id: "first" })),
      status(202),
      json(list, { headers: AT_START }),
      ...messages,
    ]);
    await client.batches.send(batchRequest({ reference: "shelf-1" }));
    expect(await client.batches.send(batchRequest({ reference: "shelf-1" }))).toMatchObject({ id: "second" });
  });

  it("is searched for among the newest 200 only", async () => {
    const page = Array.from({ length: 200 }, (_, index) => ({ id: `b${index}` }));
    const { client, requests } = setUp([status(202), forever(json(page))]);
    await client.batches.send(batchRequest());
    expect(requests()).toEqual(["POST /v2/batches", SEARCH, SEARCH]);
  });

  it("shares the total timeout of the send with the search", async () => {
    const { client, requests } = setUp([status(202), hang()]);
    expect(await client.batches.send(batchRequest(), { totalTimeoutMs: 50 })).toEqual({});
    expect(requests()).toEqual(["POST /v2/batches", SEARCH]);
  });

  it("an abort stops the search, and nothing is sent afterwards", async () => {
    const abort = new AbortController();
    const { client, clock, requests } = setUp([status(202), json([])]);
    clock.onSleep = () => abort.abort(new Error("enough"));
    expect(await client.batches.send(batchRequest(), { signal: abort.signal })).toEqual({});
    expect(requests()).toEqual(["POST /v2/batches", SEARCH]);
  });
});

describe("a send without a final answer", () => {
  it.each([
    ["a reset", networkError("ECONNRESET")],
    ["a 500", json({}, { status: 500 })],
    ["a 503", status(503)],
  ])("a send that ends with %s is never repeated, and remembers its reference", async (_, failure) => {
    const { client, requests, sent } = setUp([failure]);
    const error = await rejection(client.batches.send(batchRequest()), UnknownOutcomeError);
    expect(requests()).toEqual(["POST /v2/batches"]);
    expect(error.correlation).toMatchObject({ label: sent()["reference"], size: 1 });
    expect(JSON.stringify(error)).not.toMatch(/46701740605|Your book is waiting/);
    expect(error).toMatchObject({ provider: "ip1", operation: "sendBatch" });
  });

  it("is repeated with the same reference by retryUnknown alone", async () => {
    const { client, sent } = setUp([json({}, { status: 500 }), json(batch())]);
    await client.batches.send(batchRequest(), { retryUnknown: "may-send-twice" });
    expect(sent(1)).toEqual(sent(0));
  });

  it("is repeated after a 429, when it was refused", async () => {
    const { client, sent, clock } = setUp([status(429, { "retry-after": "7" }), json(batch())]);
    await client.batches.send(batchRequest());
    expect(sent(1)).toEqual(sent(0));
    expect(clock.sleeps).toEqual([7_000]);
  });

  it("a send that certainly did not go out is a ConnectionError", async () => {
    const { client } = setUp([forever(networkError("ECONNREFUSED"))]);
    await rejection(client.batches.send(batchRequest()), ConnectionError);
  });

  it("a send that was answered with something unreadable was accepted", async () => {
    const { client, sent } = setUp([chunks(["OK, thanks"])]);
    const error = await rejection(client.batches.send(batchRequest()), ResponseParseError);
    expect(error).toMatchObject({ accepted: true, correlation: { label: sent()["reference"] } });
  });
});
