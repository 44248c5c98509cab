/**
 * A job for cron: `0 * * * * cd /srv/job && npx tsx nightly.ts >> nightly.log 2>&1`. Each start goes on with today's job,
 * or finds that there is nothing to do. It may be killed at any time.
 */
import { appendFile, readFile } from "node:fs/promises";
import process from "node:process";
import { WaitTimeoutError } from "batchwire";
import { AnthropicClient, type BatchRequest } from "batchwire/anthropic";
import { fileJournal, JournalError } from "batchwire/journal";

const day = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const results = `results-${day}.jsonl`;

/** What an earlier start has written already. */
async function written(): Promise<Set<string>> {
  const text = await readFile(results, "utf8").catch(() => "");
  const lines = text.split("\n").slice(0, -1); // a last line without its end was torn
  return new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id));
}

async function* requests(): AsyncGenerator<BatchRequest> {
  for (let page = 1; page <= 30; page++) {
    const content = `Summarize page ${page} of the log of ${day}.`;
    const messages = [{ role: "user" as const, content }];
    yield { custom_id: `page-${page}`, params: { model: "claude-sonnet-5", max_tokens: 200, messages } };
  }
}

const done = await written();
const options = {
  journal: fileJournal(`nightly-${day}.journal`),
  skip: (id: string) => done.has(id),
  timeoutMs: 50 * 60_000, // the next start takes over
};
try {
  const run = new AnthropicClient().batches.run(requests, options);
  for await (const { id, kind, result } of run)
    await appendFile(results, `${JSON.stringify({ id, kind, result })}\n`);
  console.log(day, "is done:", (await run.summary()).kinds);
} catch (error) {
  if (JournalError.is(error) && error.reason === "in-use") console.log("an earlier start is still at it");
  else if (WaitTimeoutError.is(error)) console.log("still running; the next start goes on");
  else throw error;
}
