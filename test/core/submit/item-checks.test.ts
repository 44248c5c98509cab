import { describe, expect, it, vi } from "vitest";
import { ValidationError } from "../../../src/core/base/errors/index.js";
import { AnthropicClient, type BatchRequest } from "../../../src/anthropic/index.js";
import { OpenAIClient } from "../../../src/openai/index.js";
import { Ip1Client } from "../../../src/ip1/index.js";
import { RingCentralClient } from "../../../src/ringcentral/index.js";
import { SinchClient } from "../../../src/sinch/index.js";
import { rejection } from "../../support/rejection.js";
import { forever, json, scriptedFetch } from "../../support/scripted-fetch.js";

const HALF = "🎉".slice(0, 1);

const requestWith = (id: string, content: string): BatchRequest => ({
  custom_id: id,
  params: { model: "claude-haiku-4-5", max_tokens: 1, messages: [{ role: "user", content }] },
});

const requests = (texts: readonly string[]): BatchRequest[] =>
  texts.map((text, index) => requestWith(`r${index}`, text));

function setUp() {
  const fetch = scriptedFetch(forever(json({ id: "b1", access_token: "t", expires_in: 3600 })));
  return { fetch, anthropic: new AnthropicClient({ apiKey: "sk-ant-0123456789", fetch }) };
}

async function issuesOf(call: Promise<unknown>): Promise<ValidationError["issues"]> {
  const error = await rejection(call);
  expect(error).toBeInstanceOf(ValidationError);
  return (error as ValidationError).issues;
}

