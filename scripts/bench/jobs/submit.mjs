/** Sends requests from a generator: with our client, or with the vendor's, which takes an array. */
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { watchMemory } from "../memory.mjs";
import { anthropic, anthropicSdk } from "../subjects.mjs";

const PROSE = "Summarise the letter below in two sentences, and say who should answer it. ";

function* requests(count, bytes) {
  const empty = JSON.stringify(request(0, "")).length + 1;
  const text = PROSE.repeat(Math.ceil(bytes / PROSE.length)).slice(0, bytes - empty);
  for (let i = 0; i < count; i++) yield request(i, text.slice(0, -8) + String(i).padStart(8, "0"));
}

function request(i, content) {
  return {
    custom_id: `req-${String(i).padStart(10, "0")}`,
    params: { model: "claude-haiku-4-5", max_tokens: 512, messages: [{ role: "user", content }] },
  };
}

const senders = {
  async ours({ base, dist }) {
    const client = await anthropic(base, dist);
    return async (input) => {
      const [part, ...more] = await client.batches.submit(input).collect();
      if (more.length > 0) throw new Error("more than one part");
      return part.batch.id;
    };
  },
  async sdk({ base }) {
    const client = await anthropicSdk(base);
    return async (input) => (await client.messages.batches.create({ requests: [...input] })).id;
  },
};

/** Resolves to the milliseconds, the MiB added, and the longest time in which no timer ran. */
export async function run({ sender, count, bytes, ...where }) {
  const send = await senders[sender](where);
  await send(requests(100, bytes));
  const added = watchMemory();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const id = await send(requests(count, bytes));
  const ms = performance.now() - started;
  delay.disable();
  const received = Number(id.split("_")[1]);
  if (received < count * bytes) throw new Error(`${received} of ${count * bytes} bytes arrived`);
  return { ms, addedMiB: added(), stallMs: delay.max / 1e6 };
}
