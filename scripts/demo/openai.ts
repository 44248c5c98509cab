/** Prompts for two models, which become two batches. Results in the order of the input. */
import { OpenAIClient, type RequestLine } from "../../src/openai/index.js";
import { row, shown, type Story } from "./story.js";

const REQUESTS = 400;
// `user` of a request chooses its result in the simulator; see `startSimulator`.
const FATES = ["fate:length", "fate:content_filter", "fate:status:400", "fate:status:503"];

function* requests(): Generator<RequestLine, void, void> {
  for (let n = 0; n < REQUESTS; n++) {
    const user = n % 25 === 0 ? FATES[(n / 25) % FATES.length] : undefined;
    const model = n < REQUESTS / 2 ? "gpt-6-luna" : "gpt-6-luna-mini";
    const messages = [{ role: "user" as const, content: `Give river number ${n} a name.` }];
    yield { custom_id: `prompt-${n}`, body: { model, messages, ...(user === undefined ? {} : { user }) } };
  }
}

export const story: Story = {
  title: "OpenAI: 400 prompts",
  async run(simulator, show) {
    const client = new OpenAIClient(simulator.options.openai);
    const { parts, bytes } = await client.batches.estimate(requests());
    const notes = [`estimate: ${parts} batches, ${Math.ceil(bytes / 1_000)} kB`];
    return row(client.batches.run(requests(), { ...shown(show), order: "input" }), show, notes);
  },
};
