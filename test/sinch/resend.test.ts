import { expect, test } from "vitest";
import {
  AuthenticationError,
  ConnectionError,
  HttpError,
  PermissionError,
  RateLimitError,
  ResponseParseError,
  UnknownOutcomeError,
} from "../../src/core/base/errors/index.js";
import type { SinchClient } from "../../src/sinch/index.js";
import { rejection } from "../support/rejection.js";
import { chunks, json, networkError, status, type Step } from "../support/scripted-fetch.js";
import { ID, report, setup, textBatch } from "./fixtures.js";

const message = { to: ["+447700900001"], body: "Hello" };
const group = { id: "01M6DN87ZRJD9TKBPJCJ72JGE9" };

interface Call {
  readonly name: string;
  readonly run: (client: SinchClient) => Promise<unknown>;
  readonly ok: Step;
  readonly safety: "read" | "idempotent" | "send";
}

const calls: readonly Call[] = [
  { name: "GET batch", run: ({ batches }) => batches.get(ID), ok: json(textBatch()), safety: "read" },
  {
    name: "GET report",
    run: ({ deliveryReports }) => deliveryReports.get(ID),
    ok: json(report({ Delivered: 1 })),
    safety: "read",
  },
  {
    name: "dry run",
    run: ({ batches }) => batches.sendDryRun(message),
    ok: json({ number_of_recipients: 1, number_of_messages: 1 }),
    safety: "read",
  },
  {
    name: "PUT replace",
    run: ({ batches }) => batches.replace(ID, message),
    ok: json(textBatch()),
    safety: "send",
  },
  {
    name: "DELETE cancel",
    run: ({ batches }) => batches.cancel(ID),
    ok: json(textBatch()),
    safety: "idempotent",
  },
  {
    name: "POST feedback",
    run: ({ batches }) => batches.sendDeliveryFeedback(ID, ["+447700900001"]),
    ok: status(202),
    safety: "idempotent",
  },
  {
    name: "POST send",
    run: ({ batches }) => batches.send(message),
    ok: json(textBatch(), { status: 201 }),
    safety: "send",
  },
  {
    name: "POST update",
    run: ({ batches }) => batches.update(ID, { body: "Bye" }),
    ok: json(textBatch()),
    safety: "send",
  },
  {
    name: "POST group",
    run: ({ groups }) => groups.create({}),
    ok: json(group, { status: 201 }),
    safety: "send",
  },
];

interface Fault {
  readonly name: string;
  readonly step: Step;
  /** What a call that costs money ends with; undefined where it is sent again. */
  readonly paid?: new (...args: never[]) => Error;
}

const UNAVAILABLE = '{"code":"unavailable","text":"x"}';

const faults: readonly Fault[] = [
  { name: "429", step: status(429) },
  { name: "503", step: status(503, {}, UNAVAILABLE) },
  { name: "503 without a body", step: status(503), paid: UnknownOutcomeError },
  { name: "connection refused", step: networkError("ECONNREFUSED") },
  { name: "no such host", step: networkError("ENOTFOUND") },
  { name: "500", step: status(500), paid: UnknownOutcomeError },
  { name: "502", step: status(502, { "content-type": "text/html" }, "<html>"), paid: UnknownOutcomeError },
  { name: "504", step: status(504), paid: UnknownOutcomeError },
  { name: "connection reset", step: networkError("ECONNRESET"), paid: UnknownOutcomeError },
  { name: "body breaks off", step: chunks(['{"id":', new Error("torn")]), paid: ResponseParseError },
];

const table = faults.flatMap((fault) =>
  calls.map((call) => ({ fault, call, title: `${fault.name}, ${call.name}` })),
);

test.each(table)("$title", async ({ fault, call }) => {
  const { client, fetch } = setup([fault.step, call.ok]);
  const isTorn = fault.name === "body breaks off";
  // What is idempotent has been carried out once its 2xx began; only a read loses nothing by a torn answer.
  if (fault.paid && call.safety === "send") {
    const error = await rejection(call.run(client), fault.paid);
    if (ResponseParseError.is(error)) expect(error.accepted).toBe(true);
    expect(fetch.calls).toHaveLength(1);
  } else if (isTorn && call.safety === "idempotent") {
    await rejection(call.run(client), ResponseParseError);
    expect(fetch.calls).toHaveLength(1);
  } else {
    await call.run(client);
    expect(fetch.calls).toHaveLength(2);
  }
});

