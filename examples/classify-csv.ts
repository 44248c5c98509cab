/**
 * Sorts the rows of a CSV (`id,text`) into classes: `npx tsx examples/classify-csv.ts tickets.csv labels.csv`.
 * Any number of rows; after a crash the same command goes on.
 */
import { createReadStream, createWriteStream } from "node:fs";
import process from "node:process";
import { fileJournal } from "batchwire/journal";
import { OpenAIClient, type RequestLine } from "batchwire/openai";
import { parse } from "csv-parse";

const [source = "tickets.csv", target = "labels.csv"] = process.argv.slice(2);
const CLASSES = ["billing", "bug", "feature", "other"];

/** Read again from the start when the job goes on, so it is a function. */
async function* requests(): AsyncGenerator<RequestLine> {
  const rows = createReadStream(source).pipe(parse({ columns: true })) as AsyncIterable<{
    id: string;
    text: string;
  }>;
  for await (const { id, text } of rows) {
    const content = `Answer with one word of ${CLASSES.join(", ")}.\n\n${text}`;
    const messages = [{ role: "user" as const, content }];
    yield { custom_id: id, body: { model: "gpt-4.1-mini", max_completion_tokens: 50, messages } };
  }
}

const client = new OpenAIClient();
const out = createWriteStream(target);
out.write("id,kind,answer\n");

const run = client.batches.run(requests, {
  journal: fileJournal(`${source}.journal`),
  maxItemsPerBatch: 5_000,
});
for await (const { id, kind, result } of run) {
  const body = result.response?.body as { choices?: { message: { content: string } }[] } | undefined;
  const answer = body?.choices?.[0]?.message.content ?? "";
  out.write(`${id},${kind},${JSON.stringify(answer)}\n`);
}
await new Promise((written) => out.end(written));

const { items, parts, kinds, usage } = await run.summary();
console.log(`${items} rows in ${parts.length} batches`, kinds, usage);
