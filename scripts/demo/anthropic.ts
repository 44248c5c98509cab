/** A few hundred prompts, some of which make the simulator fail. Those that were overloaded are resent. */
import { AnthropicClient, type BatchRequest } from "../../src/anthropic/index.js";
import { row, shown, type Story } from "./story.js";

const REQUESTS = 300;
// The metadata of a request chooses its result in the simulator; see `startSimulator`.
const FATES = [
  "fate:refusal",
  "fate:max_tokens",
  "fate:errored:overloaded_error",
  "fate:errored:invalid_request_error",
];

/** Overloaded requests succeed in the second round. */
function* requests(isFirst: boolean): Generator<BatchRequest, void, void> {
  for (let n = 0; n < REQUESTS; n++) {
    const fate = n % 20 === 0 ? FATES[(n / 20) % FATES.length] : undefined;
    const isLucky = fate === undefined || (fate.includes("overloaded") && !isFirst);
    yield {
      custom_id: `prompt-${n}`,
      params: {
        model: "claude-sonnet-5",
        max_tokens: 64,
        messages: [{ role: "user", content: `Give city number ${n} a motto.` }],
        ...(isLucky ? {} : { metadata: { user_id: fate } }),
      },
    };
  }
}

export const story: Story = {
  title: "Anthropic: 300 prompts",
  run(simulator, show) {
    const client = new AnthropicClient(simulator.options.anthropic);
    let asked = 0;
    const options = { ...shown(show), rounds: 2, maxItemsPerBatch: 100 };
    return row(
      client.batches.run(() => requests(asked++ === 0), options),
      show,
    );
  },
};
