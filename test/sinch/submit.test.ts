import { expect, test } from "vitest";
import { SubmissionError, UnknownOutcomeError, ValidationError } from "../../src/core/base/errors/index.js";
import type { SubmitInput } from "../../src/sinch/index.js";
import { drain, rejection } from "../support/rejection.js";
import { forever, json, networkError, status, type Step } from "../support/scripted-fetch.js";
import { setup, textBatch } from "./fixtures.js";

const number = (n: number): string => `+4477009${10_000 + n}`;
const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => number(n));

/** Answers each send with a batch of its own, named after its first recipient. */
const takeAll: Step = ({ body }) => {
  const { to } = JSON.parse(body!) as { to: string[] };
  return Response.json(textBatch({ id: `from ${to[0]}`, to }), { status: 201 });
};

async function sent(input: SubmitInput): Promise<Record<string, unknown>[]> {
  const { client, fetch } = setup([forever(takeAll)]);
  await client.batches.submit(input).collect();
  return fetch.calls.map(({ body }) => JSON.parse(body!) as Record<string, unknown>);
}

test("parts of a thousand, in order, each with the rest of the body", async () => {
  const input = {
    from: "Library",
    to: numbers(2500),
    body: "Closed on Monday",
    delivery_report: "none",
  } as const;
  const before = structuredClone(input);
  const { client, fetch } = setup([forever(takeAll)]);
  const parts = await client.batches.submit(input).collect();
  expect(parts.map(({ index, from, to }) => [index, from, to])).toEqual([
    [0, 0, 1000],
    [1, 1000, 2000],
    [2, 2000, 2500],
  ]);
  expect(parts[1]!.handle).toMatchObject({
    provider: "sinch",
    account: "plan-1",
    id: `from ${number(1000)}`,
  });
  expect(fetch.calls.flatMap(({ body }) => (JSON.parse(body!) as { to: string[] }).to)).toEqual(
    numbers(2500),
  );
  for (const { body } of fetch.calls) {
    expect(JSON.parse(body!)).toMatchObject({
      from: "Library",
      body: "Closed on Monday",
      delivery_report: "none",
    });
  }
  expect(input).toEqual(before);
});

test("replacements are cut to the part, whatever their spelling; defaults go everywhere", async () => {
  const input = {
    to: numbers(1001),
    body: "${name} ${code}",
    parameters: {
      name: { [number(0)]: "Ada", [number(1000).slice(1)]: "Zoe", default: "you" },
      code: { [`00${number(0).slice(1)}`]: "first", [number(1000)]: "last" },
      unused: { "+15550100": "nobody" },
    },
  };
  const before = structuredClone(input);
  const [first, second] = await sent(input);
  expect(first!["parameters"]).toEqual({
    name: { [number(0)]: "Ada", default: "you" },
    code: { [`00${number(0).slice(1)}`]: "first" },
    unused: {},
  });
  expect(second!["parameters"]).toEqual({
    name: { [number(1000).slice(1)]: "Zoe", default: "you" },
    code: { [number(1000)]: "last" },
    unused: {},
  });
  expect(input).toEqual(before);
});

test("keys that objects already have are keys like any other", async () => {
  const parameters = JSON.parse(`{"__proto__":{"${number(0)}":"a"},"constructor":{"default":"b"}}`);
  const [body] = await sent({ to: [number(0)], body: "x", parameters });
  expect(JSON.stringify(body!["parameters"])).toBe(JSON.stringify(parameters));
});

test("a part with a group keeps all replacements: its members are not known here", async () => {
  const parameters = { name: { "+15550100": "Robin", default: "you" } };
  const [body] = await sent({ to: ["01M6DN87ZRJD9TKBPJCJ72JGE9"], body: "${name}", parameters });
  expect(body!["parameters"]).toEqual(parameters);
});

test("recipients may come from an iterable or an async one, once", async () => {
  async function* slowly(): AsyncGenerator<string> {
    for (const each of numbers(1200)) yield each;
  }
  const bodies = await sent({ to: slowly(), body: "x" });
  expect(bodies.map(({ to }) => (to as string[]).length)).toEqual([1000, 200]);
  const fromSet = await sent({ to: new Set(numbers(3)), body: "x" });
  expect(fromSet[0]!["to"]).toEqual(numbers(3));
});

