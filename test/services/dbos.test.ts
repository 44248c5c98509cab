import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { type BatchJobHandle, defineBatchJob, jobsVersion, launch } from "../../src/dbos/index.js";
import { ConfigError, WaitTimeoutError } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { batchRequests } from "../support/anthropic.js";
import { rejection } from "../support/rejection.js";
import { Cluster, type Server } from "./server.js";

// What one worker does with its jobs. What many do, some of them killed, is in fleet.test.ts.

interface Args {
  readonly count: number;
  readonly tag: string;
}

const run = { maxItemsPerBatch: 5, schedule: { initialMs: 50, maxMs: 200 } };
const schedule = run.schedule;

let server: Server;
let simulator: Simulator;
/** How many requests earlier tests made. */
let earlier: number;
let apiKey: string;
/** Of all jobs, in order. */
let events: string[];
let onItem: (event: string) => unknown;

const client = (): AnthropicClient =>
  new AnthropicClient({ ...simulator.options.anthropic, apiKey: () => apiKey, retry: false });
const input = ({ count, tag }: Args) =>
  batchRequests(count).map((one) => ({ ...one, custom_id: `${tag}-${one.custom_id}` }));
const hear = ({ id }: { readonly id: string }): unknown => {
  events.push(id);
  return onItem(id);
};

const definition = { client, input, onItem: hear, run };
const plain = defineBatchJob({ ...definition, name: "plain" });
const hasty = defineBatchJob({ ...definition, name: "hasty", run: { ...run, timeoutMs: 1 } });
const lonely = defineBatchJob({ ...definition, name: "lonely", queue: { concurrency: 1 } });
const rare = defineBatchJob({
  ...definition,
  name: "rare",
  queue: { rateLimit: { limitPerPeriod: 1, periodSec: 3_600 } },
});
const sms = defineBatchJob({
  name: "sms",
  client: () => new SinchClient(simulator.options.sinch),
  input: (to: readonly string[]) => ({ from: "12025550147", body: "Hello", to }),
  onItem: ({ position, kind }) => void events.push(`${position} ${kind}`),
  run: { schedule },
});

beforeAll(async () => {
  server = await Cluster.start();
  simulator = await startSimulator({ timeScale: 3_600 });
  await launch({ databaseUrl: server.url, name: "jobs" });
});

afterAll(async () => {
  await DBOS.shutdown();
  await simulator.close();
  server.stop();
});

beforeEach(() => {
  apiKey = String(simulator.options.anthropic.apiKey);
  [events, onItem] = [[], () => undefined];
  earlier = simulator.requests.length;
});

const sends = (): number =>
  simulator.requests
    .slice(earlier)
    .filter(({ method, path }) => method === "POST" && path.endsWith("/batches")).length;
const newId = (): string => randomUUID();
const idsOf = ({ count, tag }: Args): string[] =>
  Array.from({ length: count }, (_, index) => `${tag}-r${index}`);
const sorted = (ids: readonly string[]): string[] =>
  [...ids].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));

async function statusOf(handle: BatchJobHandle): Promise<string | undefined> {
  return (await DBOS.getWorkflowStatus(handle.workflowId))?.status;
}

