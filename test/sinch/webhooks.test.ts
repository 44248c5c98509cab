import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { withClock } from "../../src/core/base/clock.js";
import { ConfigError, ResponseParseError, SignatureError } from "../../src/core/base/errors/index.js";
import {
  parseSinchWebhook,
  type SinchWebhook,
  sinchWebhookHandler,
  verifySinchWebhook,
} from "../../src/sinch/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { posted } from "../support/posted.js";
import { rejection } from "../support/rejection.js";

const SIGNED_AT = 1_760_000_000;
const body =
  '{"type":"delivery_report_sms","batch_id":"01TESTBATCH","total_message_count":1,"statuses":[{"code":0,"status":"Delivered","count":1}]}';
const headers = {
  "x-sinch-webhook-signature": "+tQT1HsgiCnLKwKlzq6WoxFFR9ViNJkT0GSfmhtT0gY=",
  "x-sinch-webhook-signature-nonce": "01NONCE",
  "x-sinch-webhook-signature-timestamp": String(SIGNED_AT),
  "x-sinch-webhook-signature-algorithm": "HmacSHA256",
};

/** As verified some seconds after it was signed. */
function verify(changes: Partial<SinchWebhook> = {}, ageMs = 4_000): Promise<void> {
  const webhook = { headers, rawBody: body, secret: "topsecret", ...changes };
  return verifySinchWebhook(withClock(webhook, new FakeClock(SIGNED_AT * 1_000 + ageMs)));
}

async function reason(work: Promise<void>): Promise<string> {
  return (await rejection(work, SignatureError)).reason;
}

test("the known vector verifies, from text and from bytes", async () => {
  expect(await verify()).toBeUndefined();
  expect(await verify({ rawBody: new TextEncoder().encode(body) })).toBeUndefined();
  expect(await verify({ rawBody: Buffer.from(`..${body}`).subarray(2) })).toBeUndefined();
});

test("headers come as Headers or as an object in any case", async () => {
  expect(await verify({ headers: new Headers(headers) })).toBeUndefined();
  const loud = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
  );
  expect(
    await verify({ headers: { ...loud, "x-other": ["a", "b"], "x-absent": undefined } }),
  ).toBeUndefined();
});

test("headers come as arrays, as Node gives them when asked for distinct ones", async () => {
  const arrays = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  expect(await verify({ headers: arrays })).toBeUndefined();
  const name = "x-sinch-webhook-signature";
  expect(await reason(verify({ headers: { ...arrays, [name]: [] } }))).toBe("missing-header");
  expect(await reason(verify({ headers: { ...arrays, [name]: ["AAAA", headers[name]] } }))).toBe("mismatch");
});

test.each([JSON.parse(body), undefined, null, 7, [1, 2]])(
  "a body that a parser has read cannot be verified, and the error says so: %j",
  async (rawBody) => {
    const error = await rejection(verify({ rawBody }), ConfigError);
    expect(error).toMatchObject({ provider: "sinch", message: expect.stringContaining("rawBody") });
    expect(() => parseSinchWebhook(rawBody)).toThrow(ConfigError);
  },
);

test.each([undefined, null, "x"])("headers that are %j are a ConfigError", async (none) => {
  await rejection(verify({ headers: none as never }), ConfigError);
});

test("sinchWebhookHandler delivers what is signed, refuses the rest, and delivers all where nothing is signed", async () => {
  const types: string[] = [];
  const onEvent = ({ type }: { readonly type: string }): void => void types.push(type);
  const clock = new FakeClock(SIGNED_AT * 1_000);
  const post = (secret: string | false, text: string, toleranceMs?: number): Promise<number> =>
    posted(sinchWebhookHandler(withClock({ secret, onEvent, toleranceMs }, clock)), text, headers);
  expect(await post("topsecret", body)).toBe(200);
  expect(await post("topsecret", body.replace("01TEST", "02TEST"))).toBe(401);
  expect(await post("topsecret", body, -0)).toBe(200);
  clock.pass(2_000);
  expect(await post("topsecret", body, 1_000)).toBe(401);
  expect(await post(false, '{"type":"rcs_report"}')).toBe(200);
  expect(types).toEqual(["delivery_report_sms", "delivery_report_sms", "unknown"]);
  expect(() => sinchWebhookHandler({ secret: "", onEvent })).toThrow(ConfigError);
  expect(() => sinchWebhookHandler({ onEvent } as never)).toThrow(ConfigError);
  expect(() => sinchWebhookHandler({ secret: "s", onEvent, toleranceMs: NaN })).toThrow(ConfigError);
});

