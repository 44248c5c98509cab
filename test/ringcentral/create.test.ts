import { describe, expect, it } from "vitest";
import {
  HttpError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitError,
  ResponseParseError,
  UnknownOutcomeError,
  ValidationError,
} from "../../src/index.js";
import { rejection } from "../support/rejection.js";
import { fetchFailed, status, type Step } from "../support/scripted-fetch.js";
import { a2pError, batch, routed, token, TOKEN, twoMessages } from "./support.js";

const world = (step: Step | object, options = {}): ReturnType<typeof routed> =>
  routed((_, path) => (path === TOKEN ? token(1) : step), options);

describe("local checks of a batch", () => {
  const issuesOf = async (body: unknown): Promise<string[]> => {
    const { client, calls } = world(batch());
    const error = await rejection(client.batches.create(body as typeof twoMessages), ValidationError);
    expect(calls).toHaveLength(0);
    return error.issues.map(({ path }) => path);
  };
  const to = ["+15550100101"];

  it("want a sender in E.164", async () => {
    for (const from of [undefined, "", "sender", "+0123456", "+1 650 555 0100", "+1234567890123456"]) {
      expect(await issuesOf({ from, text: "Hi", messages: [{ to }] })).toEqual(["from"]);
    }
  });

  it("want a text for every message, its own or the batch's", async () => {
    expect(await issuesOf({ from: "+16505550100", messages: [{ to, text: "Hi" }, { to }] })).toEqual([
      "messages.1.text",
    ]);
    expect(await issuesOf({ from: "+16505550100", text: "Hi", messages: [{ to, text: "" }] })).toEqual([
      "messages.0.text",
    ]);
  });

  it("allow 1000 characters, an emoji being one", async () => {
    const { client } = world(batch());
    const send = (text: string): Promise<unknown> =>
      client.batches.create({ from: "+16505550100", messages: [{ to, text }] });
    await send("😀".repeat(1_000));
    await send("x".repeat(1_000));
    expect(await issuesOf({ from: "+16505550100", messages: [{ to, text: "x".repeat(1_001) }] })).toEqual([
      "messages.0.text",
    ]);
    const text = "😀".repeat(1_001);
    expect(await issuesOf({ from: "+16505550100", text, messages: [{ to }] })).toEqual(["text"]);
  });

  it("want exactly one recipient in E.164, with the plus sign or without", async () => {
    for (const wrong of [undefined, [], "+15550100101", ["+15550100101", "+15550100102"]]) {
      expect(await issuesOf({ from: "+16505550100", text: "Hi", messages: [{ to: wrong }] })).toEqual([
        "messages.0.to",
      ]);
    }
    expect(await issuesOf({ from: "+16505550100", text: "Hi", messages: [{ to: ["call me"] }] })).toEqual([
      "messages.0.to.0",
    ]);
    const { client } = world(batch());
    await client.batches.create({ from: "16505550100", text: "Hi", messages: [{ to: ["15550100101"] }] });
  });

  it("name the place of a fault by index, and want an array", async () => {
    const { client } = world(batch());
    const body = { from: "+16505550100", text: "Hi", messages: [{ to }, { to: [] }] };
    const error = await rejection(client.batches.create(body), ValidationError);
    expect(error.issues[0]).toMatchObject({ path: "messages.1.to", index: 1 });
    expect(error.message).not.toContain("5550100");
    expect(await issuesOf({ from: "+16505550100", text: "Hi" })).toEqual(["messages"]);
    expect(await issuesOf(undefined)).toEqual(["from", "messages"]);
    expect(await issuesOf({ from: "+16505550100", text: "Hi", messages: [null] })).toEqual(["messages.0"]);
  });

  it("can be turned off: the server judges then", async () => {
    const { client, calls } = world(status(400, {}, JSON.stringify(a2pError("CMN-101"))), {
      localChecks: false,
    });
    const error = await rejection(client.batches.create({ from: "x", messages: [] }), HttpError);
    expect(error.errorCode).toBe("CMN-101");
    expect(calls.at(-1)?.body).toBe('{"from":"x","messages":[]}');
  });

  it("refuse a body of more than 50 MB", async () => {
    const { client, calls } = world(batch());
    const message = { to, text: "x".repeat(1_000) };
    const body = { from: "+16505550100", messages: Array.from({ length: 49_000 }, () => message) };
    const error = await rejection(client.batches.create(body), ValidationError);
    expect(error.issues[0]?.message).toContain("50000000");
    expect(calls).toHaveLength(0);
  });
});

