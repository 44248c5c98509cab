/** A process that runs the campaign, as a user's program would, and says how it gets on. It is killed now and then. */
import { AnthropicClient } from "../../src/anthropic/index.js";
import { fileJournal } from "../../src/journal/index.js";
import { type Campaign, isFlaky, requests, type Said } from "./campaign.js";

const SAMPLE_MS = 100;

const { options, journal, prompts, perPart } = JSON.parse(process.argv[2] ?? "") as Campaign;
const say = (said: Said): void => console.log(JSON.stringify(said));

let parts = 0;
const client = new AnthropicClient({
  ...options,
  hooks: {
    onResponse: ({ operation, status }) => {
      if (operation === "createMessageBatch" && status === 200) say({ say: "sent", parts: ++parts });
    },
  },
});
// A look at the list tells the provider's clock.
await client.batches.list({ limit: 1 }).toArray(1);

const rssMb = (): number => process.memoryUsage().rss / 2 ** 20;
const before = rssMb();
let most = before;
const sampler = setInterval(() => {
  if (rssMb() <= most) return;
  most = rssMb();
  say({ say: "memory", addedMb: most - before });
}, SAMPLE_MS);
say({ say: "ready" });

const seen = new Uint8Array(prompts);
let [items, doubled, wrong] = [0, 0, 0];
const run = client.batches.run(() => requests(prompts), {
  journal: fileJournal(journal),
  maxItemsPerBatch: perPart,
  rounds: 2,
  schedule: { initialMs: 500, maxMs: 2_000 },
  // The simulator needs some seconds to read a part, and many on a busy machine.
  reconcile: { settleMs: 60_000 },
});
for await (const { position, id, round, result } of run) {
  if (seen[position] !== 0) doubled++;
  seen[position] = 1;
  const isRight = id === `p${position}` && result.custom_id === id && round === (isFlaky(position) ? 2 : 1);
  if (!isRight) wrong++;
  if (++items % Math.ceil(prompts / 50) === 0) say({ say: "items", items });
}
const { rounds, kinds } = await run.summary();
clearInterval(sampler);
say({ say: "done", items, doubled, wrong, rounds, kinds });
