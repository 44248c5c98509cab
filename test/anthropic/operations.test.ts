import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AnthropicClient, type AnthropicOptions } from "../../src/anthropic/index.js";
import {
  ConfigError,
  HttpError,
  PaginationError,
  RateLimitError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import {
  batchRequest,
  batchRequests,
  endedBatch,
  errorBody,
  messageBatch,
  page,
  resultLine,
} from "../support/anthropic.js";
import { all, drain, rejection } from "../support/rejection.js";

const ORIGIN = "https://api.anthropic.com";
const BATCHES = "/v1/messages/batches";
const KEY = "sk-ant-test-0123456789";

beforeAll(() => {
  vi.stubEnv("ANTHROPIC_API_KEY", undefined);
  vi.stubEnv("ANTHROPIC_AUTH_TOKEN", undefined);
  nock.disableNetConnect();
});
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});
afterAll(() => {
  nock.restore();
  vi.unstubAllEnvs();
});

const make = (options: AnthropicOptions = {}): AnthropicClient =>
  new AnthropicClient({ apiKey: KEY, retry: false, ...options });

/** What every request must carry. */
const server = (): nock.Scope =>
  nock(ORIGIN, {
    reqheaders: { "x-api-key": KEY, "anthropic-version": "2026-10-21", accept: "application/json" },
    badheaders: ["authorization", "anthropic-beta", "anthropic-workspace-id"],
  });

describe("each operation, as it goes over the wire", () => {
  it("create", async () => {
    const body = { requests: batchRequests(2) };
    server()
      .post(BATCHES, (sent: unknown) => JSON.stringify(sent) === JSON.stringify(body))
      .matchHeader("content-type", "application/json")
      .query({})
      .reply(200, messageBatch());
    expect(await make().batches.create(body)).toEqual(messageBatch());
  });

  it("retrieve", async () => {
    server().get(`${BATCHES}/msgbatch_1`).query({}).reply(200, messageBatch());
    expect(await make().batches.retrieve("msgbatch_1")).toEqual(messageBatch());
  });

  it("list", async () => {
    server()
      .get(BATCHES)
      .query({ limit: "2", after_id: "x" })
      .reply(200, page([messageBatch()]));
    expect(await make().batches.list({ limit: 2, after_id: "x" }).toArray()).toEqual([messageBatch()]);
  });

  it("list without a query", async () => {
    server().get(BATCHES).query({}).reply(200, page([]));
    expect(await make().batches.list().toArray()).toEqual([]);
  });

  it("cancel, without a body", async () => {
    server()
      .post(`${BATCHES}/msgbatch_1/cancel`, "")
      .reply(200, messageBatch({ processing_status: "canceling" }));
    expect(await make().batches.cancel("msgbatch_1")).toMatchObject({ processing_status: "canceling" });
  });

  it("delete", async () => {
    const answer = { id: "msgbatch_1", type: "message_batch_deleted" };
    server().delete(`${BATCHES}/msgbatch_1`).reply(200, answer);
    expect(await make().batches.delete("msgbatch_1")).toEqual(answer);
  });

  it("results", async () => {
    nock(ORIGIN, { reqheaders: { "x-api-key": KEY, "anthropic-version": "2026-10-21", accept: /x-jsonl/ } })
      .get(`${BATCHES}/msgbatch_01Fixture/results`)
      .reply(200, `${JSON.stringify(resultLine("r0"))}\n`, { "content-type": "application/x-jsonl" });
    expect(await all(make().batches.results(endedBatch()))).toEqual([resultLine("r0")]);
  });

  it.each([
    ["a/b", "a%2Fb"],
    ["../x", "..%2Fx"],
    ["ü x", "%C3%BC%20x"],
  ])("encodes an id as one segment: %s", async (id, segment) => {
    nock(ORIGIN).get(`${BATCHES}/${segment}`).reply(200, messageBatch());
    await make().batches.retrieve(id);
  });

  it.each(["", ".", ".."])("refuses an id that reaches another endpoint: %j", async (id) => {
    const { batches } = make({ localChecks: false });
    for (const call of [batches.retrieve(id), batches.cancel(id), batches.delete(id), batches.wait(id)]) {
      await rejection(call, ValidationError);
    }
    await rejection(all(batches.results(id)), ValidationError);
    expect(() => batches.handle(id)).toThrow(ValidationError);
  });
});