describe("half of a surrogate pair", () => {
  const fault = {
    path: "requests.1.params.messages.0.content",
    index: 1,
    customId: "r1",
    message: expect.stringContaining("surrogate") as string,
  };

  it("is named by index and custom_id before a create or a submit sends anything", async () => {
    const { fetch, anthropic } = setUp();
    const given = requests(["fine 🎉", `party ${HALF}`, "fine"]);
    expect(await issuesOf(anthropic.batches.create({ requests: given }))).toEqual([fault]);
    expect(await issuesOf(anthropic.batches.submit(given, { maxItemsPerBatch: 1 }).collect())).toEqual([
      fault,
    ]);
    expect(fetch.calls).toEqual([]);
  });

  it("is named by custom_id at OpenAI, too", async () => {
    const { fetch } = setUp();
    const openai = new OpenAIClient({ apiKey: "sk-0123456789abcdef", fetch });
    const body = { model: "gpt-5", messages: [{ role: "user" as const, content: HALF }] };
    const issues = await issuesOf(openai.batches.submit([{ custom_id: "r1", body }]).collect());
    expect(issues).toMatchObject([{ index: 0, customId: "r1" }]);
    const fine = [{ custom_id: "r1", body: { ...body, messages: [] } }];
    const labelled = openai.batches.submit(fine, { metadata: { project: HALF } });
    expect(await issuesOf(labelled.collect())).toMatchObject([{ path: "metadata.project" }]);
    expect(fetch.calls).toEqual([]);
  });

  it("is found in what an object writes of itself, and behind it", async () => {
    const { fetch, anthropic } = setUp();
    const [given] = requests([HALF]) as [BatchRequest];
    const writing = { toJSON: () => given.params.messages[0] };
    const inIt = { ...given, params: { ...given.params, messages: [writing] } } as never;
    const behindIt = { ...given, params: { at: new URL("http://example.test"), ...given.params } } as never;
    const calls = [
      ...[inIt, behindIt].map((request) => anthropic.batches.create({ requests: [request] })),
      ...[inIt, behindIt].map((request) => anthropic.batches.submit([request]).collect()),
    ];
    for (const call of calls)
      expect(await issuesOf(call)).toMatchObject([
        { path: "requests.0.params.messages.0.content", customId: "r0" },
      ]);
    expect(fetch.calls).toEqual([]);
  });

  it("is named where it is reached in an iterable", async () => {
    const { anthropic } = setUp();
    const given = requests(["fine", HALF]).values();
    const error = await rejection(anthropic.batches.submit(given, { maxItemsPerBatch: 1 }).collect());
    expect(error).toMatchObject({ submitted: [{ from: 0, to: 1 }], failed: { cause: { issues: [fault] } } });
  });

  it("is sent without the local checks", async () => {
    const { fetch } = setUp();
    const open = new AnthropicClient({ apiKey: "sk-ant-0123456789", fetch, localChecks: false });
    await open.batches.create({ requests: requests([HALF]) });
    expect(fetch.calls).toHaveLength(1);
  });

  it("is found in the texts of every SMS provider, and no path names a phone number", async () => {
    const { fetch } = setUp();
    const ringcentral = new RingCentralClient({ clientId: "c", clientSecret: "secret-01", jwt: "j", fetch });
    const ip1 = new Ip1Client({ apiKey: "ip1-key-0123456789", fetch });
    const sinch = new SinchClient({ servicePlanId: "plan", apiToken: "token-0123456789", fetch });
    const from = "+15550100123";
    const to = ["+46701740605"];
    const messages = [{ to, text: HALF }];
    const named = { sender: "Library", body: "Hi {name}", recipients: { "46701740605": { name: HALF } } };
    const withDefault = { ...named, recipients: { "46701740605": {}, default: { name: HALF } } };
    const pairs = Object.entries(withDefault.recipients) as [string, { name: string }][];
    const parameters = { name: { "+46701740605": HALF } };
    const calls: [() => Promise<unknown>, string][] = [
      [() => ringcentral.batches.create({ from, messages }), "messages.0.text"],
      [() => ringcentral.batches.create({ from, text: HALF, messages: [{ to }] }), "text"],
      [() => ringcentral.batches.submit({ from, messages }).collect(), "messages.0.text"],
      [() => ringcentral.batches.submit({ from, text: HALF, messages: [{ to }] }).collect(), "text"],
      [() => ip1.batches.send(named), "recipients.0.1.name"],
      [() => ip1.batches.submit({ ...named, body: HALF }).collect(), "body"],
      [() => ip1.batches.send(withDefault), "recipients.default.name"],
      [() => ip1.batches.submit(withDefault).collect(), "recipients.default.name"],
      [() => ip1.batches.submit({ ...withDefault, recipients: pairs }).collect(), "recipients.default.name"],
      [
        () => ip1.batches.submit({ ...withDefault, recipients: new Map(pairs) }).collect(),
        "recipients.default.name",
      ],
      [() => sinch.batches.send({ to, body: "Hi ${name}", parameters }), "parameters.name.*"],
      [() => sinch.batches.submit({ to, body: HALF }).collect(), "body"],
      [() => sinch.batches.sendDryRun({ to, body: HALF }), "body"],
      [() => sinch.batches.update("b1", { body: HALF }), "body"],
      [() => sinch.batches.replace("b1", { to, body: HALF }), "body"],
    ];
    for (const [call, path] of calls)
      expect((await issuesOf(call())).map((issue) => issue.path)).toEqual([path]);
    expect(fetch.calls).toEqual([]);
  });
});

