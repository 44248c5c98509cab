/**
 * `npm run demo`: every client does its whole job against the embedded simulator, without keys or network, from the input
 * to the results. Beside them a worker is killed in the middle, and goes on.
 */
import Table from "cli-table3";
import { Listr } from "listr2";
import { startSimulator } from "../src/simulator/index.js";
import type { Row, Story } from "./demo/story.js";
import { providerNames } from "./providers.js";

/** Each provider tells its own: `scripts/demo/<name>.ts` exports it as `story`. */
const names = [...providerNames(), "crash"];
const stories = await Promise.all(
  names.map(async (name) => {
    const { href } = new URL(`demo/${name}.ts`, import.meta.url);
    return ((await import(href)) as { readonly story: Story }).story;
  }),
);
const rows = new Map<Story, Row>();
const startedAt = performance.now();

// A virtual minute takes a quarter of a second.
const simulator = await startSimulator({ timeScale: 240 });
try {
  const tasks = stories.map((story) => ({
    title: story.title,
    task: async (_: unknown, task: { title: string; output: string }): Promise<void> => {
      // In a terminal the progress stands below its title; plain lines come in any order.
      const head = process.stdout.isTTY ? "" : `${story.title}: `;
      rows.set(story, await story.run(simulator, (progress) => (task.output = head + progress)));
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
    head: ["job", "inputs", "parts", "rounds", "what came out", "notes"],
    colWidths: [24, 8, 7, 8, 19, 32],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const [{ title }, { sent, parts, rounds, kinds, notes }] of [...done].sort(byStory)) {
    const came = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
    table.push([title, sent, parts, rounds, came.join("\n"), notes.join("\n")]);
  }
  return table.toString();
}

function byStory([a]: readonly [Story, Row], [b]: readonly [Story, Row]): number {
  return stories.indexOf(a) - stories.indexOf(b);
}
