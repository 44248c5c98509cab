import { describe, expect, it } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import type { ResponseParseError } from "../../src/core/base/errors/index.js";
import {
  ConfigError,
  HttpError,
  SubmissionError,
  UnknownOutcomeError,
  ValidationError,
} from "../../src/core/base/errors/index.js";
import { Ip1Client, type Ip1Options, type RecipientPair, type SubmitInput } from "../../src/ip1/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { KEY, numbers } from "../support/ip1.js";
import { rejection } from "../support/rejection.js";
import { forever, json, scriptedFetch, status, type Step } from "../support/scripted-fetch.js";

interface Sent {
  readonly reference?: string | null;
  readonly recipients: unknown;
  readonly [field: string]: unknown;
}

/** A server that takes everything: batches `b1`, `b2` and so on. */
function setUp(options: Ip1Options = {}, ...first: readonly Step[]) {
  const fetch = scriptedFetch(...first);
  let count = 0;
  fetch.add(forever(() => Response.json({ id: `b${++count}` }, { status: 202 })));
  const client = new Ip1Client(withClock({ apiKey: KEY, fetch, ...options }, new FakeClock()));
  const sent = (): Sent[] =>
    fetch.calls.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body ?? "") as Sent);
  return { client, sent, fetch };
}

const text = { sender: "Library", body: "Hello {name}" };
const pairs = (count: number): RecipientPair[] =>
  numbers(count).map((number, index) => [number, { name: `n${index}` }]);

async function* streamed<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

describe("submit cuts", () => {
  it("an array into batches of 1,000, in order, with positions and handles", async () => {
    const { client, sent } = setUp();
    const recipients = numbers(2_500);
    const parts = await client.batches.submit({ ...text, recipients, priority: 2 }).collect();
    expect(parts.map(({ index, from, to, handle }) => [index, from, to, handle.id])).toEqual([
      [0, 0, 1_000, "b1"],
      [1, 1_000, 2_000, "b2"],
      [2, 2_000, 2_500, "b3"],
    ]);
    expect(sent().map((part) => part.recipients)).toEqual([
      recipients.slice(0, 1_000),
      recipients.slice(1_000, 2_000),
      recipients.slice(2_000),
    ]);
    for (const part of sent()) expect(part).toMatchObject({ ...text, priority: 2 });
    expect(parts[0]).toMatchObject({ batch: { id: "b1" }, handle: { v: 1, provider: "ip1" } });
  });

  it("a dictionary, with default in every part", async () => {
    const { client, sent } = setUp();
    const all = pairs(5);
    const recipients = { ...Object.fromEntries(all), default: { name: "reader" } };
    const options = { maxRecipientsPerBatch: 2 };
    const parts = await client.batches.submit({ ...text, recipients }, options).collect();
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 4],
      [4, 5],
    ]);
    expect(sent().map((part) => part.recipients)).toEqual(
      [all.slice(0, 2), all.slice(2, 4), all.slice(4)].map((part) => ({
        ...Object.fromEntries(part),
        default: { name: "reader" },
      })),
    );
  });

  it.each<[string, (all: readonly RecipientPair[]) => SubmitInput["recipients"]]>([
    ["an array of pairs", (all) => [...all]],
    ["an array of pairs with default at its end", (all) => [...all.slice(1), all[0]!]],
    ["a Map", (all) => new Map(all)],
    ["an iterable of pairs", (all) => new Set(all)],
    ["an async iterable of pairs", (all) => streamed(all)],
  ])("%s, with default in every part and in no position", async (_, make) => {
    const { client, sent } = setUp();
    const all = pairs(3);
    const recipients = make([["default", { name: "reader" }], ...all]);
    const parts = await client.batches
      .submit({ ...text, recipients }, { maxRecipientsPerBatch: 2 })
      .collect();
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 3],
    ]);
    expect(sent().map((part) => part.recipients)).toEqual([
      { ...Object.fromEntries(all.slice(0, 2)), default: { name: "reader" } },
      { ...Object.fromEntries(all.slice(2)), default: { name: "reader" } },
    ]);
  });

  it.each<[string, () => SubmitInput["recipients"]]>([
    ["an iterable", () => new Set(numbers(3))],
    ["an async iterable", () => streamed(numbers(3))],
  ])("%s of numbers", async (_, make) => {
    const { client, sent } = setUp();
    await client.batches.submit({ ...text, recipients: make() }, { maxRecipientsPerBatch: 2 }).collect();
    expect(sent().map((part) => part.recipients)).toEqual([numbers(3).slice(0, 2), numbers(3).slice(2)]);
  });

  it("pairs without default, and recipients without values", async () => {
    const { client, sent } = setUp();
    await client.batches
      .submit({
        ...text,
        recipients: [
          ["4670", {}],
          ["4671", { name: "A" }],
        ],
      })
      .collect();
    expect(sent()[0]?.recipients).toEqual({ "4670": {}, "4671": { name: "A" } });
  });

  it.each([[[]], [{}], [{ default: { name: "x" } }], [new Map()], [streamed([])]])(
    "nothing into nothing",
    async (recipients) => {
      const { client, sent } = setUp();
      const input = { ...text, recipients } as SubmitInput;
      expect(await client.batches.submit(input).collect()).toEqual([]);
      expect(sent()).toEqual([]);
    },
  );

  it("reads a stream no further than the part that is being sent", async () => {
    const { client } = setUp();
    let read = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) yield await Promise.resolve(String(46_701_000_000 + read++));
    }
    const submission = client.batches.submit(
      { ...text, recipients: endless() },
      { maxRecipientsPerBatch: 10 },
    );
    for await (const { index } of submission) if (index === 2) break;
    expect(read).toBeLessThanOrEqual(32);
  });

  it.each([0, -1, 1.5, NaN])("not into parts of %d", async (maxRecipientsPerBatch) => {
    const { client, sent } = setUp();
    const input = { ...text, recipients: numbers(2) };
    await rejection(client.batches.submit(input, { maxRecipientsPerBatch }).collect(), ConfigError);
    expect(sent()).toEqual([]);
  });
});