describe("what the client adds", () => {
  const headersOf = async (options: AnthropicOptions): Promise<Record<string, string>> => {
    let seen: Record<string, string> = {};
    nock(ORIGIN)
      .get(`${BATCHES}/b`)
      .reply(function () {
        seen = this.req.headers;
        return [200, messageBatch()];
      });
    await new AnthropicClient({ retry: false, ...options }).batches.retrieve("b");
    return seen;
  };

  it("version, betas and workspace", async () => {
    expect(
      await headersOf({ apiKey: KEY, version: "2023-06-01", betas: ["a-1", "b-2"], workspaceId: "wrkspc_1" }),
    ).toMatchObject({
      "anthropic-version": "2023-06-01",
      "anthropic-beta": "a-1,b-2",
      "anthropic-workspace-id": "wrkspc_1",
    });
  });

  it("a bearer token in place of a key", async () => {
    const headers = await headersOf({ authToken: "token-0123" });
    expect(headers["authorization"]).toBe("Bearer token-0123");
    expect(headers).not.toHaveProperty("x-api-key");
  });

  it("the user's own headers, which beat ours", async () => {
    expect(
      await headersOf({ apiKey: KEY, headers: { "anthropic-version": "2099-01-01", "x-a": "1" } }),
    ).toMatchObject({
      "anthropic-version": "2099-01-01",
      "x-a": "1",
    });
  });

  it("credentials from the environment; an option beats it, and of two variables the key wins", async () => {
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "env-token");
    expect((await headersOf({}))["authorization"]).toBe("Bearer env-token");
    vi.stubEnv("ANTHROPIC_API_KEY", "env-key");
    expect(await headersOf({})).toMatchObject({ "x-api-key": "env-key" });
    expect(await headersOf({})).not.toHaveProperty("authorization");
    expect(await headersOf({ apiKey: "own-key" })).toMatchObject({ "x-api-key": "own-key" });
    const token = await headersOf({ authToken: "own-token" });
    expect(token).toMatchObject({ authorization: "Bearer own-token" });
    expect(token).not.toHaveProperty("x-api-key");
    vi.stubEnv("ANTHROPIC_API_KEY", undefined);
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", undefined);
  });

  it.each([{}, { apiKey: "" }, { authToken: "" }])(
    "a ConfigError at construction where nothing is found: %j",
    (options) => {
      expect(() => new AnthropicClient(options)).toThrow(ConfigError);
      expect(() => new AnthropicClient(options)).toThrow(
        /apiKey.*ANTHROPIC_API_KEY|authToken.*ANTHROPIC_AUTH_TOKEN/,
      );
    },
  );

  it("a ConfigError for two credentials at once", () => {
    expect(() => new AnthropicClient({ apiKey: KEY, authToken: "t" })).toThrow(ConfigError);
  });
});

describe("an error answer", () => {
  it("carries type, code and request id", async () => {
    server()
      .post(BATCHES)
      .reply(400, errorBody("invalid_request_error", "no", { error_code: "organization_on_hold" }), {
        "request-id": "req_header",
      });
    expect(await rejection(make().batches.create({ requests: batchRequests(1) }), HttpError)).toMatchObject({
      status: 400,
      errorType: "invalid_request_error",
      errorCode: "organization_on_hold",
      requestId: "req_header",
      provider: "anthropic",
      operation: "createMessageBatch",
    });
  });

  it("falls back to the type as code, and to the body's request id", async () => {
    server().get(`${BATCHES}/b`).reply(404, errorBody("not_found_error"));
    expect(await rejection(make().batches.retrieve("b"), HttpError)).toMatchObject({
      errorCode: "not_found_error",
      requestId: "req_01Fixture",
    });
  });

  it.each([
    [errorBody("rate_limit_error", "spent", { error_code: "enforced_spend_limit_reached" }), {}],
    [errorBody("rate_limit_error", "spent", { error_code: "contract_spend_limit_reached" }), {}],
    [errorBody("rate_limit_error"), { "x-should-retry": "false" }],
  ])(
    "an error answer that tells of a spent limit is final: one try, and no pause for others",
    async (body, headers) => {
      server()
        .get(`${BATCHES}/b`)
        .reply(429, body, headers as Record<string, string>);
      server().get(`${BATCHES}/b`).reply(200, messageBatch());
      const client = make({ retry: { maxAttempts: 3 } });
      await rejection(client.batches.retrieve("b"), RateLimitError);
      await client.batches.retrieve("b");
    },
  );

  it("an error answer that is no JSON is an HttpError all the same", async () => {
    server().post(BATCHES).reply(413, "<html>413</html>", { "content-type": "text/html" });
    const error = await rejection(make().batches.create({ requests: batchRequests(1) }), HttpError);
    expect(error).toMatchObject({ name: "PayloadTooLargeError", bodyText: "<html>413</html>" });
  });
});

