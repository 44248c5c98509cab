import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { ConfigError, ResponseParseError, SignatureError } from "../../src/core/base/errors/index.js";
import {
  type OpenAIWebhook,
  openAIWebhookHandler,
  parseOpenAIWebhook,
  verifyOpenAIWebhook,
} from "../../src/openai/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { posted } from "../support/posted.js";
import { rejection } from "../support/rejection.js";

const SIGNED_AT = 1_790_000_000;
const secret = "whsec_YmF0Y2h3aXJlLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzISE=";
const key = Buffer.from(secret.slice(6), "base64");
const rawBody =
  '{"object":"event","id":"evt_0001","type":"batch.completed","created_at":1790000000,"data":{"id":"batch_0001"}}';
const signature = "v1,0SkjOB9Bn1RyZQxZWqM764lC9f45aOMjfjqqXz9NSCA=";
const headers = {
  "webhook-id": "wh_0001",
  "webhook-timestamp": String(SIGNED_AT),
  "webhook-signature": signature,
};
const signed = (value: string): Partial<OpenAIWebhook> => ({
  headers: { ...headers, "webhook-signature": value },
});

/** As verified some seconds after it was signed. */
function verify(changes: Partial<OpenAIWebhook> = {}, ageMs = 4_000, at = SIGNED_AT): Promise<void> {
  const webhook = { headers, rawBody, secret, ...changes };
  return verifyOpenAIWebhook(withClock(webhook, new FakeClock(at * 1_000 + ageMs)));
}

async function reason(work: Promise<void>): Promise<string> {
  return (await rejection(work, SignatureError)).reason;
}

describe("verifyOpenAIWebhook", () => {
  it("takes the known vectors", async () => {
    expect(await verify()).toBeUndefined();
    const accented = rawBody.replace("evt_0001", "evt_é");
    const other = signed("v1,noIUN86mYzlm8wbt69zzmV3vHAmCdiXonKgwo9iXkJo=");
    expect(await verify({ rawBody: accented, ...other })).toBeUndefined();
    expect(await verify({ rawBody: new TextEncoder().encode(accented), ...other })).toBeUndefined();
    const vendors = {
      secret: "whsec_RdvaYFYUXuIFuEbvZHwMfYFhUf7aMYjYcmM24+Aj40c=",
      rawBody:
        '{"id": "evt_685c059ae3a481909bdc86819b066fb6", "object": "event", "created_at": 1750861210, "type": "response.completed", "data": {"id": "resp_123"}}',
      headers: {
        "webhook-id": "wh_685c059ae39c8190af8c71ed1022a24d",
        "webhook-timestamp": "1750861210",
        "webhook-signature": "v1,gUAg4R2hWouRZqRQG4uJypNS8YK885G838+EHb4nKBY=",
      },
    };
    expect(await verify(vendors, 0, 1_750_861_210)).toBeUndefined();
  });

  it("takes headers as Headers, in any case, and as arrays", async () => {
    expect(await verify({ headers: new Headers(headers) })).toBeUndefined();
    const entries = Object.entries(headers);
    const loud = Object.fromEntries(entries.map(([name, value]) => [name.toUpperCase(), value]));
    expect(await verify({ headers: loud })).toBeUndefined();
    const arrays = Object.fromEntries(entries.map(([name, value]) => [name, [value]]));
    expect(await verify({ headers: arrays })).toBeUndefined();
  });

  it("takes one good signature among several, of whatever version", async () => {
    expect(await verify(signed(`v1,AAAA ${signature}`))).toBeUndefined();
    expect(await verify(signed(`v1a,AAAA v2,xyz ${signature}`))).toBeUndefined();
    const twice = { ...headers, "webhook-signature": ["v1,AAAA", signature, "v1,%%%"] };
    expect(await verify({ headers: twice })).toBeUndefined();
  });

  it("takes a secret without a prefix as the key itself", async () => {
    const own = createHmac("sha256", "gehöim").update(`wh_0001.${SIGNED_AT}.${rawBody}`).digest("base64");
    expect(await verify({ secret: "gehöim", ...signed(`v1,${own}`) })).toBeUndefined();
  });

  it.each(Object.keys(headers))("without %s: missing-header", async (name) => {
    const { [name as keyof typeof headers]: _, ...rest } = headers;
    expect(await reason(verify({ headers: rest }))).toBe("missing-header");
    expect(await reason(verify({ headers: { ...rest, [name]: [] } }))).toBe("missing-header");
  });

  it.each([signature.replace("v1", "v2"), signature.replace("v1", "xv1"), signature.slice(3)])(
    "without a signature of version 1: algorithm (%s)",
    async (value) => {
      expect(await reason(verify(signed(value)))).toBe("algorithm");
    },
  );

  it("too old, too far ahead, or not timed at all: stale", async () => {
    expect(await verify({}, 300_000)).toBeUndefined();
    expect(await reason(verify({}, 300_001))).toBe("stale");
    expect(await verify({}, -300_000)).toBeUndefined();
    expect(await reason(verify({}, -300_001))).toBe("stale");
    expect(await reason(verify({ toleranceMs: 1_000 }))).toBe("stale");
    const untimed = { ...headers, "webhook-timestamp": "now" };
    expect(await reason(verify({ headers: untimed, toleranceMs: Infinity }))).toBe("stale");
  });

  it.each<[string, Partial<OpenAIWebhook>]>([
    ["another body", { rawBody: rawBody.replace("0001", "0002") }],
    ["the same JSON, written again", { rawBody: JSON.stringify(JSON.parse(rawBody), null, 1) }],
    ["another secret", { secret: "whsec_YmF0Y2g=" }],
    ["the secret without its prefix", { secret: secret.slice(6) }],
    ["another id", { headers: { ...headers, "webhook-id": "wh_0002" } }],
    ["another time", { headers: { ...headers, "webhook-timestamp": String(SIGNED_AT + 1) } }],
    ["a signature that is no Base64", signed("v1,%%%")],
    [
      "a signature with the parts in another order",
      signed(`v1,${createHmac("sha256", key).update(`${rawBody}.wh_0001.${SIGNED_AT}`).digest("base64")}`),
    ],
  ])("%s: mismatch", async (_, changes) => {
    expect(await reason(verify(changes))).toBe("mismatch");
  });

  it.each<[string, object]>([
    ["an empty secret", { secret: "" }],
    ["no secret", { secret: undefined }],
    ["a secret with nothing behind its prefix", { secret: "whsec_" }],
    ["a secret that is no Base64", { secret: "whsec_%%%" }],
    ["a parsed body", { rawBody: JSON.parse(rawBody) as object }],
    ["no body", { rawBody: undefined }],
    ["no headers", { headers: undefined }],
    ["a tolerance that is no number", { toleranceMs: NaN }],
  ])("with %s nothing is verified: ConfigError", async (_, changes) => {
    await rejection(verify(changes as Partial<OpenAIWebhook>), ConfigError);
  });
});

