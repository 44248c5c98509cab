/** A few hundred prompts, some of which ask the simulator for trouble. */
import { AnthropicClient, classifyResult } from "../../src/anthropic/index.js";
import type { BatchRequest, MessageBatch } from "../../src/anthropic/index.js";
import type { BatchSnapshot } from "../../src/index.js";
import type { Story } from "./story.js";

const REQUESTS = 300;
// The simulator reads a request's fate from its metadata; see `startSimulator`.
const FATES = [
  "fate:refusal",
  "fate:max_tokens",
  "fate:errored:overloaded_error",
  "fate:errored:invalid_request_error",
];

function* requests(): Generator<BatchRequest> {
  for (let n = 0; n < REQUESTS; n++) {
    const fate = n % 20 === 0 ? FATES[(n / 20) % FATES.length] : undefined;
    yield {
      custom_id: `prompt-${n}`,
      params: {
        model: "claude-sonnet-5",
        max_tokens: 64,
        messages: [{ role: "user", content: `Give city number ${n} a motto.` }],
        ...(fate === undefined ? {} : { metadata: { user_id: fate } }),
      },
    };
  }
}

export const story: Story = {
  title: "Anthropic: 300 prompts",
  async run(simulator, show) {
    const client = new AnthropicClient(simulator.options.anthropic);
    const [part] = await client.batches.submit(requests()).collect();
    if (part === undefined) throw new Error("nothing was submitted");

    let last: BatchSnapshot<MessageBatch> | undefined;
    for await (const snapshot of client.batches.watch(part.handle, {
      schedule: { initialMs: 100, maxMs: 200 },
    })) {
      const { phase, counts, elapsedMs } = (last = snapshot);
      show(
        `${phase} after ${(elapsedMs / 1000).toFixed(1)} s, ${counts?.pending} of ${counts?.total} pending`,
      );
    }

    const classes: Record<string, number> = {};
    for await (const result of client.batches.results(part.handle)) {
      const kind = classifyResult(result);
      classes[kind] = (classes[kind] ?? 0) + 1;
    }
    return { sent: part.to, outcome: last?.outcome, polls: last?.polls ?? 0, result: classes };
  },
};