describe("a batch whose answer is lost", () => {
  it.each([
    ["a 5xx", status(500, {}, JSON.stringify(a2pError("CMN-203")))],
    ["a 503", status(503, { "retry-after": "1" })],
    ["a reset", () => Promise.reject(fetchFailed(Object.assign(new Error("x"), { code: "ECONNRESET" })))],
  ])("is sent once, and UnknownOutcomeError says what to look for (%s)", async (_, step) => {
    const { client, calls, clock } = world(step);
    const error = await rejection(client.batches.create(twoMessages), UnknownOutcomeError);
    expect(error).toMatchObject({ operation: "createA2PSMS", startedAt: clock.now() });
    const digest = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;
    expect(error.correlation).toEqual({ size: 2, from: digest, recipients: digest, texts: digest });
    expect(JSON.stringify(error)).not.toMatch(/5550100|Hello/);
    expect(calls).toHaveLength(2);
  });

  it("is sent again only under the caller's own signature", async () => {
    let failures = 1;
    const { client, calls } = routed((_, path) =>
      path === TOKEN ? token(1) : failures-- > 0 ? status(500) : batch(),
    );
    await client.batches.create(twoMessages, { retryUnknown: "may-send-twice" });
    expect(calls).toHaveLength(3);
  });

  it("is ResponseParseError with accepted: true for a 2xx that cannot be read, or that lacks the id", async () => {
    const texts = ['{"id":', "{}", "null", ""];
    for (const step of [...texts.map((text) => status(201, {}, text)), status(204)]) {
      const { client, calls } = world(step);
      const error = await rejection(client.batches.create(twoMessages), ResponseParseError);
      expect(error).toMatchObject({ accepted: true, correlation: { size: 2 } });
      expect(calls).toHaveLength(2);
    }
  });
});

describe("a 429 to a create", () => {
  const says = (code: string): Step =>
    status(429, { "retry-after": "0" }, JSON.stringify({ errorCode: code, message: "x" }));

  it("is an unknown outcome where an identical request is running: that one may be ours", async () => {
    const { client, calls } = world(says("CMN-304"));
    const error = await rejection(client.batches.create(twoMessages), UnknownOutcomeError);
    expect(error).toMatchObject({ correlation: { size: 2 }, cause: { status: 429, errorCode: "CMN-304" } });
    expect(calls).toHaveLength(2);
  });

  it("is final where the account has no plan for it", async () => {
    const { client, calls } = world(says("CMN-303"));
    await rejection(client.batches.create(twoMessages), RateLimitError);
    expect(calls).toHaveLength(2);
  });
});

describe("error answers", () => {
  const cases: [string, object | string, string | undefined][] = [
    ["a code at the top", { errorCode: "CMN-301", message: "no" }, "CMN-301"],
    [
      "both, of which the list says more",
      { errorCode: "CMN-101", errors: [{ errorCode: "CMN-106" }] },
      "CMN-106",
    ],
    ["a list alone", { errors: [{ errorCode: "CMN-102", parameterName: "x" }] }, "CMN-102"],
    ["OAuth's", { error: "invalid_client", errors: [{ errorCode: "OAU-153" }] }, "OAU-153"],
    ["OAuth's without a list", { error: "invalid_grant" }, "invalid_grant"],
    ["an empty list", { errors: [] }, undefined],
    ["HTML of a gateway", "<html>502</html>", undefined],
    ["nothing", "", undefined],
    ["null", "null", undefined],
  ];
  it.each(cases)("are read in each shape: %s", async (_, body, errorCode) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const { client } = world(status(400, { RCRequestId: "rc-1" }, text));
    const error = await rejection(client.batches.get("a"), HttpError);
    expect(error).toMatchObject({ status: 400, requestId: "rc-1", bodyText: text });
    expect(error.errorCode).toBe(errorCode);
  });

  it("have their classes", async () => {
    await rejection(world(status(403)).client.batches.get("a"), PermissionError);
    await rejection(world(status(413)).client.batches.create(twoMessages), PayloadTooLargeError);
  });
});
