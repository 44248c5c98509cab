/**
 * `npm run demo`: every client does its main job against the embedded simulator, without keys or network: submit,
 * wait with live progress, read what came back.
 */
import { existsSync } from "node:fs";
import Table from "cli-table3";
import { Listr } from "listr2";
import { startSimulator } from "../src/simulator/index.js";
import type { Row, Story } from "./demo/story.js";
import { providerNames } from "./providers.js";

/** Each provider tells its own: `scripts/demo/<name>.ts` exports it as `story`. */
const files = providerNames().map((name) => new URL(`demo/${name}.ts`, import.meta.url));
const stories = await Promise.all(
  files
    .filter((file) => existsSync(file))
    .map(async ({ href }) => ((await import(href)) as { readonly story: Story }).story),
);
const rows = new Map<Story, Row>();
const startedAt = performance.now();

// A virtual minute takes a tenth of a second.
const simulator = await startSimulator({ timeScale: 600 });
try {
  const tasks = stories.map((story) => ({
    title: story.title,
    task: async (_: unknown, task: { title: string; output: string }): Promise<void> => {
      // In a terminal the progress stands below its title; plain lines come in any order.
      const head = process.stdout.isTTY ? "" : `${story.title}: `;
      const row = await story.run(simulator, (progress) => (task.output = head + progress));
      rows.set(story, row);
      task.title = `${story.title}: ${row.outcome}`;
    },
  }));
  // Without a terminal listr2 falls back to plain lines by itself.
  await new Listr(tasks, { concurrent: true, fallbackRenderer: "simple" }).run();
  console.log(`\n${tableOf(rows)}`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${simulator.requests.length} requests to the simulator in ${seconds} s, none of them left this machine.`,
  );
} finally {
  await simulator.close();
}

function tableOf(done: ReadonlyMap<Story, Row>): string {
  const table = new Table({
    head: ["batch", "sent", "outcome", "polls", "what came back"],
    colWidths: [25, 6, 11, 7, 25],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const story of stories) {
    const row = done.get(story);
    if (row === undefined) continue;
    const result = Object.entries(row.result).map(([kind, count]) => `${count} ${kind}`);
    table.push([story.title, row.sent, row.outcome, row.polls, result.join("\n")]);
  }
  return table.toString();
}
