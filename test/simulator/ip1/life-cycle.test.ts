import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderer } from "../../../src/simulator/ip1/template.js";
import { Harness, hourMs, minuteMs, secondMs, type ProblemBody } from "./harness.js";

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(async () => {
  expect(harness.sim.violations).toEqual([]);
  await harness.sim.close();
});

const advance = (ms: number): Promise<void> => harness.sim.clock.advance(ms);

describe("a batch", () => {
  it("is being sent, then sent, while its messages go all the way to the phone", async () => {
    const batch = await harness.sendBatch(["46701740605", "46701740606"], {
      reference: "shelf-1",
      tags: ["a"],
    });
    expect(batch).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      owner: "ip1-00001",
      sender: "Library",
      body: "Your book is waiting.",
      direction: "MT",
      type: "sms",
      datacoding: "UCS",
      priority: 1,
      templated: false,
      deliveryWindows: [],
      status: 111,
      deliveryReportUrl: null,
      reference: "shelf-1",
      tags: ["a"],
    });
    expect((await harness.get(batch.id)).status).toBe(111);
    await advance(8 * secondMs);
    expect((await harness.get(batch.id)).status).toBe(112);
    await advance(minuteMs);
    expect(await harness.get(batch.id)).toMatchObject({
      status: 112,
      messageSummary: { "201": { messages: 2, sms: 2 } },
      priceSummary: { total: 0.89, currency: "SEK", average: 0.445 },
    });
    expect(await harness.codes(batch.id)).toEqual([101, 102, 103, 110, 112, 201]);
  });

  it("shows the latest status of its messages, and one message all of them, in order", async () => {
    const { id } = await harness.sendBatch(["46701740605"], { priority: 2, type: "flash" });
    await advance(hourMs);
    const [message] = await harness.messages(id);
    expect(message).toMatchObject({
      batchId: id,
      recipient: "46701740605",
      body: "Your book is waiting.",
      direction: "mt",
      type: "FLASH",
      datacoding: "gsm",
      segments: 1,
      price: 0.545,
      currency: "SEK",
      statuses: [{ code: 201, duration: 1 }],
      modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    });
    const path = `/v2/batches/${id}/messages/${message?.id ?? ""}`;
    const { statuses } = (await harness.call<typeof message>("GET", path)).body ?? {};
    const times = (statuses ?? []).map(({ created }) => created);
    expect(times).toEqual(times.toSorted());
    expect((statuses ?? []).map(({ duration }) => duration)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it.each([
    ["46701749402", [101, 102, 402], 0],
    ["46701749407", [101, 102, 407], 0],
    ["46701749512", [101, 102, 103, 110, 112, 512], 0],
    ["46701749202", [101, 102, 103, 110, 112, 202], 0.445],
    ["46701749104", [101, 102, 103, 110, 112, 501, 104], 0],
    ["46701749111", [101, 102, 103, 110, 111], 0.445],
    ["46701749112", [101, 102, 103, 110, 112], 0.445],
    ["46701749113", [101, 102, 103, 110, 113], 0.445],
    ["46701749114", [101, 102, 103, 110, 114], 0.445],
    ["46701740112", [101, 102, 103, 110, 112, 201], 0.445],
    ["46701749408", [101, 102, 103, 110, 112, 201], 0.445],
  ])("a batch to %s goes through %j and costs %d", async (number, codes, price) => {
    const { id } = await harness.sendBatch([number]);
    await advance(72 * hourMs);
    expect(await harness.codes(id)).toEqual(codes);
    expect((await harness.get(id)).priceSummary?.total).toBe(price);
    expect((await harness.messages(id))[0]?.price).toBe(price);
  });

  it("gets cheaper when the carrier refuses a message that was paid for", async () => {
    const { id } = await harness.sendBatch(["46701749512"]);
    await advance(5 * secondMs);
    expect((await harness.get(id)).priceSummary?.total).toBe(0.445);
    await advance(minuteMs);
    expect((await harness.get(id)).priceSummary?.total).toBe(0);
  });

  it("a batch that may only be gsm refuses a text that is not, message by message", async () => {
    const recipients = { "46701740605": { name: "Ada" }, "46701740606": { name: "李" } };
    const { id } = await harness.sendBatch(recipients, { body: "Hello {name}", datacoding: "gsm" });
    await advance(hourMs);
    const codes = (await harness.messages(id)).map(({ statuses, datacoding }) => [
      datacoding,
      statuses?.[0]?.code,
    ]);
    expect(codes).toEqual([
      ["gsm", 201],
      ["ucs", 404],
    ]);
  });

  it("needs a sender that is registered", async () => {
    await harness.call("DELETE", "/v2/me/senders/Library");
    const request = { sender: "Library", recipients: ["46701740605"], body: "Hi" };
    const reply = await harness.call<ProblemBody>("POST", "/v2/batches", request);
    expect(reply.status).toBe(422);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(reply.body.errors).toEqual({ sender: ["'Library' is not registered on this account"] });
    expect((await harness.call("GET", "/v2/batches")).body).toEqual([]);
  });

  it("leaves blacklisted numbers out, and is refused if nobody else is left", async () => {
    await harness.call("PUT", "/v2/blacklist/46701740605");
    const { id } = await harness.sendBatch(["46701740605", "46701740606"]);
    expect((await harness.messages(id)).map(({ recipient }) => recipient)).toEqual(["46701740606"]);
    await expect(harness.sendBatch(["46701740605"])).rejects.toThrow("blacklist");
    await harness.call("DELETE", "/v2/blacklist/46701740605");
    expect(await harness.messages((await harness.sendBatch(["46701740605"])).id)).toHaveLength(1);
  });

  it("depends on the seed and on nothing else", async () => {
    const story = async (seed: number): Promise<unknown> => {
      const other = await Harness.start(seed);
      const { id } = await other.sendBatch(["46701740605", "46701740606"]);
      await other.sim.clock.advance(15 * secondMs);
      const ids = (await other.messages(id)).map((message) => message.id);
      const { messageSummary } = await other.get(id);
      await other.sim.close();
      return { id, ids, messageSummary };
    };
    expect(await story(3)).toEqual(await story(3));
    expect(await story(3)).not.toEqual(await story(4));
  });
});

describe("delivery windows", () => {
  it("keep a batch planned until the first one opens", async () => {
    const deliveryWindows = [
      { opens: harness.iso(48 * hourMs), closes: harness.iso(49 * hourMs) },
      { opens: harness.iso(24 * hourMs), closes: harness.iso(25 * hourMs) },
    ];
    const { id, status } = await harness.sendBatch(["46701740605"], { deliveryWindows });
    expect(status).toBe(101);
    expect(await harness.get(id)).toMatchObject({
      deliveryWindows,
      messageSummary: { "101": { messages: 1 } },
    });
    await advance(24 * hourMs - 1);
    expect((await harness.get(id)).status).toBe(101);
    await advance(1);
    expect((await harness.get(id)).status).toBe(111);
    await advance(hourMs);
    expect(await harness.get(id)).toMatchObject({ status: 112, messageSummary: { "201": { messages: 1 } } });
  });

  it("send at once while one is open, as does one without an opening", async () => {
    for (const deliveryWindows of [[{ opens: harness.iso(-hourMs) }], [{ closes: harness.iso(hourMs) }]]) {
      expect((await harness.sendBatch(["46701740605"], { deliveryWindows })).status).toBe(111);
    }
  });

  it("delivery windows that have all closed let the messages expire", async () => {
    const deliveryWindows = [{ opens: harness.iso(-2 * hourMs), closes: harness.iso(-hourMs) }];
    const { id } = await harness.sendBatch(["46701740605"], { deliveryWindows });
    expect(await harness.codes(id)).toEqual([101, 202]);
    expect((await harness.get(id)).status).toBe(112);
  });

  it("must close after they open", async () => {
    const deliveryWindows = [{ opens: harness.iso(hourMs), closes: harness.iso(hourMs) }];
    await expect(harness.sendBatch(["46701740605"], { deliveryWindows })).rejects.toThrow("must close after");
  });
});

describe("a cancel", () => {
  it("ends a planned batch, once and for all", async () => {
    const deliveryWindows = [{ opens: harness.iso(hourMs) }];
    const { id } = await harness.sendBatch(["46701740605", "46701740606"], { deliveryWindows });
    expect(await harness.call("DELETE", `/v2/batches/${id}`)).toMatchObject({
      status: 200,
      body: { id, status: 203 },
    });
    await advance(2 * hourMs);
    expect(await harness.get(id)).toMatchObject({
      status: 203,
      messageSummary: { "203": { messages: 2 } },
      priceSummary: { total: 0 },
    });
    expect(await harness.codes(id)).toEqual([101, 203]);
    expect((await harness.call("DELETE", `/v2/batches/${id}`)).body).toMatchObject({ status: 203 });
  });

  it("a cancel of a batch that is being sent stops what has not left", async () => {
    const { id } = await harness.sendBatch(
      Array.from({ length: 400 }, (_, index) => String(46_701_000_000 + index)),
    );
    await advance(3 * secondMs);
    await harness.call("DELETE", `/v2/batches/${id}`);
    await advance(hourMs);
    const { status, messageSummary } = await harness.get(id);
    expect(status).toBe(112);
    expect(Object.keys(messageSummary ?? {})).toEqual(["201", "203"]);
    expect(messageSummary?.["201"]?.messages).toBeGreaterThan(50);
    expect(messageSummary?.["203"]?.messages).toBeGreaterThan(50);
  });

  it("a cancel of a batch that was sent is refused, and of none is a 404", async () => {
    const { id } = await harness.sendBatch(["46701740605"]);
    await advance(hourMs);
    expect((await harness.call("DELETE", `/v2/batches/${id}`)).status).toBe(422);
    expect((await harness.call("DELETE", "/v2/batches/none")).status).toBe(404);
  });
});

describe("a template", () => {
  it("is kept in the batch, and written out in each message", async () => {
    const recipients = {
      "46701740605": { name: "Ada", place: " at Central Station" },
      "46701740606": { name: "Bo" },
      "46701740607": {},
      default: { name: "reader", place: "" },
    };
    const batch = await harness.sendBatch(recipients, { body: "Hi {name}, come{place}. {nobody}{{}" });
    expect(batch).toMatchObject({ templated: true, body: "Hi {name}, come{place}. {nobody}{{}" });
    expect((await harness.messages(batch.id)).map(({ recipient, body }) => [recipient, body])).toEqual([
      ["46701740605", "Hi Ada, come at Central Station. {nobody}{{}"],
      ["46701740606", "Hi Bo, come. {nobody}{{}"],
      ["46701740607", "Hi reader, come. {nobody}{{}"],
    ]);
  });

  it("is no template for a list of numbers", async () => {
    const { id } = await harness.sendBatch(["46701740605"], { body: "Hi {name}" });
    expect((await harness.messages(id))[0]?.body).toBe("Hi {name}");
  });

  it("takes values literally and by their exact names, and none from the prototype", () => {
    const render = renderer("{a}{A}{b}{toString}", {
      "46": { a: "$&{b}", b: "1" },
      "47": { toString: "x" },
    });
    expect(render({ a: "$&{b}" })).toBe("$&{b}{A}");
  });
});
