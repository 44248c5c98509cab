/** Values for the names that samples declare and leave to their reader. */
import { AnthropicClient } from "batchwire/anthropic";
import { SinchClient } from "batchwire/sinch";

const DAY_MS = 86_400_000;

const request = (n) => ({
  custom_id: `prompt-${n}`,
  params: { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user", content: "Hi" }] },
});

/** Numbers whose messages arrive at once: the last digits of some others ask the simulator for another fate. */
const numbers = (count) => Array.from({ length: count }, (_, n) => `4670174${String(n).padStart(4, "0")}00`);

const values = {
  body: () => ({ requests: [request(0)] }),
  sms: () => ({ from: "Library", to: numbers(1), body: "The library is closed." }),
  requests: () => [request(0), request(1), request(2)],
  readers: () => numbers(2_500),
  prompts: () =>
    async function* (from = 0) {
      for (let n = from; n < 3; n++) yield request(n);
    },
  store: () => {
    const stored = new Map();
    return {
      get: async (key) => stored.get(key),
      set: async (key, value) => void stored.set(key, value),
    };
  },
  save: () => async () => {},
  done: () => new Set(["prompt-0"]),
  /** An Anthropic batch of three requests that has ended. */
  batchId: async (simulator) => {
    const { batches } = new AnthropicClient(simulator.options.anthropic);
    const { id } = await batches.create({ requests: [request(0), request(1), request(2)] });
    await simulator.clock.advance(DAY_MS);
    return id;
  },
  /** Handles of three Anthropic batches that are running. */
  handles: async (simulator) => {
    const { batches } = new AnthropicClient(simulator.options.anthropic);
    const create = async (n) => batches.handle(await batches.create({ requests: [request(n)] }));
    return Promise.all([0, 1, 2].map(create));
  },
  /** A Sinch batch whose messages are all final: two arrived, one did not. */
  campaignId: async (simulator) => {
    const { batches } = new SinchClient(simulator.options.sinch);
    const to = ["46701740605", "46701740606", "46701740994"];
    const { id } = await batches.send({ from: "Library", to, body: "The library is closed." });
    await simulator.clock.advance(DAY_MS);
    return id;
  },
};

export async function given(name, simulator) {
  const value = values[name];
  if (value === undefined) throw new Error(`test/manual/given.mjs has no ${name}`);
  return value(simulator);
}
