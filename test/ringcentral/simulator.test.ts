import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Token } from "../../src/core/auth/token.js";
import { UnknownOutcomeError } from "../../src/index.js";
import { RingCentralClient, type RingCentralOptions } from "../../src/ringcentral/index.js";
import { startSimulator, type Simulator } from "../../src/simulator/index.js";
import { all, rejection } from "../support/rejection.js";
import { inTimeOf } from "../support/simulated-time.js";
import { memoryStore } from "./support.js";

let sim: Simulator;
beforeEach(async () => {
  sim = await startSimulator({ timeScale: "manual" });
});
afterEach(async () => {
  expect(sim.violations).toEqual([]);
  await sim.close();
});

/** A client that lives in the simulator's time: its sleeps move the simulator's clock. */
function client(options: RingCentralOptions = {}): RingCentralClient {
  return new RingCentralClient(inTimeOf(sim, { ...sim.options.ringcentral, ...options }));
}

const count = (operation: string): number =>
  sim.requests.filter((each) => each.operation === operation).length;
const numbers = (amount: number): string[] =>
  Array.from({ length: amount }, (_, i) => `+1415555${String(1_000 + i).padStart(4, "0")}`);
const textTo = (...to: string[]) => ({ text: "Hello", messages: to.map((number) => ({ to: [number] })) });

