import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HttpError, SubmissionError, UnknownOutcomeError } from "../../src/core/base/errors/index.js";
import { Ip1Client, type Ip1Options } from "../../src/ip1/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { numbers } from "../support/ip1.js";
import { all, rejection } from "../support/rejection.js";
import { inTimeOf } from "../support/simulated-time.js";

let sim: Simulator;
let client: Ip1Client;

const schedule = { initialMs: 1, factor: 1, maxMs: 1, jitter: 0 };
const text = { sender: "Library", body: "Hello {name}, your book is waiting{place}." };

/** A client that lives in the simulator's time: its sleeps move it, and every poll takes ten seconds of it. */
function clientOf(options: Ip1Options = {}): Ip1Client {
  const onPoll = (): Promise<void> => sim.clock.advance(10_000);
  return new Ip1Client(inTimeOf(sim, { ...sim.options.ip1, hooks: { onPoll }, ...options }));
}

beforeEach(async () => {
  sim = await startSimulator({ timeScale: "manual" });
  client = clientOf();
  await client.senders.register("Library");
});
afterEach(async () => {
  expect(sim.violations).toEqual([]);
  await sim.close();
});

async function send(client: Ip1Client, recipients: string[], changes = {}): Promise<string> {
  const { id } = await client.batches.send({ ...text, recipients, ...changes });
  if (id === undefined) throw new Error("no id");
  return id;
}

describe("results", () => {
  it("tell what became of each message, in the same words as the counts", async () => {
    const recipients = [...numbers(250), "46701749402"];
    const id = await send(client, recipients, { body: "Hello" });
    const { counts } = await client.batches.wait(id, { until: "delivered", schedule });
    const results = await all(client.batches.results(id));
    expect(results).toHaveLength(recipients.length);
    for (const { to, position } of results) expect(to).toBe(recipients[position ?? -1]);
    for (const outcome of ["succeeded", "failed", "unknown", "pending", "expired", "canceled"] as const)
      expect([outcome, results.filter((each) => each.outcome === outcome).length]).toEqual([
        outcome,
        counts?.[outcome],
      ]);
    expect(results.at(-1)).toMatchObject({ to: "46701749402", outcome: "failed", position: 250 });
  });

  it("of a batch that has not begun are pending", async () => {
    const opens = new Date(sim.clock.now() + 3_600_000).toISOString();
    const id = await send(client, numbers(2), { body: "Hello", deliveryWindows: [{ opens }] });
    const results = await all(client.batches.results(id));
    expect(results.map(({ outcome, position }) => [outcome, position])).toEqual([
      ["pending", 0],
      ["pending", 1],
    ]);
  });
});

describe("a template batch", () => {
  const recipients = {
    "46701740605": { name: "Ada", place: " at Central Station" },
    "46701740606": { name: "Bo" },
    "46701740607": {},
    "46701749402": { name: "Cy" },
    default: { name: "reader", place: "" },
  };

  it("comes back with the text of each message written out", async () => {
    const sent = await client.batches.send({ ...text, recipients });
    expect(sent).toMatchObject({ templated: true, body: text.body });
    if (sent.id === undefined) throw new Error("no id");
    const done = await client.batches.wait(sent, { until: "delivered", schedule });
    expect(done).toMatchObject({
      phase: "ended",
      outcome: "completed",
      counts: { total: 4, pending: 0, succeeded: 3, failed: 1 },
    });
    const messages = await client.messages.list(sent.id).toArray();
    expect(messages.map(({ recipient, body, reference }) => [recipient, body, reference])).toEqual(
      [
        ["46701740605", "Hello Ada, your book is waiting at Central Station."],
        ["46701740606", "Hello Bo, your book is waiting."],
        ["46701740607", "Hello reader, your book is waiting."],
        ["46701749402", "Hello Cy, your book is waiting."],
      ].map((row) => [...row, sent.reference]),
    );
    const [first] = messages;
    const { statuses } = await client.messages.get(sent.id, first?.id ?? "");
    expect(statuses?.map(({ code }) => code)).toEqual([101, 102, 103, 110, 112, 201]);
  });

  it("comes back the same in parts", async () => {
    const submission = client.batches.submit({ ...text, recipients }, { maxRecipientsPerBatch: 3 });
    const bodies: unknown[] = [];
    for await (const { handle } of submission) {
      for await (const { body } of client.messages.list(handle.id)) bodies.push(body);
    }
    expect(bodies).toHaveLength(4);
    expect(bodies.slice(2)).toEqual([
      "Hello reader, your book is waiting.",
      "Hello Cy, your book is waiting.",
    ]);
  });
});