const again = { retryUnknown: "may-send-twice" } as const;
test.each<[string, Step, (client: SinchClient) => Promise<unknown>]>([
  ["send", json(textBatch(), { status: 201 }), ({ batches }) => batches.send(message, again)],
  ["update", json(textBatch()), ({ batches }) => batches.update(ID, { body: "Bye" }, again)],
  ["replace", json(textBatch()), ({ batches }) => batches.replace(ID, message, again)],
  ["groups.create", json(group, { status: 201 }), ({ groups }) => groups.create({}, again)],
])("only may-send-twice sends again: %s", async (_, ok, run) => {
  const { client, fetch } = setup([status(500), ok]);
  await run(client);
  expect(fetch.calls).toHaveLength(2);
});

test.each([
  ["a page", "<html><h1>503 Backend fetch failed</h1></html>"],
  ["a gateway's JSON", '{"message":"Service Unavailable"}'],
  ["another gateway's", '{"code":503,"message":"upstream connect error"}'],
  ["a third one's", '{"error":"Service Unavailable"}'],
  ["a line of text", "no healthy upstream"],
  ["no body", null],
  ["blanks", "\n"],
])("a 503 that is not the provider's own leaves a send in doubt: %s", async (_, text) => {
  const { client, fetch } = setup([status(503, {}, text)]);
  const error = await rejection(client.batches.send(message), UnknownOutcomeError);
  expect(error.cause).toMatchObject({ status: 503 });
  expect(fetch.calls).toHaveLength(1);
});

test.each([
  ["the SMS API's form", UNAVAILABLE],
  ["its framework's form", '{"timestamp":"x","status":503,"error":"Service Unavailable","path":"/x"}'],
  ["an envelope", '{"error":{"code":503,"status":"UNAVAILABLE"}}'],
])("a 503 of the provider's own is sent again: %s", async (_, text) => {
  const { client, fetch } = setup([status(503, {}, text), json(textBatch(), { status: 201 })]);
  await client.batches.send(message);
  expect(fetch.calls).toHaveLength(2);
});

test.each([
  [429, RateLimitError],
  [503, HttpError],
])("a send that only meets %i ends with that answer, not with a doubt", async (code, type) => {
  const { client, fetch } = setup(Array(3).fill(status(code, {}, UNAVAILABLE)));
  const error = await rejection(client.batches.send(message), type);
  expect(error).toMatchObject({ status: code });
  expect(fetch.calls).toHaveLength(3);
});

test("a send that never left ends with a ConnectionError", async () => {
  const refused = networkError("ECONNREFUSED");
  const { client } = setup([refused, refused, refused]);
  await rejection(client.batches.send(message), ConnectionError);
});

test("a 2xx without an id is no batch: the send counts as accepted", async () => {
  const { client, fetch } = setup([json({ error: { status: "UNKNOWN" } }, { status: 201 })]);
  const error = await rejection(client.batches.send(message), ResponseParseError);
  expect(error).toMatchObject({ accepted: true, operation: "SendSMS" });
  expect(error.correlation).toBeDefined();
  expect(fetch.calls).toHaveLength(1);
});

test("neither text nor number stands in the error of a lost send", async () => {
  const { client } = setup([status(500)]);
  const error = await rejection(
    client.batches.send({ to: ["+447700900123"], from: "+447700900456", body: "Private words" }),
    UnknownOutcomeError,
  );
  const dump = JSON.stringify(error) + String(error.stack);
  expect(dump).not.toMatch(/7700900123|7700900456|Private words/);
  const digest = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;
  const rest = { label: digest, message: digest, from: digest, to: digest, parameters: digest };
  expect(error.correlation).toEqual({ ...rest, sendAt: "none" });
});

test.each([
  ["SMS error object", 400, { code: "syntax_invalid_json", text: "no" }, HttpError, "syntax_invalid_json"],
  ["its other spelling", 403, { code: "unknown_group", description: "no" }, PermissionError, "unknown_group"],
  [
    "framework",
    400,
    { timestamp: "x", status: 400, error: "Bad Request", path: "/" },
    HttpError,
    "Bad Request",
  ],
  [
    "envelope",
    400,
    { error: { code: 400, message: "no", status: "INVALID_ARGUMENT", details: [] } },
    HttpError,
    "INVALID_ARGUMENT",
  ],
] as const)("error shape: %s", async (_, code, body, type, errorCode) => {
  const { client } = setup([json(body, { status: code })]);
  const error = await rejection(client.batches.send(message), type);
  expect(error).toMatchObject({ status: code, errorCode, body });
});

test("error shape: none", async () => {
  const { client } = setup([status(401, { "content-type": "text/html" }, "<h1>no</h1>")]);
  const error = await rejection(client.batches.send(message), AuthenticationError);
  expect(error).toMatchObject({ body: undefined, bodyText: "<h1>no</h1>" });
  expect(error.errorCode).toBeUndefined();
});
