/** What every client tells of an answer that is no 2xx: the provider's own sentence, and what a base URL is to blame for. */
import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { HttpError, NotFoundError } from "../../src/core/base/errors/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { batchOperations } from "./matrix/spec.js";
import { subjects } from "./matrix/subjects.js";

const LOGIN = /\/oauth2?\/token$/;

interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly baseUrl?: string;
  /** Whether the logins are answered likewise. Default: they succeed. */
  readonly isLoginRefused?: boolean;
}

/** What the read of one batch ends with that is answered like this. */
async function refused(
  name: string,
  { status, body, baseUrl = "http://gateway.test", isLoginRefused = false }: Told,
): Promise<HttpError> {
  const subject = subjects.find((each) => each.name === name);
  if (subject === undefined) throw new Error(`no client is named ${name}`);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetch: typeof globalThis.fetch = async (url) =>
    LOGIN.test(url as string) && !isLoginRefused
      ? Response.json({ access_token: "token-0123456789", token_type: "bearer", expires_in: 3_600 })
      : new Response(text, { status });
  const calls = subject.build(withClock({ baseUrl, fetch, retry: false as const }, new FakeClock()));
  const read = calls[batchOperations(subject.spec).read.id];
  return rejection(read?.(undefined as never, {}) ?? Promise.resolve(), HttpError);
}

const SENTENCE = "There is something wrong with +46 70 000 00 01.";

