import { describe, expect, it } from "vitest";
import { ConfigError, ResponseParseError } from "../../src/index.js";
import {
  parseRingCentralEvent,
  ringCentralValidation,
  ringCentralWebhookHandler,
} from "../../src/ringcentral/index.js";
import { answerTo, posted } from "../support/posted.js";

const envelope = { uuid: "u-1", timestamp: "2026-11-21T12:00:00Z", subscriptionId: "s-1", ownerId: "1" };
const a2p = "/restapi/v1.0/account/400000001/a2p-sms";

describe("parseRingCentralEvent", () => {
  it.each([
    [`${a2p}/batches`, "batch"],
    [`${a2p}/batches?from=+16505550100`, "batch"],
    [`${a2p}/batches/9a1f6c0e`, "batch"],
    [`${a2p}/messages?direction=Inbound&to=+16505550100`, "message"],
    [`${a2p}/opt-outs?from=+16505550100`, "opt-out"],
    ["/restapi/v2/accounts/400000001/sms/consents", "consent"],
    [`${a2p}/something-new`, "unknown"],
    [`${a2p}/messages-of-tomorrow`, "unknown"],
    ["", "unknown"],
  ])("reads the kind from the event %s: %s", (event, type) => {
    const raw = { ...envelope, event, body: { id: "1" } };
    const parsed = parseRingCentralEvent(JSON.stringify(raw));
    expect(parsed).toEqual(type === "unknown" ? { type, raw } : { ...raw, type, raw });
  });

  it("keeps ids exact", () => {
    const raw = `{"uuid":"u","event":"${a2p}/messages","ownerId":9007199254740993,"body":{"id":9007199254740995}}`;
    expect(parseRingCentralEvent(new TextEncoder().encode(raw))).toMatchObject({
      type: "message",
      ownerId: "9007199254740993",
      body: { id: "9007199254740995" },
    });
  });

  it("calls unknown what has no body, and any other JSON", () => {
    for (const raw of [{ event: `${a2p}/batches` }, { event: `${a2p}/batches`, body: null }, null, 7, []]) {
      expect(parseRingCentralEvent(JSON.stringify(raw))).toEqual({ type: "unknown", raw });
    }
  });

  it("throws ResponseParseError for what is no JSON", () => {
    for (const text of ["", "<html>", '{"uuid":']) {
      expect(() => parseRingCentralEvent(text)).toThrow(ResponseParseError);
    }
  });
});

describe("ringCentralValidation", () => {
  const request = (headers: Record<string, string>, body?: string): Request =>
    new Request("https://app.test/hook", {
      method: "POST",
      headers,
      ...(body === undefined ? {} : { body }),
    });

  it("answers the address check with the same header", async () => {
    const answer = ringCentralValidation(request({ "Validation-Token": "v-1" }))!;
    expect(answer.status).toBe(200);
    expect(answer.headers.get("validation-token")).toBe("v-1");
    expect(await answer.text()).toBe("");
    const empty = request({ "Validation-Token": "v-1", "content-length": "0" }, "");
    expect(ringCentralValidation(empty)?.status).toBe(200);
  });

  it("answers the address check whose body is a stream that turns out empty", () => {
    const streamed = (headers: Record<string, string>): Request => {
      const body = new ReadableStream({ start: (controller) => controller.close() });
      return new Request("https://app.test/hook", {
        method: "POST",
        headers,
        body,
        duplex: "half",
      } as RequestInit);
    };
    expect(ringCentralValidation(streamed({ "Validation-Token": "v-1" }))?.status).toBe(200);
    const event = { "Validation-Token": "v-1", "content-type": "application/json" };
    expect(ringCentralValidation(streamed(event))).toBeUndefined();
    expect(
      ringCentralValidation(streamed({ "Validation-Token": "v-1", "content-length": "2" })),
    ).toBeUndefined();
    expect(
      ringCentralValidation(streamed({ "Validation-Token": "v-1", "transfer-encoding": "chunked" })),
    ).toBeUndefined();
  });

  it("reads headers as Node has them, too", () => {
    const headers = { "Validation-Token": ["v-1"], "content-length": "0" };
    expect(ringCentralValidation({ headers })?.headers.get("validation-token")).toBe("v-1");
    expect(ringCentralValidation({ headers: { "validation-token": "v-1" } })?.status).toBe(200);
    expect(ringCentralValidation({ headers: { ...headers, "content-length": "2" } })).toBeUndefined();
    expect(ringCentralValidation({ headers: {} }, "")).toBeUndefined();
  });

  it("goes by the body where it was read already", () => {
    const typed = { "Validation-Token": "v-1", "content-type": "application/json" };
    for (const empty of ["", new Uint8Array()])
      expect(ringCentralValidation(request(typed, ""), empty)?.status).toBe(200);
    expect(ringCentralValidation(request(typed), "{}")).toBeUndefined();
    expect(ringCentralValidation(request({}), "")).toBeUndefined();
  });

  it("leaves events alone, also those that carry the same header", () => {
    expect(ringCentralValidation(request({}))).toBeUndefined();
    expect(ringCentralValidation(request({}, "{}"))).toBeUndefined();
    expect(ringCentralValidation(request({ "Validation-Token": "v-1" }, "{}"))).toBeUndefined();
  });
});

describe("ringCentralWebhookHandler", () => {
  const event = JSON.stringify({ ...envelope, event: `${a2p}/batches`, body: { id: "1" } });

  function setUp(verificationToken?: string) {
    const types: string[] = [];
    const errors: unknown[] = [];
    const handler = ringCentralWebhookHandler({
      onEvent: ({ type }) => void types.push(type),
      onError: (error) => void errors.push(error),
      verificationToken,
    });
    return { handler, types, errors };
  }

  it("answers the check of the address by itself, whatever the token", async () => {
    for (const secret of [undefined, "s-1"]) {
      const { handler, types } = setUp(secret);
      const answer = await answerTo(handler, undefined, { "Validation-Token": "v-1" });
      expect([answer.status, answer.headers.get("validation-token")]).toEqual([200, "v-1"]);
      expect(types).toEqual([]);
    }
  });

  it.each(["Validation-Token", "Verification-Token"])("takes events with the token in %s", async (name) => {
    const { handler, types } = setUp("s-1");
    expect(await posted(handler, event, { [name]: "s-1" })).toBe(200);
    expect(types).toEqual(["batch"]);
  });

  it.each([
    [{}, "missing-header"],
    [{ "Validation-Token": "s-2" }, "mismatch"],
    [{ "Verification-Token": "s-11" }, "mismatch"],
    [{ "Verification-Token": "s" }, "mismatch"],
  ])("refuses events with %j", async (headers, reason) => {
    const { handler, types, errors } = setUp("s-1");
    expect(await posted(handler, event, headers)).toBe(401);
    expect(types).toEqual([]);
    expect(errors).toMatchObject([{ name: "SignatureError", reason }]);
  });

  it("takes any event where there is no token, and refuses an empty one", async () => {
    const { handler, types } = setUp();
    expect(await posted(handler, event)).toBe(200);
    expect(types).toEqual(["batch"]);
    expect(() => setUp("")).toThrow(ConfigError);
  });
});
