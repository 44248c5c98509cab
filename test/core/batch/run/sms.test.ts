import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunItem } from "../../../../src/core/batch/run/types.js";
import { ConfigError } from "../../../../src/core/base/errors/index.js";
import { Ip1Client } from "../../../../src/ip1/index.js";
import { RingCentralClient } from "../../../../src/ringcentral/index.js";
import { type Simulator, startSimulator } from "../../../../src/simulator/index.js";
import { SinchClient } from "../../../../src/sinch/index.js";
import { MemoryJournal } from "../../../support/memory-journal.js";
import { all, rejection } from "../../../support/rejection.js";
import { inTimeOf, upTo } from "../../../support/simulated-time.js";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ timeScale: "manual" });
  await new Ip1Client(sim.options.ip1).senders.register("Library");
});
afterAll(() => sim.close());

const ringcentral = () => new RingCentralClient(inTimeOf(sim, sim.options.ringcentral)).batches;
const ip1 = () => new Ip1Client(inTimeOf(sim, sim.options.ip1));
const sinch = (fetch = globalThis.fetch) =>
  new SinchClient(inTimeOf(sim, { ...sim.options.sinch, fetch })).batches;

const kinds = (items: readonly RunItem[]): string[] => items.map(({ kind }) => kind);
const IN_ORDER = { maxItemsPerBatch: 2, order: "input" } as const;

describe("run of RingCentral", () => {
  const to = ["+16505550001", "+16505550199", "+16505550190", "+16505550002", "+16505550199"];
  const input = { from: "+16505550100", text: "Hi", messages: to.map((number) => ({ to: [number] })) };

  it("tells of every recipient, those that were turned down included, with their places", async () => {
    const run = ringcentral().run(input, IN_ORDER);
    const items = await all(run);
    expect(items.map(({ id, position }) => [id, position])).toEqual(
      to.map((number, index) => [number, index]),
    );
    expect(kinds(items)).toEqual(["succeeded", "failed", "failed", "succeeded", "failed"]);
    expect(await run.summary()).toMatchObject({ items: 5, rejected: 2, kinds: { succeeded: 2, failed: 3 } });
  });

  it("knows of them after a death too", async () => {
    const journal = new MemoryJournal();
    for await (const _ of ringcentral().run(input, { ...IN_ORDER, maxInFlight: 1, journal })) break;
    const run = ringcentral().run(input, { ...IN_ORDER, journal });
    expect(kinds(await all(run))).toEqual(["succeeded", "failed", "failed", "succeeded", "failed"]);
    expect((await run.summary()).rejected).toBe(2);
  });
});

describe("run of iP.1", () => {
  const to = ["46701740601", "46701740402", "46709740602", "46701749402", "46701740604"];

  it("tells of every recipient, also of one that the blacklist left out", async () => {
    const client = ip1();
    await client.blacklist.add(to[2] as string);
    const input = { sender: "Library", body: "Hi", recipients: to };
    const items = await all(client.batches.run(input, IN_ORDER));
    expect(items.map(({ position }) => position)).toEqual(upTo(5));
    expect(kinds(items)).toEqual(["succeeded", "succeeded", "unknown", "failed", "succeeded"]);
    await client.blacklist.remove(to[2] as string);
  });

  it("takes values for each recipient, as pairs of a generator", async () => {
    function* pairs(): Generator<[string, Record<string, string>], void, void> {
      for (const number of to) yield [number, { name: number }];
    }
    const input = { sender: "Library", body: "Hi {name}", recipients: pairs() };
    expect((await all(ip1().batches.run(input, IN_ORDER))).map(({ id }) => id)).toEqual(to);
  });
});

describe("run of Sinch", () => {
  const to = ["15550100001", "15550100991", "15550100994", "15550100002", "15550100003"];

  it("tells of every recipient", async () => {
    const items = await all(sinch().run({ from: "12345", to, body: "Hi" }, IN_ORDER));
    expect(items.map(({ id, position }) => [id, position])).toEqual(
      to.map((number, index) => [number, index]),
    );
    expect(kinds(items)).toEqual(["succeeded", "failed", "failed", "succeeded", "succeeded"]);
  });

  it("tells of every place of a number that came twice, also where the provider gives it back once", async () => {
    const [ann = "", bob = ""] = to;
    const { fetch } = globalThis;
    const deduplicating: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init);
      const { to: all, ...rest } = (await answer.clone().json()) as { to?: string[] };
      return all === undefined ? answer : Response.json({ ...rest, to: [...new Set(all)] }, answer);
    };
    const run = sinch(deduplicating).run({ from: "12345", to: [ann, `+${ann}`, bob], body: "Hi" }, IN_ORDER);
    expect((await all(run)).map(({ id, position, kind }) => [id, position, kind])).toEqual([
      [ann, 0, "succeeded"],
      [ann, 1, "succeeded"],
      [bob, 2, "failed"],
    ]);
  });

  it("tells of the members of groups after those who have a place", async () => {
    const { groups, batches } = new SinchClient(inTimeOf(sim, { ...sim.options.sinch }));
    const [ann = "", bob = "", cid = ""] = to;
    const { id = "" } = await groups.create({ members: [bob, cid] });
    const input = { from: "12345", to: [id, ann], body: "Hi" };
    const items = await all(batches.run(input, { ...IN_ORDER, until: "sent" }));
    expect(items.map(({ id: number, position }) => [number, position]).slice(0, 1)).toEqual([[ann, 1]]);
    expect(items.slice(1).map(({ position }) => position)).toEqual([-1, -1]);
    expect(new Set(items.map(({ id: number }) => number))).toEqual(new Set([ann, bob, cid]));
  });

  it("hands over what is sent only, where that is what was asked for", async () => {
    const run = sinch().run({ from: "12345", to: to.slice(0, 1), body: "Hi" }, { until: "sent" });
    const [item] = await all(run);
    expect(["pending", "succeeded"]).toContain(item?.kind);
  });

  it("has nothing to send again: what is final is no `retry`", async () => {
    const input = { from: "12345", to, body: "Hi" };
    const run = sinch().run(input, { rounds: 3 });
    expect(await run.summary()).toMatchObject({ items: 5, rounds: 1 });
    const once = sinch().run({ ...input, to: new Set(to).values() }, { rounds: 2 });
    await rejection(once.summary(), ConfigError);
  });
});

describe("a run without input", () => {
  it.each([
    ["ringcentral", () => ringcentral().run({ from: "+16505550100", text: "Hi", messages: [] })],
    ["ip1", () => ip1().batches.run({ sender: "Library", body: "Hi", recipients: [] })],
    ["sinch", () => sinch().run({ from: "12345", to: [], body: "Hi" }, { order: "input", rounds: 2 })],
  ])("of %s has no parts and no items", async (_, run) => {
    expect(await run().summary()).toMatchObject({ items: 0, parts: [], kinds: {}, rejected: 0 });
  });
});
