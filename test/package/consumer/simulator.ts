import { AnthropicClient } from "batchwire/anthropic";
import { startSimulator } from "batchwire/simulator";

export async function rehearse(): Promise<number> {
  const simulator = await startSimulator({ port: 0, timeScale: "manual", seed: 1 });
  const client = new AnthropicClient(simulator.options.anthropic);
  simulator.faults.add({ provider: "anthropic", times: 1, fault: { status: 500 } });
  const pages = await client.batches.list().toArray();
  await simulator.clock.advance(1_000);
  await simulator.close();
  return pages.length + simulator.requests.length;
}