describe("an array that is checked whole", () => {
  it("is refused for one item that fits no part, before the parts in front of it are sent", async () => {
    const { fetch, anthropic } = setUp();
    const given = requests(["small", "small", "x".repeat(2_000)]);
    const options = { maxItemsPerBatch: 1, maxBytesPerBatch: 1_000 };
    expect(await issuesOf(anthropic.batches.submit(given, options).collect())).toEqual([
      {
        path: "requests.2",
        index: 2,
        customId: "r2",
        message: "is larger than the 1000 bytes that one request may have",
      },
    ]);
    expect(fetch.calls).toEqual([]);
  });

  it("takes an item that fills a part to its last byte", async () => {
    const { fetch, anthropic } = setUp();
    const given = requests(["é".repeat(100)]);
    const maxBytesPerBatch = Buffer.byteLength(JSON.stringify({ requests: given }));
    const parts = await anthropic.batches.submit(given, { maxBytesPerBatch }).collect();
    expect(parts).toHaveLength(1);
    const less = anthropic.batches.submit(given, { maxBytesPerBatch: maxBytesPerBatch - 1 });
    expect(await issuesOf(less.collect())).toHaveLength(1);
    expect(fetch.calls).toHaveLength(1);
  });

  it.each([
    ["a BigInt", 1n, "cannot be written as JSON"],
    [
      "a text beyond the longest that the engine can make",
      { toJSON: () => "x".repeat(2 ** 30) },
      "is longer than the longest text there can be, about 512 MB",
    ],
  ])(
    "is refused for an item that is no JSON, as are a create and a stream: %s",
    async (_, user_id, message) => {
      const { fetch, anthropic } = setUp();
      const given = requests(["small", "small"]);
      Object.assign(given[1]?.params ?? {}, { metadata: { user_id } });
      const fault = { path: "requests.1", index: 1, customId: "r1", message };
      const submission = anthropic.batches.submit(given, { maxItemsPerBatch: 1 });
      expect(await issuesOf(submission.collect())).toEqual([fault]);
      expect(await issuesOf(anthropic.batches.create({ requests: given }))).toEqual([fault]);
      expect(fetch.calls).toEqual([]);
      const stream = anthropic.batches.submit(given.values(), { maxItemsPerBatch: 1 });
      expect(await rejection(stream.collect())).toMatchObject({ failed: { cause: { issues: [fault] } } });
    },
  );

  it("is named by custom_id where an iterable has an item that fits no part", async () => {
    const { anthropic } = setUp();
    const given = requests(["small", "x".repeat(2_000)]).values();
    const error = await rejection(anthropic.batches.submit(given, { maxBytesPerBatch: 1_000 }).collect());
    expect(error).toMatchObject({ failed: { cause: { issues: [{ index: 1, customId: "r1" }] } } });
  });

  it("is measured by an upper bound: no item of it is written before all are checked", async () => {
    const { anthropic } = setUp();
    const given = [...requests(Array<string>(100).fill("small")), requestWith("r100", HALF)];
    const write = vi.spyOn(JSON, "stringify");
    try {
      expect(await issuesOf(anthropic.batches.submit(given).collect())).toHaveLength(1);
      const written = write.mock.calls.filter(([value]) => given.includes(value as BatchRequest));
      // The first one tells what a body has around its only item.
      expect(written.length).toBeLessThanOrEqual(1);
    } finally {
      write.mockRestore();
    }
  });

  it("is refused for a hole, whoever takes it", async () => {
    const { fetch, anthropic } = setUp();
    const openai = new OpenAIClient({ apiKey: "sk-0123456789abcdef", fetch });
    const ringcentral = new RingCentralClient({ clientId: "c", clientSecret: "secret-01", jwt: "j", fetch });
    const ip1 = new Ip1Client({ apiKey: "ip1-key-0123456789", fetch });
    const sinch = new SinchClient({ servicePlanId: "plan", apiToken: "token-0123456789", fetch });
    const holes = Array(1) as never[];
    const high = { from: "+15550100123", text: "x", messages: holes };
    const named = { sender: "Library", body: "x", recipients: holes };
    const calls: [() => Promise<unknown>, string][] = [
      [() => anthropic.batches.create({ requests: holes }), "requests.0"],
      [() => anthropic.batches.submit(holes).collect(), "requests.0"],
      [() => openai.batches.submit(holes).collect(), "requests.0"],
      [() => ringcentral.batches.create(high), "messages.0"],
      [() => ringcentral.batches.submit(high).collect(), "messages.0"],
      [() => ip1.batches.send(named), "recipients.0"],
      [() => ip1.batches.submit(named).collect(), "recipients.0"],
      [() => sinch.batches.send({ to: holes, body: "x" }), "to.0"],
      [() => sinch.batches.submit({ to: holes, body: "x" }).collect(), "to.0"],
    ];
    for (const [call, path] of calls) expect(await issuesOf(call())).toMatchObject([{ path }]);
    expect(fetch.calls).toEqual([]);
  });

  it("lets timers run in between, also for a create", async () => {
    const { anthropic } = setUp();
    const params = { model: "m", max_tokens: 0, messages: [] };
    const given = Array.from({ length: 100_000 }, (_, i) => ({ custom_id: `r${i}`, params }));
    // The last one is wrong alone: all of them are looked at, and none is sent.
    const good = given.map((request) => ({ ...request, params: { ...params, max_tokens: 1 } }));
    const body = { requests: [...good.slice(0, -1), ...given.slice(-1)] };
    let isDone = false;
    let ticks = 0;
    const tick = (): void => {
      ticks++;
      if (!isDone) setImmediate(tick);
    };
    tick();
    const issues = await issuesOf(anthropic.batches.create(body).finally(() => (isDone = true)));
    expect(issues).toMatchObject([{ index: 99_999 }]);
    expect(ticks).toBeGreaterThan(2);
  });
});

