import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expectTypeOf, test } from "vitest";
import type { BatchOutcome } from "../../src/core/base/types/index.js";
import {
  parseSinchWebhook,
  SinchClient,
  type SinchEvent,
  sinchWebhookHandler,
} from "../../src/sinch/index.js";
import type {
  Batch,
  BatchUpdate,
  BinaryBatchRequest,
  DeliveryReport,
  MediaBatchRequest,
  TextBatch,
  TextBatchRequest,
} from "../../src/sinch/index.js";

declare const client: SinchClient;

test("a body is checked, misspelt keys included", () => {
  void client.batches.send({ to: ["1"], body: "Hello" });
  void client.batches.send({ to: ["1"], body: "Hello", send_at: new Date(), expire_at: new Date() });
  // @ts-expect-error a misspelt key
  void client.batches.send({ to: ["1"], body: "Hello", sendAt: "2027-01-01T00:00:00Z" });
  // @ts-expect-error recipients are missing
  void client.batches.send({ body: "Hello" });
  // @ts-expect-error a binary message needs its header
  void client.batches.send({ type: "mt_binary", to: ["1"], body: "AA==" });
  // @ts-expect-error a picture message needs an object
  void client.batches.send({ type: "mt_media", to: ["1"], body: "Hello" });
  // @ts-expect-error null is for updates
  void client.batches.send({ to: ["1"], body: "Hello", send_at: null });
  expectTypeOf<Omit<TextBatchRequest, "to">>().toHaveProperty("body");
  expectTypeOf<BinaryBatchRequest["type"]>().toEqualTypeOf<"mt_binary">();
  expectTypeOf<MediaBatchRequest["body"]>().toHaveProperty("url");
});

test("nulls reset where the documents say so, and nowhere else", () => {
  expectTypeOf<null>().toExtend<BatchUpdate["send_at"]>();
  // @ts-expect-error a text cannot be reset
  void client.batches.update("id", { body: null });
  void client.groups.update("id", { name: null });
  void client.batches.update("id", { send_at: new Date(), expire_at: null });
  void client.batches.update("id", { send_at: null, expire_at: new Date() });
});

test("a batch is told apart by its type", async () => {
  const batch = await client.batches.get("id");
  expectTypeOf(batch).toEqualTypeOf<Batch>();
  if (batch.type === "mt_text") expectTypeOf(batch).toEqualTypeOf<TextBatch>();
  if (batch.type === "mt_media") expectTypeOf(batch.body.url).toBeString();
});

test("a snapshot holds batch and report", async () => {
  const snapshot = await client.batches.wait("id", { until: "delivered" });
  expectTypeOf(snapshot.raw).toEqualTypeOf<Batch>();
  expectTypeOf(snapshot.report).toEqualTypeOf<DeliveryReport | undefined>();
  expectTypeOf(snapshot.outcome).toEqualTypeOf<BatchOutcome | undefined>();
});

test("submit takes any iterable of recipients; send takes an array", () => {
  client.batches.submit({ to: new Set(["1"]), body: "Hello" });
  client.batches.submit({
    to: (async function* () {
      yield "1";
    })(),
    type: "mt_binary",
    body: "AA==",
    udh: "00",
  });
  // @ts-expect-error a set is no array
  void client.batches.send({ to: new Set(["1"]), body: "Hello" });
});

test("retryUnknown is for what costs money", () => {
  void client.batches.send({ to: ["1"], body: "x" }, { retryUnknown: "may-send-twice" });
  // @ts-expect-error the only value there is
  void client.batches.send({ to: ["1"], body: "x" }, { retryUnknown: true });
  // @ts-expect-error a read has no need of it
  void client.batches.get("id", { retryUnknown: "may-send-twice" });
});

test("an event narrows by its type", () => {
  const event = parseSinchWebhook("{}");
  if (event.type === "mo_text") expectTypeOf(event.body).toBeString();
  if (event.type === "delivery_report_mms") expectTypeOf(event.total_message_count).toBeNumber();
  if (event.type === "unknown") expectTypeOf(event.raw).toBeUnknown();
});

test("regions are five", () => {
  new SinchClient({ servicePlanId: "p", apiToken: async () => "t", region: "au" });
  // @ts-expect-error no such region
  new SinchClient({ region: "asia" });
});

test("a webhook listener fits Node's http and what Express calls, and its event narrows", () => {
  const listener = sinchWebhookHandler({
    secret: "s",
    onEvent: async (event, request) => {
      expectTypeOf(event).toEqualTypeOf<SinchEvent>();
      expectTypeOf(request.headers["x-any"]).toEqualTypeOf<string | string[] | undefined>();
    },
  });
  createServer(listener);
  type Express = (
    request: IncomingMessage & { body: unknown },
    response: ServerResponse,
    next: (error?: unknown) => void,
  ) => void;
  expectTypeOf(listener).toExtend<Express>();
  // @ts-expect-error without a secret, not signing has to be said
  sinchWebhookHandler({ onEvent: () => undefined });
});