describe("lists", () => {
  const batch = (id: string) => messageBatch({ id });
  const query = (expected: Record<string, string>, answer: object): nock.Scope =>
    server().get(BATCHES).query(expected).reply(200, answer);

  it("walk towards older batches by last_id, past an empty page", async () => {
    query({ limit: "2" }, page([batch("d"), batch("c")], true));
    query({ limit: "2", after_id: "c" }, page([], true, { last_id: "b0" }));
    query({ limit: "2", after_id: "b0" }, page([batch("b")]));
    expect((await make().batches.list({ limit: 2 }).toArray()).map(({ id }) => id)).toEqual(["d", "c", "b"]);
  });

  it("walk towards newer batches by first_id when they start from before_id", async () => {
    query({ before_id: "a" }, page([batch("c"), batch("b")], true));
    query({ before_id: "c" }, page([batch("d")]));
    expect(await make().batches.list({ before_id: "a" }).toArray()).toHaveLength(3);
  });

  it("give pages as they came, with items", async () => {
    query({}, page([batch("a")]));
    const [first] = await all(make().batches.list().pages());
    expect(first).toEqual({ ...page([batch("a")]), items: [batch("a")] });
  });

  it("stop fetching on a break", async () => {
    query({}, page([batch("b"), batch("a")], true));
    for await (const _ of make().batches.list()) break;
  });

  it.each([
    ["a cursor that comes again", page([batch("a")], true), 2],
    ["more without a cursor", page([batch("a")], true, { last_id: null }), 1],
  ])("fail on %s instead of going round for ever, after the items of that page", async (_, answer, pages) => {
    server().get(BATCHES).query(true).times(3).optionally().reply(200, answer);
    const { items, error } = await drain(make().batches.list());
    expect(items).toEqual(Array.from({ length: pages }, () => batch("a")));
    expect(error).toBeInstanceOf(PaginationError);
    nock.cleanAll();
  });

  it("fail on the same page under a new cursor", async () => {
    let n = 0;
    server()
      .get(BATCHES)
      .query(true)
      .times(5)
      .optionally()
      .reply(200, () => page([batch("a")], true, { last_id: `cursor-${n++}` }));
    await rejection(make().batches.list().toArray(), PaginationError);
    expect(n).toBe(2);
    nock.cleanAll();
  });

  it.each([0, 1_001, 1.5, -1, NaN])("refuse a limit of %d on the first iteration", async (limit) => {
    const list = make().batches.list({ limit });
    await rejection(list.toArray(), ValidationError);
  });

  it("leave the limit to the server without local checks", async () => {
    query({ limit: "5000" }, page([]));
    expect(await make({ localChecks: false }).batches.list({ limit: 5_000 }).toArray()).toEqual([]);
  });
});

