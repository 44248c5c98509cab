/** The program that is killed: 600 prompts in six parts, two at a time, with a journal. */
import { AnthropicClient, type AnthropicOptions, type BatchRequest } from "../../src/anthropic/index.js";
import { fileJournal } from "../../src/journal/index.js";

const { options, journal } = JSON.parse(process.argv[2] ?? "") as {
  readonly options: AnthropicOptions;
  readonly journal: string;
};

function* requests(): Generator<BatchRequest, void, void> {
  for (let n = 0; n < 600; n++) {
    const messages = [{ role: "user" as const, content: `Give lake number ${n} a motto.` }];
    yield { custom_id: `lake-${n}`, params: { model: "claude-haiku-4-5", max_tokens: 64, messages } };
  }
}

const parts = new Set<string>();
const { batches } = new AnthropicClient(options);
const run = batches.run(requests(), {
  journal: fileJournal(journal),
  maxItemsPerBatch: 100,
  maxInFlight: 2,
  schedule: { initialMs: 100, maxMs: 300 },
  onProgress({ handle: { id }, phase }) {
    if (!parts.has(id)) console.log(`part ${parts.add(id).size} is out`);
    if (phase === "ended") console.log("a part has ended");
  },
});
console.log(JSON.stringify(await run.summary()));
