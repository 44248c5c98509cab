import { afterAll, beforeAll, expect, it } from "vitest";
import type { AnthropicClient } from "../../../../src/anthropic/index.js";
import { startSimulator, type Simulator } from "../../../../src/simulator/index.js";
import { PROVIDERS, senderOf } from "../../../crash/senders.js";
import { batchOperations } from "../../../wire/matrix/spec.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: "manual" });
});
afterAll(() => simulator.close());

it.each(PROVIDERS)(
  "a deadline that comes before the proof resolves to what is known: %s",
  async (provider) => {
    const { batches } = senderOf(provider, simulator.options).client as unknown as AnthropicClient;
    const endedAt = Date.now() - 600_000;
    const lost = {
      provider,
      operation: batchOperations(provider).send.id,
      startedAt: endedAt - 1_000,
      endedAt,
      correlation: { size: 1, ids: "x" },
    };
    for (const timeoutMs of [0, 0.5, 1, 100, 1_400])
      for (const wait of [false, true])
        expect(await batches.reconcile(lost, { timeoutMs, wait })).toMatchObject({ status: "undecided" });
    expect(await batches.reconcile(lost, { timeoutMs: 20_000 })).toEqual({ status: "absent" });
  },
  30_000,
);