test("memory does not grow: the input is read one part at a time", async () => {
  let taken = 0;
  function* endless(): Generator<string> {
    for (;;) yield number(taken++ % 80_000);
  }
  const { client } = setup([forever(takeAll)]);
  let parts = 0;
  for await (const _ of client.batches.submit({ to: endless(), body: "x" })) if (++parts === 3) break;
  expect(taken).toBeLessThanOrEqual(3_001);
});

test("nothing in, nothing out", async () => {
  expect(await sent({ to: [], body: "x" })).toEqual([]);
});

test("an array is checked whole before the first byte", async () => {
  const { client, fetch } = setup();
  const to = [...numbers(1500), ""];
  const error = await rejection(client.batches.submit({ to, body: "x" }).collect(), ValidationError);
  expect(error.issues).toEqual([{ path: "to.1500", index: 1500, message: expect.any(String) as unknown }]);
  expect(fetch.calls).toHaveLength(0);
});

test.each<[string, object, string]>([
  ["the body", { to: numbers(1), body: undefined }, "body"],
  ["the dates", { to: numbers(1), body: "x", send_at: null }, "send_at"],
  ["the bytes", { to: numbers(1), type: "mt_binary", body: "x", udh: "00" }, "body"],
  ["what is to be iterated", { to: "+447700900001", body: "x" }, "to"],
  ["that there is anything", { body: "x" }, "to"],
])("checks %s", async (_, input, path) => {
  const { client, fetch } = setup();
  const error = await rejection(client.batches.submit(input as SubmitInput).collect(), ValidationError);
  expect(error.issues[0]!.path).toBe(path);
  expect(fetch.calls).toHaveLength(0);
});

test("a fault in an iterable surfaces when it is reached", async () => {
  function* faulty(): Generator<string> {
    yield* numbers(1000);
    yield "";
  }
  const { client, fetch } = setup([forever(takeAll)]);
  const error = await rejection(
    client.batches.submit({ to: faulty(), body: "x" }).collect(),
    SubmissionError,
  );
  expect(error.submitted).toHaveLength(1);
  expect(ValidationError.is(error.failed.cause)).toBe(true);
  expect(error.next).toBe(1000);
  expect(fetch.calls).toHaveLength(1);
});

test("a refused part: what went out, what failed, and where to go on", async () => {
  const refusal = json({ code: "unknown_group", text: "no" }, { status: 403 });
  const { client } = setup([takeAll, refusal]);
  const { items, error } = await drain(client.batches.submit({ to: numbers(2500), body: "x" }));
  expect(items).toHaveLength(1);
  expect(error).toBeInstanceOf(SubmissionError);
  expect(error).toMatchObject({ failed: { from: 1000, to: 2000 }, next: 1000 });
});

test("a part whose outcome is unknown is not sent again, and can be looked for", async () => {
  const { client, fetch } = setup([takeAll, networkError("ECONNRESET")]);
  const input = { to: numbers(2500), body: "x", client_reference: "campaign-7" };
  const error = await rejection(client.batches.submit(input).collect(), SubmissionError);
  expect(error).toMatchObject({ failed: { from: 1000, to: 2000 }, next: 2000 });
  expect(fetch.calls).toHaveLength(2);
  const { cause } = error.failed;
  const digest = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;
  expect(UnknownOutcomeError.is(cause) && cause.correlation).toEqual({
    size: 1000,
    reference: digest,
    message: digest,
    to: digest,
    parameters: digest,
    sendAt: "none",
  });
});

test("503 on a part is waited out", async () => {
  const { client, fetch } = setup([status(503, {}, '{"code":"unavailable","text":"x"}'), takeAll]);
  expect(await client.batches.submit({ to: numbers(3), body: "x" }).collect()).toHaveLength(1);
  expect(fetch.calls[1]!.body).toBe(fetch.calls[0]!.body);
});