describe("parseOpenAIWebhook", () => {
  it.each(["completed", "failed", "expired", "cancelled"])("reads batch.%s", (what) => {
    const raw = { id: "evt_1", created_at: SIGNED_AT, type: `batch.${what}`, data: { id: "batch_1" } };
    const event = parseOpenAIWebhook(JSON.stringify(raw));
    expect(event).toEqual({ ...raw, raw });
    if (event.type === "unknown") throw new Error("not narrowed");
    expect(event.data.id).toBe("batch_1");
  });

  it.each([
    { type: "response.completed", data: { id: "resp_1" } },
    { type: "batch.reborn", data: { id: "batch_1" } },
    { type: "batch.completed", data: null },
    { type: "batch.completed" },
    [],
    null,
    7,
  ])("takes %j for an event of an unknown type", (raw) => {
    expect(parseOpenAIWebhook(JSON.stringify(raw))).toEqual({ type: "unknown", raw });
  });

  it.each(["", "{", "<html>"])("throws ResponseParseError for %j", (text) => {
    expect(() => parseOpenAIWebhook(text)).toThrow(ResponseParseError);
  });
});

it("openAIWebhookHandler delivers what is signed and refuses the rest", async () => {
  const types: string[] = [];
  const onEvent = ({ type }: { readonly type: string }): void => void types.push(type);
  const handler = openAIWebhookHandler(withClock({ secret, onEvent }, new FakeClock(SIGNED_AT * 1_000)));
  expect(await posted(handler, rawBody, headers)).toBe(200);
  expect(await posted(handler, rawBody.replace("0001", "0002"), headers)).toBe(401);
  expect(types).toEqual(["batch.completed"]);
  expect(() => openAIWebhookHandler({ secret: "", onEvent })).toThrow(ConfigError);
});
