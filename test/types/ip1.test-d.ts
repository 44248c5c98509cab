import { expectTypeOf, test } from "vitest";
import type {
  BatchHandle,
  BatchSnapshot,
  Page,
  Paginated,
  RecipientResult,
  SubmittedPart,
} from "../../src/core/base/types/index.js";
import {
  type Batch,
  type BatchDetails,
  Ip1Client,
  type Ip1SendOptions,
  type Message,
  parseIp1Report,
  type SentBatch,
} from "../../src/ip1/index.js";

const client = new Ip1Client({ apiKey: "key", autoReference: false });
const { batches } = client;
const body = { sender: "Library", recipients: ["46701740605"], body: "Hi" };

test("a send may come without an id, and says so before it can be waited on", async () => {
  expectTypeOf(batches.send(body)).resolves.toEqualTypeOf<SentBatch>();
  const sent = {} as SentBatch;
  // @ts-expect-error -- there may be no id
  void batches.wait(sent);
  if (sent.id !== undefined) {
    expectTypeOf(sent).toEqualTypeOf<Batch>();
    expectTypeOf(batches.wait(sent)).resolves.toExtend<BatchSnapshot<BatchDetails>>();
  }
  expectTypeOf(sent.status).toEqualTypeOf<Batch["status"]>();
});

test("a batch needs sender, recipients and body", () => {
  // @ts-expect-error -- no body
  void batches.send({ sender: "Library", recipients: ["46"] });
  // @ts-expect-error -- a number is a text
  void batches.send({ ...body, recipients: [46] });
  // @ts-expect-error -- values are texts
  void batches.send({ ...body, recipients: { "46": { name: 7 } } });
  // @ts-expect-error -- 1 or 2
  void batches.send({ ...body, priority: 3 });
  void batches.send({ ...body, recipients: { "46": { name: "A" }, default: {} }, reference: null });
});

test("submit takes every form of recipients", () => {
  expectTypeOf(batches.submit({ ...body, recipients: new Set(["46"]) }).collect()).resolves.toEqualTypeOf<
    SubmittedPart<BatchDetails>[]
  >();
  void batches.submit({ ...body, recipients: new Map([["46", { name: "A" }]]) });
  void batches.submit({ ...body, recipients: { "46": {} } }, { maxRecipientsPerBatch: 10 });
  void batches.submit({ ...body, recipients: [["46", {}]] });
  // @ts-expect-error -- a text is an iterable of its letters
  const one: Parameters<typeof batches.submit>[0]["recipients"] = 46;
  void one;
});

test("there is one door to sending twice", () => {
  expectTypeOf<Ip1SendOptions["retryUnknown"]>().toEqualTypeOf<"may-send-twice" | undefined>();
  // @ts-expect-error -- no other word
  void batches.send(body, { retryUnknown: true });
});

test("lists are paginated, pages are arrays with items", () => {
  expectTypeOf(batches.list()).toEqualTypeOf<Paginated<Batch, Batch[]>>();
  expectTypeOf(client.messages.list("id")).toEqualTypeOf<Paginated<Message, Message[]>>();
  expectTypeOf<Page<Batch, Batch[]>>().toExtend<Batch[] & { readonly items: Batch[] }>();
  // @ts-expect-error -- upper case
  void client.senders.list({ order: "desc" });
});

test("handles are plain, until has two words", () => {
  expectTypeOf(batches.handle("id")).toEqualTypeOf<BatchHandle>();
  void batches.wait("id", { until: "delivered" });
  // @ts-expect-error -- no other word
  void batches.wait("id", { until: "done" });
});

test("events are told apart by their type, and a messageId can always be asked for", () => {
  const event = parseIp1Report("{}");
  expectTypeOf(event.messageId).toEqualTypeOf<string | undefined>();
  if (event.type === "delivery-report") {
    expectTypeOf(event.messageId).toEqualTypeOf<string>();
    expectTypeOf(event.price).toEqualTypeOf<number | undefined>();
  } else if (event.type === "incoming-message") {
    expectTypeOf(event.messageId).toEqualTypeOf<string>();
  } else {
    expectTypeOf(event.type).toEqualTypeOf<"unknown">();
  }
});

test("results are typed per recipient, and have no lines", () => {
  const results = batches.results("b");
  expectTypeOf(results).toEqualTypeOf<AsyncIterable<RecipientResult<Message>>>();
  // @ts-expect-error -- no file stands behind them
  void results.lines;
  expectTypeOf<RecipientResult["outcome"]>().toEqualTypeOf<
    "succeeded" | "failed" | "pending" | "canceled" | "expired" | "unknown"
  >();
});
