import { describe, expect, it } from "vitest";
import { AnthropicClient, type BatchRequest } from "../../../src/anthropic/index.js";
import { ValidationError } from "../../../src/core/base/errors/index.js";
import { Ip1Client } from "../../../src/ip1/index.js";
import { RingCentralClient } from "../../../src/ringcentral/index.js";
import { SinchClient } from "../../../src/sinch/index.js";
import { rejection } from "../../support/rejection.js";
import { forever, json, scriptedFetch } from "../../support/scripted-fetch.js";

function setUp() {
  const fetch = scriptedFetch(forever(json({ id: "b1", access_token: "t", expires_in: 3600 })));
  return {
    fetch,
    anthropic: new AnthropicClient({ apiKey: "sk-ant-0123456789", fetch }),
    ringcentral: new RingCentralClient({ clientId: "c", clientSecret: "secret-01", jwt: "j", fetch }),
    ip1: new Ip1Client({ apiKey: "ip1-key-0123456789", fetch }),
    sinch: new SinchClient({ servicePlanId: "plan", apiToken: "token-0123456789", fetch }),
    sentBytes: () => fetch.calls.reduce((sum, { body }) => sum + Buffer.byteLength(body ?? ""), 0),
  };
}

const requests = Array.from({ length: 7 }, (_, index): BatchRequest => ({
  custom_id: `r${index}`,
  params: { model: "m", max_tokens: 1, messages: [{ role: "user", content: "é".repeat(index * 10) }] },
}));
const to = ["+46701740601", "+46701740602", "+46701740603"];
const numbers = to.map((number) => number.slice(1));

describe("estimate", () => {
  it.each([
    ["by items", { maxItemsPerBatch: 3 }, 3],
    ["by bytes", { maxBytesPerBatch: 600 }, undefined],
    ["in one part", {}, 1],
  ])("says the parts and bytes that submit then sends: %s", async (_, options, parts) => {
    const { fetch, anthropic, sentBytes } = setUp();
    const estimated = await anthropic.batches.estimate(requests, options);
    expect(fetch.calls).toEqual([]);
    const submitted = await anthropic.batches.submit(requests, options).collect();
    expect(estimated).toEqual({ parts: submitted.length, items: 7, bytes: sentBytes(), notes: [] });
    if (parts !== undefined) expect(estimated.parts).toBe(parts);
    expect(await anthropic.batches.estimate(requests.values(), options)).toEqual(estimated);
  });

  it("counts the bytes of SMS bodies, with the label that each part gets", async () => {
    const { ip1, sinch, sentBytes } = setUp();
    const options = { maxItemsPerBatch: 2 };
    const text = { sender: "Library", body: "Hi", recipients: numbers };
    const one = await ip1.batches.estimate(text, options);
    await ip1.batches.submit(text, options).collect();
    expect(one).toMatchObject({ parts: 2, items: 3, recipients: 3, segments: 3, bytes: sentBytes() });
    const before = sentBytes();
    const two = await sinch.batches.estimate({ to, body: "Hi" }, options);
    await sinch.batches.submit({ to, body: "Hi" }, options).collect();
    expect(two).toMatchObject({
      parts: 2,
      items: 3,
      recipients: 3,
      segments: 3,
      bytes: sentBytes() - before,
    });
  });

  it("is nothing for no input", async () => {
    const { anthropic } = setUp();
    expect(await anthropic.batches.estimate([])).toEqual({ parts: 0, items: 0, bytes: 0, notes: [] });
  });

  it("checks the input as submit does", async () => {
    const { anthropic } = setUp();
    const twice = [requests[0], requests[0]] as BatchRequest[];
    expect(await rejection(anthropic.batches.estimate(twice))).toBeInstanceOf(ValidationError);
    expect(await rejection(anthropic.batches.estimate(twice.values()))).toBeInstanceOf(ValidationError);
  });
});

describe("segments", () => {
  it("are those of each RingCentral message, its own text or that of the batch", async () => {
    const { ringcentral } = setUp();
    const messages = [{ to: [to[0] as string] }, { to: [to[1] as string], text: "ż".repeat(71) }];
    const input = { from: "+15550100123", text: "Hi", messages };
    const { recipients, segments, notes } = await ringcentral.batches.estimate(input);
    expect({ recipients, segments }).toEqual({ recipients: 2, segments: 3 });
    expect(notes).toContain("A message has 1 to 2 segments, by its text.");
    expect(notes).toContain("Messages in UCS-2: 1, because of ż");
  });

  it("are those of the text that each recipient of an iP.1 template gets", async () => {
    const { ip1 } = setUp();
    const recipients: Record<string, Record<string, string>> = {
      [numbers[0] as string]: { name: "x".repeat(160) },
      [numbers[1] as string]: {},
      default: { day: "Monday" },
    };
    const input = { sender: "Library", body: "Hi {name} {day}", recipients };
    expect(await ip1.batches.estimate(input)).toMatchObject({ recipients: 2, segments: 3 });
  });

  it("are those of the text that each recipient of a Sinch template gets; a group is only noted", async () => {
    const { sinch } = setUp();
    const parameters = { name: { "46701740601": "x".repeat(160), default: "you" } };
    const input = { to: [...to, "01GROUP"], body: "Hi ${name}", parameters };
    const { items, recipients, segments, notes } = await sinch.batches.estimate(input);
    expect({ items, recipients, segments }).toEqual({ items: 4, recipients: 3, segments: 4 });
    expect(notes).toContain("Groups: 1; their members are not known here, and not counted.");
    const none = { name: { "46701740601": undefined as never, default: "x".repeat(160) } };
    expect((await sinch.batches.estimate({ ...input, parameters: none })).segments).toBe(6);
    const short = await sinch.batches.estimate({ ...input, truncate_concat: true });
    expect(short.segments).toBe(3);
  });
});