test.each(Object.keys(headers))("an event without %s is refused: missing-header", async (name) => {
  const { [name as keyof typeof headers]: _, ...rest } = headers;
  expect(await reason(verify({ headers: rest }))).toBe("missing-header");
});

test("another algorithm", async () => {
  const other = { ...headers, "x-sinch-webhook-signature-algorithm": "HmacSHA1" };
  expect(await reason(verify({ headers: other }))).toBe("algorithm");
  const same = { ...headers, "x-sinch-webhook-signature-algorithm": "HMACSHA256" };
  expect(await verify({ headers: same })).toBeUndefined();
});

test("too old, too far ahead, or not timed at all: stale", async () => {
  expect(await verify({}, 300_000)).toBeUndefined();
  expect(await reason(verify({}, 300_001))).toBe("stale");
  expect(await verify({}, -300_000)).toBeUndefined();
  expect(await reason(verify({}, -300_001))).toBe("stale");
  expect(await reason(verify({ toleranceMs: 1_000 }))).toBe("stale");
  expect(await verify({ toleranceMs: Infinity }, 1e12)).toBeUndefined();
  for (const time of ["now", `${SIGNED_AT}.0`, `+${SIGNED_AT}`, "1e9", "0x65"]) {
    const untimed = { ...headers, "x-sinch-webhook-signature-timestamp": time };
    expect(await reason(verify({ headers: untimed, toleranceMs: Infinity }))).toBe("stale");
  }
});

test.each<[string, Partial<SinchWebhook>]>([
  ["another body", { rawBody: body.replace("01TESTBATCH", "01TESTBATCI") }],
  ["the same JSON, written again", { rawBody: JSON.stringify(JSON.parse(body), null, 1) }],
  ["another secret", { secret: "topsecreT" }],
  ["another nonce", { headers: { ...headers, "x-sinch-webhook-signature-nonce": "01NONCF" } }],
  ["another time", { headers: { ...headers, "x-sinch-webhook-signature-timestamp": String(SIGNED_AT + 1) } }],
  ["half a signature", { headers: { ...headers, "x-sinch-webhook-signature": "+tQT1HsgiCnLKwKlzq6Wow==" } }],
  ["a signature that is no Base64", { headers: { ...headers, "x-sinch-webhook-signature": "%%%" } }],
])("%s: mismatch", async (_, changes) => {
  expect(await reason(verify(changes))).toBe("mismatch");
});

test("an empty secret would verify what anybody can sign", async () => {
  await rejection(verify({ secret: "" }), ConfigError);
  await rejection(verify({ toleranceMs: NaN }), ConfigError);
});

test("bodies beyond ASCII are signed as UTF-8, secrets too", async () => {
  const rawBody = '{"body":"Grüße 🎉"}';
  const signature = createHmac("sha256", "gehöim").update(`${rawBody}.n.${SIGNED_AT}`).digest("base64");
  const own = { ...headers, "x-sinch-webhook-signature": signature, "x-sinch-webhook-signature-nonce": "n" };
  expect(await verify({ rawBody, secret: "gehöim", headers: own })).toBeUndefined();
});

const { webhooks } = parse(readFileSync("specs/sinch.yaml", "utf8"), { merge: true });

test.each(Object.keys(webhooks))("parses %s", (type) => {
  const { examples } = webhooks[type].post.requestBody.content["application/json"];
  for (const { value } of Object.values<{ value: object }>(examples)) {
    const event = parseSinchWebhook(JSON.stringify(value));
    expect(event).toEqual({ ...value, raw: value });
    expect(event.type).toBe(type);
  }
});

test("seven types are known", () => expect(Object.keys(webhooks)).toHaveLength(7));

test("the type narrows", () => {
  const event = parseSinchWebhook(new TextEncoder().encode(body));
  if (event.type !== "delivery_report_sms") throw new Error("not narrowed");
  expect(event.statuses[0]!.count).toBe(1);
});

test.each(['{"type":"rcs_report","id":"x"}', "{}", "[]", "null", "7", '"mo_text"'])(
  "%s is data of unknown type",
  (text) => {
    expect(parseSinchWebhook(text)).toEqual({ type: "unknown", raw: JSON.parse(text) });
  },
);

test.each(["", "{", "+447700900123 says no"])("%j is no event", (text) => {
  let error: unknown;
  try {
    parseSinchWebhook(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ResponseParseError);
  expect(error).toMatchObject({ provider: "sinch", accepted: false });
  expect(JSON.stringify(error)).not.toContain("7700900123");
});

test("bytes that are no UTF-8 are no event", () => {
  expect(() => parseSinchWebhook(new Uint8Array([0x22, 0xff, 0x22]))).toThrow(ResponseParseError);
});