describe("the client in the simulator", () => {
  it("finds a sender, sends, and waits until every message is final", async () => {
    const it = client();
    const { phoneNumber: from = "" } = (await it.phoneNumbers.findSender()) ?? {};
    expect(from).toBe("+16505550100");
    const to = ["+15550100101", "+15550100199", "+15550100190", "+15550100192", "+15550100194"];
    const created = await it.batches.create({ from, ...textTo(...to) });
    const sent = await it.batches.wait(created);
    expect(sent).toMatchObject({ outcome: "completed", counts: { total: 4, succeeded: 3, failed: 1 } });
    const snapshots = await all(it.batches.watch(created, { until: "delivered" }));
    expect(snapshots.at(-1)).toMatchObject({
      phase: "ended",
      counts: { total: 4, succeeded: 1, failed: 2, unknown: 1 },
      report: { delivered: { count: 1 } },
      rejected: [{ position: 1, to: ["+15550100199"] }],
    });
  });

  it("tells what became of each message, days later too, in the same words as the counts", async () => {
    const it = client();
    const to = ["+15550100101", "+15550100199", "+15550100190", "+15550100192", "+15550100101"];
    const { id } = await it.batches.create({ from: "+16505550100", ...textTo(...to) });
    const { counts } = await it.batches.wait(id, { until: "delivered" });
    await sim.clock.advance(4 * 86_400_000);
    const results = await all(it.batches.results(id));
    expect(results.map(({ position }) => position).sort()).toEqual([0, 1, 2, 3, 4]);
    for (const { to: number, position } of results) expect(number).toBe(to[position ?? -1]);
    expect(results.find(({ position }) => position === 1)).toMatchObject({
      outcome: "failed",
      code: "SMS-RC-410",
    });
    const sent = results.filter(({ messageId }) => messageId !== undefined);
    for (const outcome of ["succeeded", "failed", "unknown", "pending"] as const)
      expect([outcome, sent.filter((each) => each.outcome === outcome).length]).toEqual([
        outcome,
        counts?.[outcome],
      ]);
  });

  it("waits for hours: across expiries, inside the rate limit, with one login", async () => {
    const it = client();
    const batches = await Promise.all(
      [1, 2, 3].map(() => it.batches.create({ from: "+16505550100", ...textTo(...numbers(8_000)) })),
    );
    sim.faults.add({
      operation: "batches.get",
      times: 2,
      fault: { status: 429, headers: { "retry-after": "50" } },
    });
    sim.faults.add({ operation: "batches.get", times: 3, fault: { status: 503 } });
    const startMs = sim.clock.now();
    const ended = await Promise.all(batches.map((batch) => it.batches.wait(batch)));
    expect(ended.every(({ phase }) => phase === "ended")).toBe(true);
    const hours = (sim.clock.now() - startMs) / 3_600_000;
    expect(hours).toBeGreaterThan(2);
    // One login, and one refresh for each hour that passed.
    const refreshes = Math.floor(hours * (3_600 / 3_540));
    expect(count("login")).toBe(1 + refreshes);
    // A refresh ends the old token at once: what the two other waits have under way then is refused, and replayed.
    const refused = sim.requests.filter(({ status }) => status === 401);
    expect(refused.length).toBeLessThanOrEqual(2 * refreshes);
    expect(sim.requests.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it("survives a token that dies before its time, with one token call for three waits", async () => {
    const it = client();
    const created = await it.batches.create({ from: "+16505550100", ...textTo("+15550100101") });
    const before = count("login");
    sim.faults.add({ operation: "batches.get", times: 3, fault: { status: 401 } });
    await Promise.all([1, 2, 3].map(() => it.batches.wait(created)));
    expect(count("login")).toBe(before + 1);
  });

  it("shares one of the five sessions between any number of clients with a store", async () => {
    const tokenStore = memoryStore<Token>();
    for (let n = 0; n < 8; n++) await client({ tokenStore }).batches.list().toArray();
    expect(count("login")).toBe(1);
    await client({ tokenStore }).logout();
    expect(sim.requests.at(-1)).toMatchObject({ operation: "logout", status: 200 });
    expect(tokenStore.value).toBeUndefined();
  });

  it("keeps within the limit of 50 calls a minute by itself", async () => {
    const it = client();
    for (let n = 0; n < 60; n++) await it.batches.list().toArray();
    expect(sim.requests.filter(({ status }) => status === 429)).toHaveLength(0);
  });

  it("never sends a batch twice, and reconcile finds what the fault hid", async () => {
    const it = client();
    const body = { from: "+16505550100", ...textTo("+15550100101", "+15550100102") };
    sim.faults.add({ operation: "batches.create", fault: "reset-after" });
    const taken = await rejection(it.batches.create(body), UnknownOutcomeError);
    expect(await it.batches.reconcile(taken)).toMatchObject({ status: "found", batch: { batchSize: 2 } });
    await sim.clock.advance(3_600_000);
    sim.faults.add({ operation: "batches.create", fault: "reset-before" });
    const dropped = await rejection(it.batches.create(body), UnknownOutcomeError);
    expect(await it.batches.reconcile(dropped)).toMatchObject({ status: "undecided", why: "settling" });
    expect(await it.batches.reconcile(dropped, { wait: true })).toEqual({ status: "absent" });
    expect(count("batches.create")).toBe(2);
  });

  it("does not call absent a batch of which a recipient was rejected", async () => {
    const it = client();
    sim.faults.add({ operation: "batches.create", fault: "reset-after" });
    const body = { from: "+16505550100", ...textTo("+15550100101", "+15550100199") };
    const error = await rejection(it.batches.create(body), UnknownOutcomeError);
    expect((await it.batches.reconcile(error)).status).toBe("undecided");
  });

  it("splits a submission, and counts rejects over the whole of it", async () => {
    const it = client();
    const to = [...numbers(24), "+15550100199"];
    const input = { from: "+18005550100", text: "Hello", messages: to.map((number) => ({ to: [number] })) };
    const parts = await it.batches.submit(input, { maxMessagesPerBatch: 10 }).collect();
    expect(parts.map(({ batch }) => batch?.batchSize)).toEqual([10, 10, 4]);
    expect(parts[2]?.rejected).toMatchObject([{ index: 5, position: 24 }]);
  });

  it("reads messages with exact ids, page by page", async () => {
    const it = client();
    const created = await it.batches.create({ from: "+16505550100", ...textTo(...numbers(7)) });
    const messages = await it.messages.list({ batchId: created.id, perPage: 3, view: "Detailed" }).toArray();
    expect(messages.map(({ to }) => to?.[0]).toSorted()).toEqual(numbers(7));
    const { id } = messages[0]!;
    expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
    expect(await it.messages.get(id)).toEqual(messages[0]);
  });

  it("opts out, searches, and sees the effect", async () => {
    const it = client();
    const from = "+16505550100";
    const records = numbers(3).map((to) => ({ from, to, optStatus: "OptOut", source: "Api" }) as const);
    expect(await it.consents.update(records)).toEqual({});
    expect(await it.consents.search({ from: [from], perPage: 2 }).toArray()).toHaveLength(3);
    const [columns = "", ...rows] = (await it.consents.export()).trim().split("\n");
    expect([columns.split(",").length, ...rows.map((row) => row.split(",").slice(0, 4))]).toEqual([
      8,
      ...numbers(3).map((to) => [to, from, "OptOut", "Api"]),
    ]);
    expect(await it.optOuts.list({ perPage: 2 }).toArray()).toHaveLength(3);
    const created = await it.batches.create({ from, ...textTo(...numbers(3)) });
    const ended = await it.batches.wait(created, { until: "delivered" });
    expect(ended).toMatchObject({ outcome: "failed", counts: { failed: 3 } });
    await it.optOuts.assign({ from, optIns: numbers(3) });
    expect(await it.consents.history({ to: [numbers(1)[0]!] }).toArray()).toHaveLength(2);
  });
});
