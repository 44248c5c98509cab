import { describe, expect, it } from "vitest";
import { ResponseParseError } from "../../src/index.js";
import { parseRingCentralEvent, ringCentralValidation } from "../../src/ringcentral/index.js";

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

  it("leaves events alone, also those that carry the same header", () => {
    expect(ringCentralValidation(request({}))).toBeUndefined();
    expect(ringCentralValidation(request({}, "{}"))).toBeUndefined();
    expect(ringCentralValidation(request({ "Validation-Token": "v-1" }, "{}"))).toBeUndefined();
  });
});