describe("a submission without a limit", () => {
  it("is one batch, however many recipients it has", async () => {
    const { client, sent } = setUp();
    const input = { ...text, recipients: numbers(1_001) };
    await client.batches.submit(input, { maxRecipientsPerBatch: Infinity }).collect();
    expect(sent()).toHaveLength(1);
  });
});

describe("the reference of a part", () => {
  const input = { ...text, recipients: numbers(4) };
  const options = { maxRecipientsPerBatch: 2 };

  it("is its own where the input has none", async () => {
    const { client, sent } = setUp();
    await client.batches.submit(input, options).collect();
    const [first, second] = sent().map(({ reference }) => reference);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toMatch(/^[0-9a-f]{32}$/);
    expect(first).not.toBe(second);
  });

  it("is that of the input, or none when switched off", async () => {
    const { client, sent } = setUp();
    await client.batches.submit({ ...input, reference: "shelf-1" }, options).collect();
    await client.batches.submit(input, { ...options, autoReference: false }).collect();
    expect(sent().map((part) => part.reference)).toEqual(["shelf-1", "shelf-1", undefined, undefined]);
  });

  it("is the same when a part is sent again after a 429", async () => {
    const { client, sent } = setUp({}, status(429));
    await client.batches.submit({ ...text, recipients: numbers(1) }).collect();
    expect(sent()).toHaveLength(2);
    expect(sent()[1]).toEqual(sent()[0]);
  });
});