describe("waiting", () => {
  it("until sent ends before delivery does", async () => {
    const id = await send(client, ["46701740605", "46701749112"]);
    const done = await client.batches.wait(id, { schedule });
    expect(done).toMatchObject({
      outcome: "completed",
      counts: { total: 2, succeeded: 2 },
      raw: { status: 112 },
    });
  });

  it("until delivered waits for the slow ones", async () => {
    const id = await send(client, ["46701740605", "46701749104"]);
    const seen: unknown[] = [];
    const done = await client.batches.wait(id, {
      until: "delivered",
      schedule,
      onProgress: ({ phase, counts }) => seen.push([phase, counts?.pending]),
    });
    expect(seen[0]).toEqual(["running", 2]);
    expect(done.counts).toMatchObject({ succeeded: 1, failed: 1, pending: 0 });
  });

  it("sees a planned batch become canceled", async () => {
    const opens = new Date(sim.clock.now() + 3_600_000).toISOString();
    const id = await send(client, ["46701740605"], { deliveryWindows: [{ opens }] });
    for await (const { phase } of client.batches.watch(id)) {
      expect(phase).toBe("scheduled");
      break;
    }
    expect(await client.batches.cancel(id)).toMatchObject({ id, status: 203 });
    expect(await client.batches.wait(id)).toMatchObject({ outcome: "canceled", counts: { canceled: 1 } });
  });
});

describe("a send whose answer is lost", () => {
  it("is found again, and was sent once", async () => {
    sim.faults.add({ provider: "ip1", operation: "batches.send", times: 1, fault: "reset-after" });
    const error = await rejection(
      client.batches.send({ ...text, recipients: ["46701740605"] }),
      UnknownOutcomeError,
    );
    const result = await client.batches.reconcile(error);
    expect(result).toMatchObject({ status: "found", batch: { reference: error.correlation?.["label"] } });
    expect(await client.batches.list().toArray()).toHaveLength(1);
  });

  it("is absent if it never arrived", async () => {
    sim.faults.add({ provider: "ip1", operation: "batches.send", times: 1, fault: "reset-before" });
    const error = await rejection(
      client.batches.send({ ...text, recipients: ["46701740605"] }),
      UnknownOutcomeError,
    );
    expect(await client.batches.reconcile(error, { wait: true })).toEqual({ status: "absent" });
  });

  it("after a lost answer in the middle of a submission, going on at `next` and reconciling reaches everybody once", async () => {
    sim.faults.add({ provider: "ip1", operation: "batches.send", times: 1, fault: { truncateAfter: 5 } });
    const recipients = numbers(10);
    const options = { maxRecipientsPerBatch: 4 };
    const error = await rejection(
      client.batches.submit({ ...text, recipients }, options).collect(),
      SubmissionError,
    );
    expect(error).toMatchObject({ submitted: [], next: 4 });
    expect(await client.batches.reconcile(error.failed.cause as UnknownOutcomeError)).toMatchObject({
      status: "found",
    });
    await client.batches.submit({ ...text, recipients: recipients.slice(error.next) }, options).collect();
    const reached: unknown[] = [];
    for await (const { id } of client.batches.list()) {
      for await (const { recipient } of client.messages.list(id)) reached.push(recipient);
    }
    expect(reached).toEqual(recipients);
  });
});

describe("lists", () => {
  it("are walked by the Link header in both directions", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count++) ids.push(await send(client, ["46701740605"]));
    expect((await client.batches.list({ limit: 3 }).toArray()).map(({ id }) => id)).toEqual(ids);
    const newest = client.batches.list({ limit: 3, order: "DESC" });
    expect((await newest.toArray()).map(({ id }) => id)).toEqual(ids.toReversed());
    const many = await send(client, numbers(120));
    expect(await client.messages.list(many).toArray()).toHaveLength(120);
  });
});

describe("senders and blacklist", () => {
  it("go there and back", async () => {
    await client.senders.register("Archive");
    expect((await client.senders.list().toArray()).map(({ sender }) => sender)).toEqual([
      "Archive",
      "Library",
    ]);
    await client.senders.unregister("Library");
    const error = await rejection(send(client, ["46701740605"]), HttpError);
    expect(error.status).toBe(422);
    await client.blacklist.add("46701740621");
    expect((await client.blacklist.get("46701740621")).msisdn).toBe("46701740621");
    expect(await client.blacklist.list().toArray()).toHaveLength(1);
    await client.blacklist.remove("46701740621");
    expect(await client.blacklist.list().toArray()).toEqual([]);
  });
});
