/**
 * A nightly job that any number of machines work on, and that survives the death of each of them.
 *
 *     npm install batchwire @dbos-inc/dbos-sdk pg
 *     DATABASE_URL=postgres://user@host/jobs ANTHROPIC_API_KEY=… node many-machines.mjs 2026-11-27
 *
 * Start it on as many machines as you like, kill it, deploy it anew: the same day is the same job.
 */
import { AnthropicClient } from "batchwire/anthropic";
import { defineBatchJob, launch } from "batchwire/dbos";
import pg from "pg";

const day = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
await pool.query(
  "CREATE TABLE IF NOT EXISTS answers (day text, id text, kind text, line jsonb, PRIMARY KEY (day, id))",
);

const nightly = defineBatchJob({
  name: "nightly",
  client: () => new AnthropicClient(),
  // Read again after a crash: it has to be the same for the same day.
  async *input({ day }) {
    for (const [index, question] of QUESTIONS.entries()) {
      const messages = [{ role: "user", content: `${question} (${day})` }];
      yield {
        custom_id: `question-${index}`,
        params: { model: "claude-haiku-4-5", max_tokens: 256, messages },
      };
    }
  },
  // Called at least once for each item; a later result replaces an earlier one.
  async onItem({ id, kind, result }, { day }) {
    const insert = "INSERT INTO answers VALUES ($1, $2, $3, $4)";
    const replace = "ON CONFLICT (day, id) DO UPDATE SET kind = excluded.kind, line = excluded.line";
    await pool.query(`${insert} ${replace}`, [day, id, kind, result]);
  },
  run: { maxItemsPerBatch: 2, rounds: 2 },
  queue: { concurrency: 20 },
});

const QUESTIONS = [
  "What is a batch?",
  "What is a queue?",
  "What is a lease?",
  "What is a cursor?",
  "What is a journal?",
];

await launch();
const handle = await nightly.start({ day }, { id: day });
const { items, kinds, parts } = await handle.result();
console.log(`${day}: ${items} items in ${parts.length} batches, ${JSON.stringify(kinds)}`);
process.exit();
