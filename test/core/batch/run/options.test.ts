import { afterAll, beforeAll, expect, it } from "vitest";
import { BatchwireError } from "../../../../src/index.js";
import { startSimulator, type Simulator } from "../../../../src/simulator/index.js";
import { PROVIDERS, senderOf } from "../../../crash/senders.js";
import { all, rejection } from "../../../support/rejection.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: "manual" });
});
afterAll(() => simulator.close());

const FAULTY = [
  { maxInFlight: 0 },
  { rounds: 1.5 },
  { order: "random" },
  { skip: "id-1" },
  { until: "received" },
  { onProgress: {} },
  { timeoutMs: -1 },
  { reconcile: { settleMs: -1 } },
  { maxItemsPerBatch: 0 },
];

it.each(PROVIDERS)("a run with a faulty option sends nothing: %s", async (provider) => {
  const { client, input } = senderOf(provider, simulator.options);
  for (const options of FAULTY) {
    const run = client.batches.run(input([1, 2], "array"), options as never);
    const error = await rejection(all(run), BatchwireError);
    expect(await rejection(run.summary())).toBe(error);
    expect(["config", "validation"], JSON.stringify(options)).toContain(error.code);
    expect(error.message).toContain(Object.keys(options.reconcile ?? options)[0]);
  }
  expect(simulator.requests).toEqual([]);
});
