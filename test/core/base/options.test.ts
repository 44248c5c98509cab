import { describe, expect, it, vi } from "vitest";
import { AnthropicClient } from "../../../src/anthropic/index.js";
import { Ip1Client } from "../../../src/ip1/index.js";
import { OpenAIClient } from "../../../src/openai/index.js";
import { RingCentralClient } from "../../../src/ringcentral/index.js";
import { SinchClient } from "../../../src/sinch/index.js";
import { ConfigError, ValidationError } from "../../../src/core/base/errors/index.js";
import type { Paginated, ResultStream, Submission } from "../../../src/core/base/types/index.js";
import type { Run } from "../../../src/core/batch/run/types.js";
import { checkedBaseUrl } from "../../../src/core/base/options.js";
import { miniClient } from "../../support/mini-client.js";
import { rejection } from "../../support/rejection.js";
import { forever, json, scriptedFetch } from "../../support/scripted-fetch.js";

const SECRET = "do-not-show";
const bad: [string, unknown][] = [
  ["attemptTimeoutMs", 0],
  ["attemptTimeoutMs", -1],
  ["attemptTimeoutMs", "5"],
  ["attemptTimeoutMs", NaN],
  ["totalTimeoutMs", 0],
  ["retry", true],
  ["retry", null],
  ["retry", { maxAttempts: 0 }],
  ["retry", { initialDelayMs: -1 }],
  ["retry", { maxDelayMs: NaN }],
  ["retry", { maxRetryAfterMs: "60" }],
  ["retry", { maxTries: 5 }],
  ["headers", null],
  ["headers", SECRET],
  ["headers", [["x-a", SECRET]]],
  ["headers", new Headers({ "x-a": SECRET })],
  ["headers", { "bad name": "x" }],
  ["headers", { "": "x" }],
  ["headers", { "x-a": `${SECRET}\r\nx-b: y` }],
  ["headers", { "x-a": 7 }],
  ["headers", { "Content-Length": "7" }],
  ["headers", { "transfer-encoding": "chunked" }],
  ["headers", { "keep-alive": "timeout=5" }],
  ["headers", { upgrade: "h2c" }],
  ["headers", { expect: "100-continue" }],
  ["headers", new Headers({ a: "b" })],
  ["headers", null],
];

describe("an option that makes no sense", () => {
  it.each(bad)("is a ConfigError at construction, by name and without its value: %s = %j", (name, value) => {
    const make = (): unknown => miniClient({ [name]: value });
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(new RegExp(`^(unknown option ")?${name}`));
    expect(make).not.toThrow(new RegExp(SECRET));
  });

  it.each(bad)("is a ConfigError of the call, and nothing is sent: %s = %j", async (name, value) => {
    const fetch = scriptedFetch();
    const error = await rejection(miniClient({ fetch }).send({ [name]: value }), ConfigError);
    expect(error.message).not.toContain(SECRET);
    expect(fetch.calls).toHaveLength(0);
  });

  it.each([
    { fetch: "fetch" },
    { localChecks: "false" },
    { hooks: 5 },
    { hooks: null },
    { hooks: { onRequest: "log" } },
    { hooks: { onReqest: () => undefined } },
  ])("is also one that only a client has: %j", (options) => {
    expect(() => miniClient(options as never)).toThrow(ConfigError);
  });

  it("is also a name of no gap of a wait's schedule", async () => {
    const client = new Ip1Client({ apiKey: "k", fetch: scriptedFetch() });
    const error = await rejection(
      client.batches.wait("b1", { schedule: { initial: 5 } as object }),
      ConfigError,
    );
    expect(error.message).toBe(
      'unknown option "schedule.initial": the options are initialMs, factor, maxMs, jitter',
    );
  });
});

/** Values that would be ignored, or fail somewhere in the middle of a call. */
const worthless: readonly (readonly [string, unknown])[] = [
  ["retryUnknown", true],
  ["retryUnknown", false],
  ["retryUnknown", "may-send-once"],
  ["signal", 5],
  ["signal", null],
  ["signal", new AbortController()],
  ["headers", new Headers({ a: "b" })],
  ["headers", "a: b"],
  ["retry", { maxAttempt: 1 }],
  ["timeoutMs", -1],
  ["timeoutMs", "5"],
  ["timeoutMs", NaN],
  ["maxConsecutiveErrors", -1],
  ["schedule", null],
  ["schedule", { initialMs: -1 }],
  ["schedule", { initialMS: 1 }],
  ["schedule", { factor: 0.5 }],
  ["schedule", { maxMs: NaN }],
  ["schedule", { jitter: -0.1 }],
  ["onProgress", {}],
  ["onError", null],
  ["sleep", 5],
  ["settleMs", "1"],
  ["settleMs", Infinity],
  ["known", 5],
  ["known", "b1"],
  ["known", [null]],
  ["known", [5]],
  ["sole", "yes"],
  ["wait", 1],
  ["journal", "campaign.journal"],
  ["reconcile", true],
  ["reconcile", { settleMs: NaN }],
  ["reconcile", { sole: 1 }],
  ["reconcile", { wait: true }],
  ["maxInFlight", 0],
  ["rounds", 1.5],
  ["order", "random"],
  ["after", -1],
  ["skip", ["a"]],
  ["verify", "no"],
  ["resume", null],
];

