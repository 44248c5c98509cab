import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withClock } from "../../src/core/base/clock.js";
import { SubmissionError, UnknownOutcomeError } from "../../src/core/base/errors/index.js";
import type { Intent, Reconciliation } from "../../src/core/base/types/index.js";
import { type BatchRequest, SinchClient, type TextBatch } from "../../src/sinch/index.js";
import { startSimulator, type Simulator } from "../../src/simulator/index.js";
import { rejection } from "../support/rejection.js";
import { json, status, type Step } from "../support/scripted-fetch.js";
import { datedSetup, textBatch } from "./fixtures.js";

const SETTLED_MS = 121_000;

describe("against the simulator", () => {
  let sim: Simulator;
  let client: SinchClient;
  /** Another process of the same account. */
  let other: SinchClient;

  beforeEach(async () => {
    sim = await startSimulator({ timeScale: "manual" });
    client = living();
    other = living();
  });
  afterEach(async () => {
    expect(sim.violations).toEqual([]);
    await sim.close();
  });

  /** A client that lives in the simulator's time: its sleeps move it. */
  function living(): SinchClient {
    const sleep = async (ms: number): Promise<void> => sim.clock.advance(ms);
    const clock = { now: () => sim.clock.now(), random: () => 0.5, sleep };
    return new SinchClient(withClock(sim.options.sinch, clock));
  }

  /** Sends, and loses the answer: `arrived` tells whether the request came through. */
  async function lose(body: BatchRequest, arrived: boolean, options = {}): Promise<UnknownOutcomeError> {
    const fault = arrived ? "reset-after" : "reset-before";
    sim.faults.add({ provider: "sinch", operation: "batches.send", times: 1, fault });
    return rejection(client.batches.send(body, options), UnknownOutcomeError);
  }

  const find = (lost: Intent): Promise<Reconciliation> => client.batches.reconcile(lost, { wait: true });

  const message = { from: "+447700900100", to: ["+44 7700 900001", "00447700900002"], body: "Hello ${n}" };
  const bare = { autoReference: false } as const;

  test("found by the label that every send gets, among batches that are alike", async () => {
    await other.batches.send(message);
    await other.batches.send(message, bare);
    const error = await lose(message, true);
    const result = await client.batches.reconcile(error);
    expect(result).toMatchObject({
      status: "found",
      batch: { client_reference: error.correlation?.["label"] },
    });
    const query = sim.requests.at(-1)!.query as Record<string, string>;
    expect(query["client_reference"]).toBe(error.correlation?.["label"]);
    expect(Date.parse(query["start_date"]!)).toBeLessThan(error.startedAt);
    expect(Date.parse(query["end_date"]!)).toBeGreaterThan(error.startedAt + 120_000);
  });

  test("without a label found by sender, body and recipients, however they are spelled", async () => {
    await other.batches.send({ ...message, body: "Another text" }, bare);
    await other.batches.send({ ...message, to: ["+447700900001"] }, bare);
    await other.batches.send({ ...message, from: "+447700900101" }, bare);
    const error = await lose(message, true, bare);
    const result = await client.batches.reconcile(error);
    expect(result).toMatchObject({ status: "found", batch: { body: "Hello ${n}", from: "447700900100" } });
    expect(result.status === "found" && result.batch.to).toHaveLength(2);
  });

  test("absent, though others of the same sender are there, and one that is alike but for its label", async () => {
    await other.batches.send({ ...message, body: "Another text" });
    await other.batches.send(message);
    const error = await lose(message, false);
    expect(await client.batches.reconcile(error)).toMatchObject({ status: "undecided", why: "settling" });
    expect(await find(error)).toEqual({ status: "absent" });
  });

  test("of several batches with the caller's reference, the one that is alike is found", async () => {
    await other.batches.send({ ...message, body: "Another text", client_reference: "campaign" });
    const error = await lose({ ...message, client_reference: "campaign" }, true);
    expect(await client.batches.reconcile(error)).toMatchObject({
      status: "found",
      batch: { body: "Hello ${n}" },
    });
  });

  test("the caller's reference used again with another text, other people, another time is another batch", async () => {
    const client_reference = "campaign";
    await other.batches.send({ ...message, body: "Another text", client_reference });
    await other.batches.send({ ...message, to: ["+447700900003"], client_reference });
    const at = (ms: number): string => new Date(sim.clock.now() + ms).toISOString();
    await other.batches.send({ ...message, client_reference, send_at: at(3_600_000) });
    await other.batches.send({ ...message, client_reference, expire_at: at(3_600_000) });
    const parameters = { n: { default: "you" } };
    await other.batches.send({ ...message, client_reference, parameters });
    const lost = { ...message, client_reference, expire_at: at(7_200_000) };
    expect(await find(await lose(lost, false))).toEqual({ status: "absent" });
  });

  test("two that are alike: undecided, with both", async () => {
    await other.batches.send(message, bare);
    const result = await find(await lose(message, true, bare));
    expect(result).toMatchObject({ status: "undecided", why: "ambiguous" });
    expect(result.status === "undecided" && result.candidates).toHaveLength(2);
  });

  test("one that this client knows to have sent is not the lost one", async () => {
    await client.batches.send(message, bare);
    expect(await find(await lose(message, false, bare))).toEqual({ status: "absent" });
  });

  test("a schedule and replacements that come back as they were given are proof", async () => {
    const send_at = new Date(sim.clock.now() + 3_600_000).toISOString();
    const parameters = { n: { "+447700900001": "Ada", default: "you" }, unused: {} };
    const error = await lose({ ...message, send_at, parameters, client_reference: "c" }, true);
    expect(await find(error)).toMatchObject({ status: "found" });
    const past = await lose({ ...message, send_at: "2020-01-01T00:00:00Z", client_reference: "d" }, true);
    expect(await find(past)).toMatchObject({ status: "found", batch: { client_reference: "d" } });
  });

  test("binary and media are compared by all they hold", async () => {
    const binary = { type: "mt_binary", to: message.to, body: "RG9vcnM=", udh: "0605" } as const;
    await other.batches.send({ ...binary, udh: "0606" }, bare);
    expect(await find(await lose(binary, true, bare))).toMatchObject({
      status: "found",
      batch: { udh: "0605" },
    });
    const body = { url: "https://media.example/a.jpg", message: "Hi" };
    const media = { type: "mt_media", to: message.to, body } as const;
    await other.batches.send({ ...media, body: { ...body, url: "https://media.example/b.jpg" } }, bare);
    expect(await find(await lose(media, true, bare))).toMatchObject({ status: "found", batch: { body } });
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
    expect(await find(error.failed.cause as UnknownOutcomeError)).toEqual({ status: "absent" });
  });
});

