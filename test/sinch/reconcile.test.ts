import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SubmissionError, UnknownOutcomeError } from "../../src/core/base/errors/index.js";
import { SinchClient, type BatchRequest } from "../../src/sinch/index.js";
import { startSimulator, type Simulator } from "../../src/simulator/index.js";
import { withClock } from "../../src/core/base/clock.js";
import { FakeClock } from "../support/fake-clock.js";
import { rejection } from "../support/rejection.js";
import { json, status } from "../support/scripted-fetch.js";
import { setup, textBatch } from "./fixtures.js";

describe("against the simulator", () => {
  let sim: Simulator;
  let client: SinchClient;
  /** Another process of the same account. */
  let other: SinchClient;

  beforeEach(async () => {
    sim = await startSimulator({ timeScale: "manual" });
    client = new SinchClient(withClock(sim.options.sinch, new FakeClock(Date.now())));
    other = new SinchClient(sim.options.sinch);
  });
  afterEach(async () => {
    expect(sim.violations).toEqual([]);
    await sim.close();
  });

  /** Sends, and loses the answer: `arrived` tells whether the request came through. */
  async function lose(body: BatchRequest, arrived: boolean): Promise<UnknownOutcomeError> {
    sim.faults.add({
      provider: "sinch",
      operation: "batches.send",
      times: 1,
      fault: arrived ? "reset-after" : "reset-before",
    });
    return rejection(client.batches.send(body), UnknownOutcomeError);
  }

  const message = { from: "+447700900100", to: ["+44 7700 900001", "00447700900002"], body: "Hello ${n}" };

  test("found by sender, body and recipients, however they are spelled", async () => {
    await other.batches.send({ ...message, body: "Another text" });
    await other.batches.send({ ...message, to: ["+447700900001"] });
    await other.batches.send({ ...message, from: "+447700900101" });
    const error = await lose(message, true);
    const result = await client.batches.reconcile(error);
    expect(result).toMatchObject({ status: "found", batch: { body: "Hello ${n}", from: "447700900100" } });
    expect(result.status === "found" && result.batch.to).toHaveLength(2);
  });

  test("absent, though others of the same sender are there", async () => {
    await other.batches.send({ ...message, body: "Another text" });
    const error = await lose(message, false);
    expect(await client.batches.reconcile(error)).toEqual({ status: "absent" });
  });

  test("found by reference", async () => {
    await other.batches.send(message);
    const error = await lose({ ...message, client_reference: "order-1" }, true);
    expect(await client.batches.reconcile(error)).toMatchObject({
      status: "found",
      batch: { client_reference: "order-1" },
    });
    const query = sim.requests.at(-1)!.query as Record<string, string>;
    expect(query["client_reference"]).toBe("order-1");
    const windowMs = Date.parse(query["end_date"]!) - Date.parse(query["start_date"]!);
    expect(windowMs).toBe(10 * 60_000);
  });

  test("of several batches with the reference, the one that is alike is found", async () => {
    await other.batches.send({ ...message, body: "Another text", client_reference: "campaign" });
    const error = await lose({ ...message, client_reference: "campaign" }, true);
    expect(await client.batches.reconcile(error)).toMatchObject({
      status: "found",
      batch: { body: "Hello ${n}" },
    });
  });

  test("two that are alike: undecided, with both", async () => {
    await other.batches.send(message);
    const error = await lose(message, true);
    const result = await client.batches.reconcile(error);
    expect(result.status === "undecided" && result.candidates).toHaveLength(2);
  });

  test("one that this client knows to have sent is not the lost one", async () => {
    await client.batches.send(message);
    const error = await lose(message, false);
    expect(await client.batches.reconcile(error)).toEqual({ status: "absent" });
  });

  test("binary and media are compared by all they hold", async () => {
    const binary = { type: "mt_binary", to: message.to, body: "RG9vcnM=", udh: "0605" } as const;
    await other.batches.send({ ...binary, udh: "0606" });
    expect(await client.batches.reconcile(await lose(binary, true))).toMatchObject({
      status: "found",
      batch: { udh: "0605" },
    });
    const media = {
      type: "mt_media",
      to: message.to,
      body: { url: "https://media.example/a.jpg", message: "Hi" },
    } as const;
    await other.batches.send({ ...media, body: { url: "https://media.example/b.jpg", message: "Hi" } });
    expect(await client.batches.reconcile(await lose(media, true))).toMatchObject({
      status: "found",
      batch: { body: { url: "https://media.example/a.jpg" } },
    });
  });

  test("a lost part of a submission, found among parts of the same reference", async () => {
    const to = Array.from({ length: 2500 }, (_, n) => `+4477009${10_000 + n}`);
    sim.faults.add({ provider: "sinch", operation: "batches.send", times: 1, fault: "reset-after" });
    const submission = client.batches.submit({ to, body: "Hello", client_reference: "campaign" });
    const error = await rejection(submission.collect(), SubmissionError);
    // Another process has sent the next part meanwhile.
    await other.batches.send({ to: to.slice(1000, 2000), body: "Hello", client_reference: "campaign" });
    const result = await client.batches.reconcile(error.failed.cause as UnknownOutcomeError);
    expect(result).toMatchObject({
      status: "found",
      batch: { to: expect.arrayContaining(["447700910000"]) as unknown },
    });
  });

  test("a lost part that never arrived is not taken for another part", async () => {
    sim.faults.add({ provider: "sinch", operation: "batches.send", times: 1, fault: "reset-before" });
    const submission = client.batches.submit({
      to: ["+447700900001"],
      body: "Hello",
      client_reference: "campaign",
    });
    const error = await rejection(submission.collect(), SubmissionError);
    await other.batches.send({ to: ["+447700900002"], body: "Hello", client_reference: "campaign" });
    const result = await client.batches.reconcile(error.failed.cause as UnknownOutcomeError);
    expect(result.status).toBe("undecided");
  });
});