describe("local checks of create", () => {
  const params = batchRequest("x").params;
  const faulty: [string, unknown, string][] = [
    ["no requests", [], "requests"],
    ["no array", "x", "requests"],
    ["no object", [null], "requests.0"],
    ["no custom_id", [{ params }], "requests.0.custom_id"],
    ["an empty custom_id", [{ custom_id: "", params }], "requests.0.custom_id"],
    ["a long custom_id", [{ custom_id: "x".repeat(65), params }], "requests.0.custom_id"],
    ["a custom_id with a space", [{ custom_id: "a b", params }], "requests.0.custom_id"],
    ["a custom_id with a newline at its end", [{ custom_id: "a\n", params }], "requests.0.custom_id"],
    ["a repeated custom_id", [batchRequest("a"), batchRequest("a")], "requests.1.custom_id"],
    ["no params", [{ custom_id: "a" }], "requests.0.params"],
    [
      "no max_tokens",
      [{ custom_id: "a", params: { ...params, max_tokens: undefined } }],
      "requests.0.params.max_tokens",
    ],
    [
      "max_tokens of 0",
      [{ custom_id: "a", params: { ...params, max_tokens: 0 } }],
      "requests.0.params.max_tokens",
    ],
    [
      "max_tokens of 1.5",
      [{ custom_id: "a", params: { ...params, max_tokens: 1.5 } }],
      "requests.0.params.max_tokens",
    ],
    ["stream", [{ custom_id: "a", params: { ...params, stream: true } }], "requests.0.params.stream"],
    ["fast mode", [{ custom_id: "a", params: { ...params, speed: "fast" } }], "requests.0.params.speed"],
    [
      "another payer",
      [
        {
          custom_id: "a",
          params: { ...params, billing_policy: { type: "billing_policy", bill_to: "user_profile" } },
        },
      ],
      "requests.0.params.billing_policy.bill_to",
    ],
    ["betas in params", [{ custom_id: "a", params: { ...params, betas: ["x"] } }], "requests.0.params.betas"],
    [
      "a beta header in params",
      [{ custom_id: "a", params: { ...params, "anthropic-beta": "x" } }],
      "requests.0.params.anthropic-beta",
    ],
    [
      "a version in params",
      [{ custom_id: "a", params: { ...params, anthropic_version: "x" } }],
      "requests.0.params.anthropic_version",
    ],
  ];

  it.each(faulty)("refuse %s and send nothing", async (_, requests, path) => {
    const error = await rejection(make().batches.create({ requests } as never), ValidationError);
    expect(error.issues.map((issue) => issue.path)).toContain(path);
    expect(error).toMatchObject({ provider: "anthropic", operation: "createMessageBatch" });
  });

  it("name index and custom_id of everything that is wrong", async () => {
    const requests = [
      batchRequest("good"),
      { custom_id: "bad", params: { ...params, max_tokens: 0, stream: true } },
    ];
    const { issues } = await rejection(make().batches.create({ requests } as never), ValidationError);
    expect(issues).toHaveLength(2);
    for (const issue of issues) expect(issue).toMatchObject({ index: 1, customId: "bad" });
  });

  it("refuse one request more than the limit", async () => {
    const requests = Array<never>(100_001).fill(batchRequest("a") as never);
    const { issues } = await rejection(make().batches.create({ requests }), ValidationError);
    expect(issues).toEqual([{ path: "requests", message: expect.stringContaining("100000") }]);
  });

  it("are left out where the caller says so: the server decides", async () => {
    server().post(BATCHES).reply(400, errorBody("invalid_request_error"));
    const client = make({ localChecks: false });
    await rejection(client.batches.create({ requests: [] }), HttpError);
  });

  it.each([undefined, null, 7, {}])("refuse a body that is none: %j", async (body) => {
    await rejection(make().batches.create(body as never), ValidationError);
  });
});

describe("an answer that is no batch", () => {
  it.each(["null", "[]", "{}", '"ok"', '{"id":7}', "", "<"])(
    "a create that is answered with something else than a batch was accepted, and is never sent again: %s",
    async (text) => {
      server().post(BATCHES).reply(200, text);
      const client = make({ retry: { maxAttempts: 3 } });
      expect(await rejection(client.batches.create({ requests: batchRequests(3) }))).toMatchObject({
        name: "ResponseParseError",
        accepted: true,
        correlation: { size: 3 },
      });
    },
  );

  it.each(["null", "{}", "<html>"])(
    "a read that is answered with something else than a batch is asked again: %s",
    async (text) => {
      server().get(`${BATCHES}/b`).reply(200, text);
      server().get(`${BATCHES}/b`).reply(200, messageBatch());
      expect(await make({ retry: { initialDelayMs: 0 } }).batches.retrieve("b")).toEqual(messageBatch());
    },
  );
});