const clients: readonly [string, new (options: never) => unknown, object][] = [
  ["anthropic", AnthropicClient, { apiKey: "k" }],
  ["openai", OpenAIClient, { apiKey: "k" }],
  ["ringcentral", RingCentralClient, { clientId: "i", clientSecret: "s", jwt: "j" }],
  ["ip1", Ip1Client, { apiKey: "k" }],
  ["sinch", SinchClient, { servicePlanId: "p", apiToken: "t" }],
];

describe("a provider's own option that makes no sense", () => {
  it.each([
    ["anthropic", "betas", "one"],
    ["anthropic", "version", 7],
    ["anthropic", "version", `${SECRET}\n`],
    ["anthropic", "workspaceId", `${SECRET}→`],
    ["openai", "organization", 7],
    ["openai", "project", `${SECRET}\n`],
    ["openai", "authHeader", "api key"],
    ["openai", "limits", null],
    ["openai", "limits", { maxItems: 5 }],
    ["openai", "limits", { maxItemsPerBatch: 0 }],
    ["ringcentral", "tokenStore", {}],
    ["ringcentral", "tokenStore", { get: () => undefined }],
    ["ip1", "autoReference", "no"],
    ["sinch", "region", 7],
  ])("is a ConfigError of one line at construction: %s, %s = %j", (provider, name, value) => {
    const [, Client, options] = clients.find(([one]) => one === provider) as (typeof clients)[number];
    const make = (): unknown => new Client({ ...options, [name]: value } as never);
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(/^[^\n]+$/);
    expect(make).not.toThrow(new RegExp(SECRET));
  });
});

describe("an option that no client has", () => {
  it.each(clients)("is a ConfigError that lists those it has: %s", (_, Client, options) => {
    const make = (more: object): unknown => new Client({ ...options, ...more } as never);
    expect(() => make({ timeoutMS: 5 })).toThrow(ConfigError);
    expect(() => make({ timeoutMS: 5 })).toThrow(
      /^unknown option "timeoutMS": the options are .*totalTimeoutMs/,
    );
    for (const name of Object.keys(options)) expect(() => make({ timeoutMS: 5 })).toThrow(name);
    expect(make({ timeoutMS: undefined })).toBeInstanceOf(Client);
  });
});

describe("a credential that is empty, or neither a text nor a function", () => {
  const variables = [
    ["anthropic", { apiKey: "ANTHROPIC_API_KEY" }],
    ["openai", { apiKey: "OPENAI_API_KEY" }],
    [
      "ringcentral",
      {
        clientId: "RINGCENTRAL_CLIENT_ID",
        clientSecret: "RINGCENTRAL_CLIENT_SECRET",
        jwt: "RINGCENTRAL_JWT",
      },
    ],
    ["ip1", { apiKey: "IP1_API_KEY" }],
    ["sinch", { servicePlanId: "SINCH_SERVICE_PLAN_ID", apiToken: "SINCH_API_TOKEN" }],
  ] as const;
  const all = variables.flatMap(([provider, names]) =>
    Object.entries(names).map(([name, variable]) => [provider, name, variable] as const),
  );

  it.each(all)("from the environment may end in a line break: %s, %s", (provider, name, variable) => {
    const [, Client, options] = clients.find(([one]) => one === provider) as (typeof clients)[number];
    vi.stubEnv(variable, "0123456789\n");
    expect(new Client({ ...options, [name]: undefined } as never)).toBeInstanceOf(Client);
    vi.stubEnv(variable, " \n");
    expect(() => new Client({ ...options, [name]: undefined } as never)).toThrow(`${name} is missing`);
    vi.unstubAllEnvs();
  });

  it.each(all)("is a ConfigError at construction: %s, %s", (provider, name, variable) => {
    const [, Client, options] = clients.find(([one]) => one === provider) as (typeof clients)[number];
    const make = (value: unknown) => () => new Client({ ...options, [name]: value } as never);
    expect(make("")).toThrow(ConfigError);
    expect(make("")).toThrow(new RegExp(`^${name} is missing.*${variable}`));
    expect(make(7)).toThrow(ConfigError);
    expect(make(7)).toThrow(new RegExp(`^${name} `));
  });
});

