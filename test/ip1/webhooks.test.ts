import { describe, expect, it } from "vitest";
import { ResponseParseError } from "../../src/core/base/errors/index.js";
import { ip1ReportHandler, parseIp1Report } from "../../src/ip1/index.js";
import { parseIp1Report as again } from "../../src/ip1/webhooks.js";
import { posted } from "../support/posted.js";

const report = {
  messageId: "6b015d927d40c3f815a92c12",
  batchId: "6b015d917d40c3f815a92c11",
  recipient: "46701740605",
  code: 201,
  duration: 1,
  created: "2026-11-21T09:00:09Z",
  segments: 1,
  price: 0.445,
  currency: "sek",
  reference: "shelf-1",
};

const parse = (value: unknown): ReturnType<typeof parseIp1Report> => again(JSON.stringify(value));

describe("a delivery report", () => {
  it("has its fields, its type and the parsed JSON", () => {
    expect(parse(report)).toEqual({ ...report, type: "delivery-report", raw: report });
  });

  it("is read from bytes too", () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...report, reference: "Åsa" }));
    expect(parseIp1Report(bytes)).toMatchObject({ type: "delivery-report", reference: "Åsa" });
  });

  it("has a messageId whichever name it came under, and prefers that name", () => {
    const { messageId, ...rest } = report;
    expect(parse({ ...rest, id: messageId })).toMatchObject({ type: "delivery-report", messageId });
    expect(parse({ ...report, id: "other" })).toMatchObject({ messageId, id: "other" });
    expect(parse({ ...report, messageId: "", id: "other" })).toMatchObject({ messageId: "other" });
  });

  it("has numbers where they came as texts", () => {
    const texts = { code: "112", duration: "0", segments: "2", price: "0.8900" };
    const event = parse({ ...report, ...texts });
    expect(event).toMatchObject({ code: 112, duration: 0, segments: 2, price: 0.89, raw: texts });
  });

  it.each(["", " ", "free", null, {}, true])("leaves a price of %j to raw", (price) => {
    const event = parse({ ...report, price });
    expect(event).toMatchObject({ type: "delivery-report", raw: { price } });
    expect(event).not.toHaveProperty("price");
  });

  it("keeps unknown fields and codes, and the spelling of the currency", () => {
    const event = parse({ ...report, code: 731, currency: "sEk", reference: null, later: { kept: [1] } });
    expect(event).toMatchObject({ code: 731, currency: "sEk", reference: null, later: { kept: [1] } });
  });

  it("cannot pass for another type or another raw", () => {
    expect(parse({ ...report, type: "unknown", raw: 1 })).toMatchObject({
      type: "delivery-report",
      raw: { type: "unknown", raw: 1 },
    });
  });
});

describe("an incoming SMS", () => {
  const message = {
    id: "6b016cea7d40c3f815a92e08",
    batchId: "6b016cea7d40c3f815a92e07",
    sender: "46701740606",
    recipient: "46701740699",
    body: "Thanks!",
    // As in one of the provider's own examples.
    direction: "mt",
    type: "sms",
    statuses: [{ code: 201, duration: 1, created: "2026-11-21T10:05:30Z" }],
    mnc: "07",
  };

  it("has its fields and a messageId; its own type stands in raw", () => {
    const { type: _type, ...fields } = message;
    expect(parse(message)).toEqual({
      ...fields,
      type: "incoming-message",
      messageId: message.id,
      raw: message,
    });
  });
});

describe("anything else", () => {
  it.each([
    null,
    7,
    "text",
    [report],
    {},
    { code: 201 },
    { messageId: 7, code: 201 },
    { messageId: "a" },
    { messageId: "a", code: "soon" },
    { messageId: "a", code: 20.5 },
    { id: "a", statuses: [] },
    { id: "a", sender: "b", statuses: {} },
  ])("is unknown: %j", (value) => {
    expect(parse(value)).toEqual({ type: "unknown", raw: value });
  });

  it.each(["", "{", "<xml/>", "undefined", '{"a":1}}'])("is no JSON: %j", (body) => {
    expect(() => parseIp1Report(body)).toThrow(ResponseParseError);
  });

  it("is no text at all", () => {
    expect(() => parseIp1Report(new Uint8Array([0x22, 0xff, 0x22]))).toThrow(ResponseParseError);
  });
});

it("ip1ReportHandler answers 200, the only answer that counts, after the event was taken", async () => {
  const codes: unknown[] = [];
  const handler = ip1ReportHandler({
    onEvent: ({ code }) => void codes.push(code),
    onError: () => undefined,
  });
  expect(await posted(handler, '{"messageId":"m1","code":"201"}')).toBe(200);
  expect(await posted(handler, "<html>")).toBe(400);
  expect(codes).toEqual([201]);
});
