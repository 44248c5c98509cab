/**
 * `npm run demo`: runs each client against the embedded simulator, from the input to the results, without keys or network.
 * Another job shows a worker that is killed and resumes.
 */
import { existsSync } from "node:fs";
import Table from "cli-table3";
import { Listr } from "listr2";
import { startSimulator } from "../src/simulator/index.js";
import type { Row, Story } from "./demo/story.js";
import { providerNames } from "./providers.js";

/** Each provider has its own: `scripts/demo/<name>.ts` exports it as `story`. */
const names = [...providerNames(), "crash"].filter((name) =>
  existsSync(new URL(`demo/${name}.ts`, import.meta.url)),
);
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
      // A terminal shows progress below the title. Plain lines of several jobs mix, so each needs the title.
      const head = process.stdout.isTTY ? "" : `${story.title}: `;
      rows.set(story, await story.run(simulator, (progress) => (task.output = head + progress)));
    },
  }));
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