describe("an option of a call", () => {
  type Verb = (...args: readonly unknown[]) => unknown;
  const input = { messages: [], recipients: [], to: [], [Symbol.iterator]: () => [].values() };
  const lost = { provider: "x", operation: "y", startedAt: 0 };
  const calls: readonly [string, (batches: Record<string, Verb>, options: object) => unknown][] = [
    ["wait", (batches, options) => batches["wait"]?.("b1", options)],
    ["waitAll", (batches, options) => batches["waitAll"]?.(["b1"], options)],
    ["submit", (batches, options) => (batches["submit"]?.(input, options) as Submission<object>).collect()],
    ["run", (batches, options) => (batches["run"]?.(input, options) as Run).summary()],
    ["estimate", (batches, options) => batches["estimate"]?.(input, options)],
    ["reconcile", (batches, options) => batches["reconcile"]?.(lost, options)],
    ["list", (batches, options) => (batches["list"]?.({}, options) as Paginated<object, object>).toArray()],
    [
      "results",
      async (batches, options) => {
        for await (const result of batches["results"]?.("b1", options) as ResultStream<object>) void result;
      },
    ],
  ];
  const all = clients.flatMap((client) => calls.map((call) => [...client, ...call] as const));
  type Row = (typeof all)[number];

  async function refused([, Client, options, , call]: Row, given: unknown): Promise<ConfigError> {
    const fetch = scriptedFetch();
    const { batches } = new Client({ ...options, fetch } as never) as { batches: Record<string, Verb> };
    const error = await rejection(call(batches, given as object) as Promise<unknown>, ConfigError);
    expect(fetch.calls).toHaveLength(0);
    return error;
  }

  it.each(all)("that no call has is a ConfigError that lists those there are: %s", async (...row) => {
    const error = await refused(row, { timeoutMS: 5 });
    expect(error.message).toMatch(/^unknown option "timeoutMS": the options are .*\btimeoutMs\b/);
    expect(error.message).not.toMatch(/\b(fetch|isFresh)\b/);
  });

  it.each(all)("must have a value that it can have, whatever the call: %s", async (...row) => {
    for (const [name, value] of worthless) {
      const error = await refused(row, { [name]: value });
      expect(error.message, `${name}: ${String(value)}`).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  it.each(all)("is a member of an object: %s", async (...row) => {
    for (const given of [null, 5, "x", true, []])
      expect((await refused(row, given)).message).toBe("options must be an object");
  });

  it.each(clients)(
    "comes after the query of a list, which is an object too: %s",
    async (_, Client, options) => {
      const fetch = scriptedFetch();
      const client = new Client({ ...options, fetch, localChecks: false } as never) as {
        batches: Record<string, Verb>;
      };
      for (const query of [null, 5, "x", []]) {
        const rows = client.batches["list"]?.(query) as Paginated<object, object>;
        const { issues } = await rejection(rows.toArray(), ValidationError);
        expect(issues).toEqual([{ path: "query", message: "must be an object" }]);
      }
      expect(fetch.calls).toHaveLength(0);
    },
  );

  it("is checked when one batch is sent, and when a file is uploaded", async () => {
    const fetch = scriptedFetch();
    const sinch = new SinchClient({ servicePlanId: "p", apiToken: "t", fetch });
    for (const [name, value] of [...worthless, ["autoReference", "no"] as const])
      await rejection(sinch.batches.send({ to: ["1"], body: "x" }, { [name]: value }), ConfigError);
    await rejection(sinch.batches.send({ to: ["1"], body: "x" }, null as never), ConfigError);
    const { files } = new OpenAIClient({ apiKey: "k", fetch });
    await rejection(files.upload("{}", { fileName: "a.jsonl" } as never), ConfigError);
    await rejection(files.upload("{}", null as never), ConfigError);
    expect(fetch.calls).toHaveLength(0);
  });
});

describe("baseUrl", () => {
  it.each([
    ["https://api.test", "https://api.test"],
    ["https://api.test/", "https://api.test"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["https://gateway.test/anthropic", "https://gateway.test/anthropic"],
    ["https://gateway.test/a/b///", "https://gateway.test/a/b"],
  ])("may be an origin or a prefix: %s", (given, expected) => {
    expect(checkedBaseUrl("baseUrl", given)).toBe(expected);
  });

  it.each([
    "",
    "api.test",
    "/v1",
    "ftp://api.test",
    "file:///etc",
    "https://user:pass@api.test",
    "https://user@api.test",
    "https://api.test?key=1",
    "https://api.test/?",
    "https://api.test/#top",
    "https://api.test/#",
  ])("must not be %j", (given) => {
    const make = (): unknown => miniClient({ baseUrl: given });
    expect(make).toThrow(ConfigError);
    expect(make).not.toThrow(/pass@/);
  });

  it("is joined with the paths of the spec", async () => {
    const fetch = scriptedFetch(forever(json({})));
    await miniClient({ fetch, baseUrl: "https://gateway.test/prefix/" }).read();
    expect(fetch.calls[0]?.url).toBe("https://gateway.test/prefix/things/t1");
  });
});