const sent = { to: ["+447700900001"], body: "Hello", client_reference: "order-1" };
const page = (...batches: TextBatch[]): Step =>
  json({ count: batches.length, page: 0, page_size: 1, batches });
const mine = (changes: Partial<TextBatch> = {}): TextBatch =>
  textBatch({ client_reference: "order-1", ...changes });

/** A client that lost the answer to a send, and then sees these answers. */
async function lost(body: BatchRequest, ...answers: readonly Step[]) {
  const made = datedSetup([status(500), ...answers]);
  const error = await rejection(made.client.batches.send(body), UnknownOutcomeError);
  return { ...made, error, reconcile: () => made.client.batches.reconcile(error) };
}

test("a batch outside of the window is another, whatever the server lists", async () => {
  const old = mine({ created_at: "2026-11-21T11:50:00Z" });
  const { clock, reconcile } = await lost(sent, page(old), page(), page(old), page());
  clock.pass(SETTLED_MS);
  expect(await reconcile()).toEqual({ status: "absent" });
  expect(clock.sleeps).toEqual([1_500]);
});

test("a reference of the caller's own is no proof where the rest is different", async () => {
  const other = [page(mine({ body: "Hello." })), page()];
  const { clock, reconcile } = await lost(sent, ...other, ...other);
  clock.pass(SETTLED_MS);
  expect(await reconcile()).toEqual({ status: "absent" });
});

test("what the provider does not give back is neither proof nor ruled out", async () => {
  const bare = { ...mine(), to: undefined as never };
  const { clock, reconcile } = await lost(sent, page(bare), page());
  clock.pass(SETTLED_MS);
  expect(await reconcile()).toMatchObject({
    status: "undecided",
    why: "unproven",
    candidates: [{ id: bare.id }],
  });
});

test("an expiry that the provider cut down to its longest is still the one asked for", async () => {
  const { reconcile } = await lost({ ...sent, expire_at: "2026-12-24T12:00:00Z" }, page(mine()), page());
  expect(await reconcile()).toMatchObject({ status: "found" });
});

test("one's own batch, though alike, does not hide the lost one", async () => {
  const own = mine({ id: "own" });
  const made = datedSetup([json(own, { status: 201 }), status(500), page(mine({ id: "lost" }), own), page()]);
  await made.client.batches.send(sent);
  const error = await rejection(made.client.batches.send(sent), UnknownOutcomeError);
  expect(await made.client.batches.reconcile(error)).toMatchObject({
    status: "found",
    batch: { id: "lost" },
  });
});