describe("headers of an Anthropic batch", () => {
  it("are no members of its body, nor of the params of a request", async () => {
    const { anthropic } = setUp();
    const given = requests(["fine"]);
    for (const name of ["workspace_id", "user_profile_id"])
      expect(await issuesOf(anthropic.batches.create({ requests: given, [name]: "x" }))).toEqual([
        { path: name, message: expect.stringContaining("header") },
      ]);
    Object.assign(given[0]?.params ?? {}, { workspace_id: "wrkspc_1", user_profile_id: "uprof_1" });
    expect(await issuesOf(anthropic.batches.create({ requests: given }))).toMatchObject([
      { path: "requests.0.params.workspace_id", customId: "r0", message: expect.stringContaining("header") },
    ]);
  });

  it("are not there if they are undefined", async () => {
    const { fetch, anthropic } = setUp();
    const given = requests(["fine"]);
    Object.assign(given[0]?.params ?? {}, { betas: undefined });
    await anthropic.batches.create({ requests: given, workspace_id: undefined } as never);
    expect(fetch.calls).toHaveLength(1);
  });
});

describe("what JSON would turn into null", () => {
  it("is named in every body of every client, and nothing is sent", async () => {
    const { fetch, anthropic } = setUp();
    const ringcentral = new RingCentralClient({ clientId: "c", clientSecret: "secret-01", jwt: "j", fetch });
    const sinch = new SinchClient({ servicePlanId: "plan", apiToken: "token-0123456789", fetch });
    const to = "+15550100124";
    const record = { from: "+15550100123", to, optStatus: "OptIn", source: "API" } as never;
    const holed = <T>(value: T): T[] => Object.assign(Array<T>(2), { 0: value });
    const [request] = requests(["fine"]) as [BatchRequest];
    const warm = { ...request, params: { ...request.params, temperature: NaN } };
    const calls: [() => Promise<unknown>, string][] = [
      [() => anthropic.batches.create({ requests: [warm] }), "requests.0.params.temperature"],
      [() => anthropic.batches.submit([warm]).collect(), "requests.0.params.temperature"],
      [() => ringcentral.consents.update(holed(record)), "records.1"],
      [() => ringcentral.consents.search({ from: holed(to) }).toArray(), "from.1"],
      [() => ringcentral.optOuts.assign({ from: "+15550100123", optOuts: holed(to) }), "optOuts.1"],
      [() => sinch.groups.create({ name: HALF }), "name"],
      [() => sinch.batches.list({ from: holed("12345") }).toArray(), "from"],
    ];
    for (const [call, path] of calls) expect(await issuesOf(call())).toMatchObject([{ path }]);
    expect(fetch.calls.filter(({ url }) => !url.includes("oauth"))).toEqual([]);
  });
});
