import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Batch } from "../../../generated/ip1.js";
import { Harness, type ProblemBody } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

describe("the API key", () => {
  it.each(["", "Bearer wrong", "Basic aXAx"])(
    "is demanded before anything else: %j",
    async (authorization) => {
      const reply = await harness.call<ProblemBody>("POST", "/v2/batches", "{", { authorization });
      expect(reply).toMatchObject({ status: 401, body: { status: 401, title: "The API key is not valid" } });
    },
  );
});

describe("a request that the spec does not allow", () => {
  const good = { sender: "Library", recipients: ["46701740605"], body: "Hi" };

  it.each<[object, string]>([
    [{ ...good, sender: "no spaces" }, "sender"],
    [{ ...good, recipients: ["+46"] }, "recipients"],
    [{ ...good, recipients: { default: {} } }, "recipients"],
    [{ ...good, body: " " }, "body"],
    [{ ...good, body: "x".repeat(2001) }, "body"],
    [{ ...good, priority: 3 }, "priority"],
    [{ ...good, reference: "" }, "reference"],
    [{ sender: "Library", recipients: ["46"] }, "body"],
  ])("is a 400 that names the field: %#", async (request, field) => {
    const reply = await harness.call<ProblemBody>("POST", "/v2/batches", request);
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.body.errors ?? {}).some((name) => name.startsWith(field))).toBe(true);
  });

  it("is worded as a problem, whatever is wrong", async () => {
    expect((await harness.call("POST", "/v2/batches", "{")).status).toBe(400);
    expect((await harness.call("POST", "/v2/batches", "x", { "content-type": "text/plain" })).status).toBe(
      415,
    );
    expect((await harness.call("GET", "/v2/nothing")).status).toBe(404);
    expect((await harness.call("PATCH", "/v2/batches")).status).toBe(405);
    expect((await harness.call("GET", "/v2/batches?limit=0")).status).toBe(400);
    harness.sim.faults.add({ provider: "ip1", fault: { status: 503 } });
    expect(await harness.call("GET", "/v2/batches")).toMatchObject({ status: 503, body: { status: 503 } });
  });
});

describe("lists", () => {
  const links = (reply: { headers: Headers }): Record<string, string> => {
    const found = [...(reply.headers.get("link") ?? "").matchAll(/<([^>]*)>; rel="(\w+)"/g)];
    return Object.fromEntries(
      found.map(([, url, rel]) => [rel as string, (url as string).slice(harness.sim.urls.ip1.length)]),
    );
  };

  it("are bare arrays, oldest first, with a Link header that leads through them", async () => {
    const sent: string[] = [];
    for (let count = 0; count < 5; count++) sent.push((await harness.sendBatch([`4670174060${count}`])).id);
    const first = await harness.call<Batch[]>("GET", "/v2/batches?limit=2");
    expect(first.body.map(({ id }) => id)).toEqual(sent.slice(0, 2));
    expect(first.body[0]).not.toHaveProperty("messageSummary");
    expect(links(first)).toEqual({
      self: "/v2/batches?limit=2&start=0",
      first: "/v2/batches?limit=2&start=0",
      next: "/v2/batches?limit=2&start=2",
      last: "/v2/batches?limit=2&start=4",
    });
    const last = await harness.call<Batch[]>("GET", "/v2/batches?limit=2&start=4&order=ASC");
    expect(last.body.map(({ id }) => id)).toEqual(sent.slice(4));
    expect(links(last)).toMatchObject({ prev: "/v2/batches?limit=2&start=2&order=ASC" });
    expect(links(last)).not.toHaveProperty("next");
    const newest = await harness.call<Batch[]>("GET", "/v2/batches?order=DESC");
    expect(newest.body.map(({ id }) => id)).toEqual(sent.toReversed());
  });

  it("a list of batches can be narrowed by tags", async () => {
    await harness.sendBatch(["46701740605"]);
    const { id } = await harness.sendBatch(["46701740605"], { tags: ["a", "b"] });
    expect(
      (await harness.call<Batch[]>("GET", "/v2/batches?tags=b&tags=c")).body.map((each) => each.id),
    ).toEqual([id]);
  });

  it("a list of senders is in alphabetical order", async () => {
    for (const name of ["Zebra", "Alpha"]) await harness.call("PUT", `/v2/me/senders/${name}`);
    const { body } = await harness.call<{ sender: string }[]>("GET", "/v2/me/senders");
    expect(body.map(({ sender }) => sender)).toEqual(["Alpha", "Library", "Zebra"]);
  });

  it("are empty at first", async () => {
    expect((await harness.call("GET", "/v2/batches")).body).toEqual([]);
    expect((await harness.call("GET", "/v2/blacklist")).body).toEqual([]);
  });
});

describe("senders and blacklist", () => {
  it("keep the time of the first registration", async () => {
    const first = await harness.call("PUT", "/v2/me/senders/Shop");
    await harness.sim.clock.advance(5_000);
    expect((await harness.call("PUT", "/v2/me/senders/Shop")).body).toEqual(first.body);
    expect((await harness.call("GET", "/v2/me/senders/Shop")).body).toEqual(first.body);
    expect(first.body).toEqual({ sender: "Shop", created: expect.stringMatching(/\dZ$/) as string });
  });

  it("take a number by PUT or POST, with a time without a zone, and give it back", async () => {
    const entry = { msisdn: "46701740621", created: expect.stringMatching(/T[\d:]{8}\.\d{3}$/) as string };
    expect((await harness.call("POST", "/v2/blacklist", { msisdn: "46701740621" })).body).toEqual(entry);
    expect((await harness.call("PUT", "/v2/blacklist/46701740621")).body).toEqual(entry);
    expect((await harness.call("GET", "/v2/blacklist/46701740621")).body).toEqual(entry);
    expect((await harness.call("DELETE", "/v2/blacklist/46701740621")).body).toEqual(entry);
  });

  it.each(["/v2/me/senders/None", "/v2/blacklist/4670", "/v2/batches/none", "/v2/batches/none/messages"])(
    "%s is a 404 while there is nothing",
    async (path) => {
      expect(await harness.call("GET", path)).toMatchObject({ status: 404, body: { status: 404 } });
    },
  );

  it("a message is found in its own batch only", async () => {
    const [one, two] = [await harness.sendBatch(["46701740605"]), await harness.sendBatch(["46701740605"])];
    const [message] = await harness.messages(one.id);
    const of = (id: string): string => `/v2/batches/${id}/messages/${message?.id ?? ""}`;
    expect((await harness.call("GET", of(one.id))).status).toBe(200);
    expect((await harness.call("GET", of(two.id))).status).toBe(404);
  });
});
