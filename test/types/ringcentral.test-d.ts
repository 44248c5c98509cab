/* eslint-disable @typescript-eslint/unbound-method -- nothing is called here: only types are looked at */
import { describe, expectTypeOf, it } from "vitest";
import type {
  BatchSnapshot,
  CallOptions,
  Paginated,
  Reconciliation,
  SendOptions,
  Submission,
} from "../../src/index.js";
import {
  type MessageBatchCreateRequest,
  type MessageBatchResponse,
  type MessageStatusesResponse,
  parseRingCentralEvent,
  type RingCentralClient,
  type SmsOptRecord,
  type TokenStore,
  type UserPhoneNumberInfo,
} from "../../src/ringcentral/index.js";

declare const client: RingCentralClient;
declare const store: TokenStore;

describe("RingCentralClient", () => {
  it("takes and gives the wire types by their own names", () => {
    expectTypeOf(client.batches.create).parameter(0).toEqualTypeOf<MessageBatchCreateRequest>();
    expectTypeOf(client.batches.create).returns.resolves.toEqualTypeOf<MessageBatchResponse>();
    expectTypeOf(client.consents.search).returns.toExtend<Paginated<SmsOptRecord>>();
    expectTypeOf(client.phoneNumbers.findSender).returns.resolves.toEqualTypeOf<
      UserPhoneNumberInfo | undefined
    >();
    expectTypeOf(client.batches.reconcile).returns.resolves.toEqualTypeOf<
      Reconciliation<MessageBatchResponse>
    >();
  });

  it("requires a sender and messages, and a recipient in each", () => {
    // @ts-expect-error no sender
    void client.batches.create({ messages: [] });
    // @ts-expect-error no messages
    void client.batches.create({ from: "+16505550100" });
    // @ts-expect-error a single number is not an array
    void client.batches.create({ from: "+16505550100", messages: [{ to: "+15550100101" }] });
  });

  it("opens the door to resending only at calls that send", () => {
    expectTypeOf(client.batches.create).parameter(1).toEqualTypeOf<SendOptions | undefined>();
    expectTypeOf(client.batches.get).parameter(1).toEqualTypeOf<CallOptions | undefined>();
    // @ts-expect-error a read has no such door
    void client.batches.get("a", { retryUnknown: "may-send-twice" });
    // @ts-expect-error and a send no other
    void client.batches.create({ from: "+1", messages: [] }, { retryUnknown: true });
  });

  it("types what a wait brings", async () => {
    const snapshot = await client.batches.wait("a", { until: "delivered" });
    expectTypeOf(snapshot).toEqualTypeOf<BatchSnapshot<MessageBatchResponse, MessageStatusesResponse>>();
    // @ts-expect-error there is no such thing to wait for
    void client.batches.wait("a", { until: "read" });
  });

  it("submits any iterable of messages", () => {
    const messages = (async function* () {
      yield { to: ["+15550100101"] };
    })();
    const options = { maxMessagesPerBatch: Infinity };
    expectTypeOf(client.batches.submit({ from: "+1", text: "Hi", messages }, options)).toEqualTypeOf<
      Submission<MessageBatchResponse>
    >();
    expectTypeOf(client.batches.submit({ from: "+1", messages })).not.toHaveProperty("then");
    const run = client.batches.run(() => ({ from: "+1", messages }), {
      ...options,
      until: "sent",
      rounds: 2,
    });
    expectTypeOf(run.summary).returns.resolves.toHaveProperty("kinds");
    expectTypeOf(client.batches.estimate({ from: "+1", messages }, options)).resolves.toHaveProperty("parts");
    // @ts-expect-error an option of another provider
    client.batches.run({ from: "+1", messages }, { maxRecipientsPerBatch: 1 });
  });

  it("keeps wire values: ids are strings, statuses an open set with its known names", () => {
    expectTypeOf<MessageBatchResponse["id"]>().toEqualTypeOf<string>();
    const status: MessageBatchResponse["status"] = "Completed";
    const other: MessageBatchResponse["status"] = "A status of tomorrow";
    expectTypeOf(status).toExtend<string>();
    expectTypeOf(other).toExtend<string>();
  });

  it("knows the kinds of numbers, and takes those of tomorrow", () => {
    type SubType = UserPhoneNumberInfo["subType"];
    type Known = "Programmable" | "Air" | "AirPro";
    expectTypeOf<Extract<SubType, Known>>().toEqualTypeOf<Known>();
    expectTypeOf<"A kind of tomorrow">().toExtend<SubType>();
  });

  it("narrows events by their type", () => {
    const event = parseRingCentralEvent("{}");
    if (event.type === "opt-out") expectTypeOf(event.body.active).toEqualTypeOf<boolean>();
    if (event.type === "batch") expectTypeOf(event.body).toEqualTypeOf<MessageBatchResponse>();
    // @ts-expect-error an unknown event has nothing but its JSON
    if (event.type === "unknown") void event.uuid;
  });

  it("has a token store of two methods", () => {
    expectTypeOf(store.get).returns.resolves.toExtend<{ readonly accessToken: string } | undefined>();
    expectTypeOf(store.set).returns.resolves.toEqualTypeOf<void>();
  });
});