describe("a batch job", () => {
  it("sends its input, hands over every item once and resolves to the summary of the run", async () => {
    const args = { count: 12, tag: "a" };
    const handle = await plain.start(args, { id: newId() });
    expect(await handle.result()).toMatchObject({ items: 12, rounds: 1, rejected: 0, parts: { length: 3 } });
    expect(sorted(events)).toEqual(idsOf(args));
    expect(sends()).toBe(3);
  });

  it("sleeps durably and writes down what it has handed over", async () => {
    const handle = await plain.start({ count: 12, tag: "a" }, { id: newId() });
    await handle.result();
    const steps = (await DBOS.listWorkflowSteps(handle.workflowId)) ?? [];
    expect(steps.map(({ name }) => name)).toContain("DBOS.sleep");
    const ranges = steps.flatMap(({ name, output }) =>
      name === "items" ? (output as { ranges: [number, number][] }).ranges : [],
    );
    expect(ranges.reduce((count, [from, to]) => count + to - from + 1, 0)).toBe(12);
  });

  it("is the same one for the same id, and another one for another job or id", async () => {
    const [id, args] = [newId(), { count: 3, tag: "a" }];
    const handles = await Promise.all([plain.start(args, { id }), plain.start(args, { id })]);
    const others = [await plain.start(args, { id: newId() }), await lonely.start(args, { id })];
    await Promise.all([...handles, ...others].map((handle) => handle.result()));
    expect(sends()).toBe(3);
    expect(events).toHaveLength(9);
  });

  it("knows the places of recipients", async () => {
    const handle = await sms.start(["15550100001", "15550100002", "15550100003"], { id: newId() });
    expect(await handle.result()).toMatchObject({ items: 3 });
    expect(events.map((event) => event.slice(0, 1)).sort()).toEqual(["0", "1", "2"]);
  });

  it("calls again an onItem that failed, and hands over nothing that it had taken", async () => {
    const args = { count: 6, tag: "a" };
    let failures = 2;
    onItem = (id) => {
      if (id === "a-r3" && failures-- > 0) throw new Error("the disk is full");
    };
    const handle = await plain.start(args, { id: newId() });
    await handle.result();
    expect(events.filter((id) => id === "a-r3")).toHaveLength(3);
    expect(sorted(events.filter((id) => id !== "a-r3"))).toEqual(idsOf(args).filter((id) => id !== "a-r3"));
    expect(sends()).toBe(2);
  });

  it("that was canceled sends nothing more, and goes on where it was", async () => {
    const started = plain.start({ count: 12, tag: "a" }, { id: newId() });
    // The step that runs is brought to its end first; this one ends here.
    onItem = async () => {
      await (await started).cancel();
      throw new Error("no more of it");
    };
    const handle = await started;
    await rejection(handle.result(), Error);
    expect(events).toHaveLength(1);
    onItem = () => undefined;
    await handle.resume();
    expect(await handle.result()).toMatchObject({ items: 12 });
    expect([new Set(events).size, sends()]).toEqual([12, 3]);
  });

  it("that was refused fails with the error of the run, and goes on once the cause is mended", async () => {
    const right = apiKey;
    apiKey = "sk-ant-wrong";
    const handle = await plain.start({ count: 3, tag: "a" }, { id: newId() });
    const { failed } = (await rejection(handle.result(), Error)) as unknown as { failed: { cause: unknown } };
    expect(failed.cause).toMatchObject({ name: "AuthenticationError" });
    const { error } = (await DBOS.getWorkflowStatus(handle.workflowId)) ?? {};
    expect(JSON.stringify(error)).not.toContain("sk-ant-wrong");
    apiKey = right;
    await handle.resume();
    expect(await handle.result()).toMatchObject({ items: 3 });
  });

  it("ends at its deadline with the error of the wait", async () => {
    const handle = await hasty.start({ count: 3, tag: "a" }, { id: newId() });
    await rejection(handle.result(), WaitTimeoutError);
  });

  it("survives a deploy: its version is that of the steps of all jobs", () => {
    expect(DBOS.applicationVersion).toBe(jobsVersion("jobs"));
  });

  it("has a name of its own", () => {
    expect(() => defineBatchJob({ ...definition, name: "plain" })).toThrow(ConfigError);
  });
});

describe("a queue", () => {
  it("runs so many jobs at a time", async () => {
    const tags = ["a", "b", "c"];
    const handles = await Promise.all(tags.map((tag) => lonely.start({ count: 7, tag }, { id: newId() })));
    await Promise.all(handles.map((handle) => handle.result()));
    const turns = events.map((id) => id.slice(0, 1)).filter((tag, at, all) => tag !== all[at - 1]);
    expect(turns.sort()).toEqual(tags);
  });

  it("begins so many jobs in a period", async () => {
    const handles = await Promise.all(
      ["a", "b"].map((tag) => rare.start({ count: 1, tag }, { id: newId() })),
    );
    await Promise.race(handles.map((handle) => handle.result()));
    const states = await Promise.all(handles.map(statusOf));
    expect(states.sort()).toEqual(["ENQUEUED", "SUCCESS"]);
    await Promise.all(handles.map((handle) => handle.cancel()));
  });
});