test("a batch outside of the window is another, whatever the server lists", async () => {
  const sent = { to: ["+447700900001"], body: "Hello", from: "+447700900100" };
  const old = textBatch({ created_at: "2026-11-21T11:50:00Z" });
  const list = json({ count: 1, page: 0, page_size: 1, batches: [old] });
  const { client, clock } = setup([status(500), list, list]);
  const error = await rejection(client.batches.send(sent), UnknownOutcomeError);
  expect(await client.batches.reconcile(error)).toEqual({ status: "absent" });
  expect(clock.sleeps).toHaveLength(1);
});

test("a reference is enough, even where the provider words the rest in its own way", async () => {
  const found = textBatch({ client_reference: "order-1", body: "Hello.", to: ["1"] });
  const { client } = setup([status(500), json({ count: 1, page: 0, page_size: 1, batches: [found] })]);
  const sent = { to: ["+447700900001"], body: "Hello", client_reference: "order-1" };
  const error = await rejection(client.batches.send(sent), UnknownOutcomeError);
  expect(await client.batches.reconcile(error)).toMatchObject({ status: "found", batch: found });
});

test("one's own batch, though alike, does not hide the lost one", async () => {
  const sent = { to: ["+447700900001"], body: "Hello", client_reference: "order-1" };
  const own = textBatch({ id: "own", client_reference: "order-1", from: undefined as never });
  const lost = textBatch({ id: "lost", client_reference: "order-1", body: "Hello." });
  const list = json({ count: 2, page: 0, page_size: 2, batches: [lost, own] });
  const { client } = setup([json(own, { status: 201 }), status(500), list]);
  await client.batches.send(sent);
  const error = await rejection(client.batches.send(sent), UnknownOutcomeError);
  expect(await client.batches.reconcile(error)).toMatchObject({ status: "found", batch: { id: "lost" } });
});