describe("local checks of a submission", () => {
  const good = { ...text, recipients: numbers(3) };

  it.each([
    ["a sender", { ...good, sender: "x" }, "sender"],
    ["a text", { ...good, body: " " }, "body"],
    ["a number in an array", { ...good, recipients: ["4670", "+46"] }, "recipients.1"],
    [
      "a number in a dictionary",
      { ...good, recipients: { default: {}, "4670": {}, "+46": {} } },
      "recipients.1",
    ],
    ["a mixture", { ...good, recipients: ["4670", ["4671", {}]] as unknown as string[] }, "recipients.1"],
    [
      "a number twice among pairs",
      {
        ...good,
        recipients: [
          ["46", {}],
          ["46", {}],
        ] as RecipientPair[],
      },
      "recipients.1",
    ],
    ["a single text", { ...good, recipients: "4670" }, "recipients"],
    ["nothing", { ...text, recipients: undefined as unknown as string[] }, "recipients"],
  ])("refuse %s before anything is sent", async (_, input, path) => {
    const { client, sent } = setUp();
    const submission = client.batches.submit(input, { maxRecipientsPerBatch: 1 });
    const error = await rejection(submission.collect(), ValidationError);
    expect(error.issues.map((issue) => issue.path)).toEqual([path]);
    expect(sent()).toEqual([]);
  });

  it("faults in a stream surface when they are reached", async () => {
    const { client, sent } = setUp();
    const recipients = streamed(["4670", "4671", "4672", "+46"]);
    const submission = client.batches.submit({ ...text, recipients }, { maxRecipientsPerBatch: 2 });
    const error = await rejection(submission.collect(), SubmissionError);
    expect(error.submitted).toMatchObject([{ from: 0, to: 2 }]);
    expect(error).toMatchObject({
      next: 2,
      failed: { from: 2, cause: { issues: [{ path: "recipients.3" }] } },
    });
    expect(sent()).toHaveLength(1);
  });

  it("refuse a default behind the recipients it should have served", async () => {
    const { client } = setUp();
    const recipients = streamed<RecipientPair>([
      ["4670", {}],
      ["default", {}],
    ]);
    const error = await rejection(client.batches.submit({ ...text, recipients }).collect(), SubmissionError);
    expect(error.failed.cause).toMatchObject({ issues: [{ path: "recipients.1" }] });
  });

  it("refuse a second default, whose values would be nobody's", async () => {
    const { client, sent } = setUp();
    const recipients: RecipientPair[] = [
      ["default", { name: "you" }],
      ["4670", {}],
      ["default", { name: "reader" }],
    ];
    const array = await rejection(client.batches.submit({ ...text, recipients }).collect(), ValidationError);
    expect(array.issues).toMatchObject([{ path: "recipients.1" }]);
    const work = client.batches.submit({ ...text, recipients: streamed(recipients) }).collect();
    const stream = await rejection(work, SubmissionError);
    expect(stream.failed.cause).toMatchObject({ issues: [{ path: "recipients.1" }] });
    expect(sent()).toEqual([]);
  });

  it("local checks that are off leave a submission to the server, but never write what is no JSON", async () => {
    const { client, sent } = setUp({ localChecks: false });
    await client.batches
      .submit({ sender: "x", body: "", recipients: ["+46", undefined as unknown as string] })
      .collect();
    expect(sent()).toMatchObject([{ sender: "x", body: "", recipients: ["+46", null] }]);
    const mixed = ["4670", ["4671", {}]] as unknown as string[];
    const error = await rejection(
      client.batches.submit({ ...text, recipients: mixed }).collect(),
      SubmissionError,
    );
    expect(error.failed.cause).toBeInstanceOf(ValidationError);
    expect(sent()).toHaveLength(1);
  });
});

describe("a part that fails", () => {
  const input = { ...text, recipients: numbers(5) };
  const options = { maxRecipientsPerBatch: 2 };
  const first = json({ id: "first" });

  it("because it was refused, is where to go on", async () => {
    const { client } = setUp({}, first, json({}, { status: 422 }));
    const error = await rejection(client.batches.submit(input, options).collect(), SubmissionError);
    expect(error.submitted.map(({ handle }) => handle.id)).toEqual(["first"]);
    expect(error).toMatchObject({ next: 2, failed: { from: 2, to: 4 } });
    expect(error.failed.cause).toBeInstanceOf(HttpError);
  });

  it("a part without a final answer is not to be sent again, and can be reconciled", async () => {
    const { client, sent, fetch } = setUp({}, first, status(500));
    const error = await rejection(client.batches.submit(input, options).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 4, failed: { from: 2, to: 4 } });
    const cause = error.failed.cause as UnknownOutcomeError;
    expect(cause).toBeInstanceOf(UnknownOutcomeError);
    const { reference } = sent()[1]!;
    expect(cause.correlation).toMatchObject({ label: reference, size: 2 });
    const server = new Ip1Client({
      apiKey: KEY,
      fetch: scriptedFetch(json([{ id: "lost", reference }]), json([])),
    });
    expect(await server.batches.reconcile(cause)).toMatchObject({ status: "found", handle: { id: "lost" } });
    expect(fetch.calls).toHaveLength(2);
  });

  it("a part that was answered without an id is found by its reference", async () => {
    const { client, sent, fetch } = setUp({}, status(202), () =>
      Response.json([{ id: "found", ...text, reference: sent()[0]?.reference }]),
    );
    const parts = await client.batches.submit({ ...text, recipients: numbers(2) }).collect();
    expect(parts).toMatchObject([{ handle: { id: "found" }, from: 0, to: 2 }]);
    expect(fetch.calls).toHaveLength(2);
  });

  it("a part that gets no id at all was accepted all the same: its recipients must not be sent to again", async () => {
    const { client, sent } = setUp({}, first, status(202), json([]), json([]));
    const error = await rejection(client.batches.submit(input, options).collect(), SubmissionError);
    expect(error).toMatchObject({ next: 4, failed: { from: 2, to: 4 } });
    const cause = error.failed.cause as ResponseParseError;
    expect(cause).toMatchObject({ accepted: true, operation: "sendBatch" });
    expect(cause.correlation).toMatchObject({ label: sent()[1]?.reference, size: 2 });
    const later = new Ip1Client({
      apiKey: KEY,
      fetch: scriptedFetch(json([{ id: "late", reference: sent()[1]?.reference }]), json([])),
    });
    expect(await later.batches.reconcile(cause)).toMatchObject({ status: "found", handle: { id: "late" } });
  });
});