describe("the provider's own sentence", () => {
  it.each([
    ["anthropic", { type: "error", error: { type: "invalid_request_error", message: SENTENCE } }],
    ["openai", { error: { message: SENTENCE, type: "invalid_request_error", param: null, code: null } }],
    ["openai", { error: SENTENCE }],
    ["openai", { object: "error", message: SENTENCE }],
    ["openai", { detail: SENTENCE }],
  ])("is the reason of an error of %s, and ends its message: %j", async (name, body) => {
    const error = await refused(name, { status: 400, body });
    expect(error.reason).toBe(SENTENCE);
    expect(error.message.endsWith(`: ${SENTENCE}`)).toBe(true);
    expect(error.toJSON()).toMatchObject({ reason: SENTENCE });
  });

  it.each([
    ["ringcentral", { errorCode: "CMN-101", message: SENTENCE }],
    [
      "ringcentral",
      { errorCode: "X", message: "Many", errors: [{ errorCode: "CMN-101", message: SENTENCE }] },
    ],
    ["ringcentral", { error: "invalid_client", error_description: SENTENCE }],
    ["sinch (plan)", { code: "syntax_invalid_parameter_format", text: SENTENCE }],
    ["sinch (plan)", { error: { code: 403, status: "PERMISSION_DENIED", message: SENTENCE } }],
    ["ip1", { type: "about:blank", title: "Bad", detail: SENTENCE }],
    ["sinch (plan)", { code: "syntax_invalid_json", description: SENTENCE }],
    ["ip1", { title: SENTENCE }],
    ["ip1", { title: "", message: SENTENCE }],
    ["ip1", { error: "invalid", error_description: SENTENCE }],
    ["ip1", { error: SENTENCE }],
  ])(
    "is the reason of an error of %s, and stays out of its message, as it may name numbers: %j",
    async (name, body) => {
      const error = await refused(name, { status: 400, body });
      expect(error.reason).toBe(SENTENCE);
      expect(error.message).not.toContain("wrong");
      expect(error.message).not.toMatch(/\d{4}/);
    },
  );

  const said = (message: string): Told => ({
    status: 400,
    body: { type: "error", error: { type: "invalid_request_error", message } },
  });

  it("is one line of at most 300 characters, and no control characters", async () => {
    const { reason, message } = await refused("anthropic", said("a\r\n\tb \u001b[31mc\u0000 "));
    expect(reason).toBe("a b [31mc");
    expect(message).toMatch(/: a b \[31mc$/);
    const long = await refused("anthropic", said(`${"x".repeat(299)}😀${"y".repeat(99)}`));
    expect(long.reason).toBe("x".repeat(299));
  });

  it("is absent where the provider says nothing", async () => {
    for (const body of [
      { error: { type: "api_error", message: "" } },
      { error: { message: 7 } },
      "",
      "<html>",
      null,
      [1],
    ]) {
      const error = await refused("anthropic", { status: 400, body });
      expect(error.reason).toBeUndefined();
      expect(error.message).toMatch(/^retrieveMessageBatch answered 400( api_error)?$/);
    }
  });

  it("holds no credential, not even one that an escape hides", async () => {
    const key = "canary-anthropic-key-8c1f6e0b5d";
    const escaped = key.replaceAll("-", "\\u002d");
    for (const text of [key, escaped]) {
      const body = `{"type":"error","error":{"type":"authentication_error","message":"no ${text}"}}`;
      const error = await refused("anthropic", { status: 401, body });
      expect(error.reason).toBe("no [redacted]");
      for (const shown of [error.message, JSON.stringify(error.body), error.stack])
        expect(shown).not.toContain(key);
    }
  });
});

describe("a base URL that is more than one", () => {
  it.each([
    ["anthropic", "/v1", "/v1"],
    ["anthropic", "/v1/", "/v1"],
    ["anthropic", "/gateway/v1", "/v1"],
    ["anthropic", "/v1/messages", "/v1/messages"],
    ["openai", "/v1/batches", "/batches"],
    ["openai", "/v1/v1", "/v1"],
    ["openai", "/gateway/v1/v1/", "/v1"],
    ["ringcentral", "/restapi/v1.0", "/restapi/v1.0"],
    ["ip1", "/v2", "/v2"],
    ["sinch (plan)", "/xms/v1", "/xms/v1"],
    ["sinch (plan)", "/xms/v1/plan", "/xms/v1/plan"],
  ])("%s at %s: the error of a 404 names %s", async (name, path, part) => {
    for (const status of [404, 405]) {
      const error = await refused(name, { status, body: {}, baseUrl: `http://gateway.test${path}` });
      expect(error.message).toContain(`"${part}" stands twice in the URL`);
    }
  });

  it.each([
    ["/restapi/v1.0", "/restapi/v1.0"],
    ["/gateway/restapi", "/restapi"],
  ])("ringcentral at %s: the 404 of the login, which comes first, names %s", async (path, part) => {
    const baseUrl = `http://gateway.test${path}`;
    const error = await refused("ringcentral", { status: 404, body: {}, baseUrl, isLoginRefused: true });
    expect(error.message).toContain(`"${part}" stands twice in the URL`);
  });

  it("ringcentral at a gateway: the 404 of a login blames nothing on it", async () => {
    const lost = { status: 404, body: {}, isLoginRefused: true };
    const error = await refused("ringcentral", { ...lost, baseUrl: "http://gateway.test/v1.0/rc" });
    expect(error.message).not.toContain("URL");
  });

  it.each([
    ["anthropic", ""],
    ["anthropic", "/gateway"],
    ["anthropic", "/v1/gateway"],
    ["openai", "/v1"],
    ["openai", "/gateway/gateway"],
    ["sinch (plan)", "/v1"],
    ["sinch (plan)", "/plan"],
  ])("%s at %s: the error of a 404 blames nothing on it", async (name, path) => {
    const body = { error: { type: "not_found_error", message: "No." }, title: "x", code: "x", text: "x" };
    const error = await refused(name, { status: 404, body, baseUrl: `http://gateway.test${path}` });
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).not.toContain("URL");
  });

  it("the error of a 404 says that a base URL may lack the version that the provider's own has", async () => {
    const lost = { status: 404, body: { detail: "Not Found" } };
    expect((await refused("openai", lost)).message).toContain('the base URL may lack its "/v1": Not Found');
    const at = async (path: string): Promise<string> =>
      (await refused("openai", { ...lost, baseUrl: `http://gateway.test${path}` })).message;
    for (const path of ["/openai", "/v1/chat/completions"]) expect(await at(path)).toContain('its "/v1"');
    for (const path of ["/v1", "/paas/v4", "/v1beta/"]) expect(await at(path)).not.toContain("lack");
    const own = {
      status: 404,
      body: { error: { message: "No batch found", type: "invalid_request_error" } },
    };
    expect((await refused("openai", own)).message).not.toContain("lack");
  });
});

describe("a 401 of a Sinch service plan", () => {
  it("names the region, which may be the wrong one", async () => {
    expect((await refused("sinch (plan)", { status: 401, body: "" })).message).toContain(
      'another region than "us"',
    );
    expect((await refused("sinch (plan)", { status: 403, body: "" })).message).not.toContain("region");
  });
});
