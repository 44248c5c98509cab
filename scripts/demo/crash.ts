/** Kills a worker with a journal. The same program, started again, resumes. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RunSummary } from "../../src/index.js";
import { rowOf, type Story } from "./story.js";

export const story: Story = {
  title: "Killed, and going on",
  async run(simulator, show) {
    const folder = await mkdtemp(join(tmpdir(), "batchwire-demo-"));
    const job = JSON.stringify({
      options: simulator.options.anthropic,
      journal: join(folder, "campaign.journal"),
    });
    try {
      const first = start(job);
      for await (const line of linesOf(first)) {
        show(`first process: ${line}`);
        if (line.startsWith("part 2")) break;
      }
      first.kill("SIGKILL");
      await once(first, "close");
      show("first process: kill -9");
      let summary: RunSummary | undefined;
      for await (const line of linesOf(start(job))) {
        if (line.startsWith("{")) summary = JSON.parse(line) as RunSummary;
        else show(`second process: ${line}`);
      }
      if (summary === undefined) throw new Error("the second process has not come to its end");
      const resumed = summary.parts.filter((part) => part.resumed).length;
      const notes = [
        `killed with ${resumed} parts out`,
        `then ${resumed} from the journal, ${summary.parts.length - resumed} sent`,
      ];
      return rowOf(summary, notes);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function start(job: string): ChildProcess {
  const program = join(import.meta.dirname, "worker.ts");
  return spawn(process.execPath, ["--import", "tsx", program, job], { stdio: ["ignore", "pipe", "inherit"] });
}

function linesOf({ stdout }: ChildProcess): AsyncIterable<string> {
  if (stdout === null) throw new Error("the process has no output");
  return createInterface(stdout);
}
