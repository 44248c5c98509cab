/**
 * A million prompts over twelve parts, with faults, a full queue and three kills: in the middle of the sends, while all
 * wait, and in the middle of the results. The last life has to give every input once, the provider to hold none twice.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AnthropicClient, type AnthropicOptions } from "../../src/anthropic/index.js";
import { type Campaign, isFlaky, type Said } from "./campaign.js";

const PARTS = 12;
const MOST_ADDED_MB = 120;

/** When a worker is killed: by what it has said. */
type Death = (said: Said) => boolean;

const DEATHS = (prompts: number): readonly Death[] => [
  (said) => said.say === "sent" && said.parts === 3,
  (said) => said.say === "sent" && said.parts === 4,
  (said) => said.say === "items" && said.items > prompts * 0.4,
];

/** Prints the figures. Returns whether they are good. */
export async function soakRun(prompts: number): Promise<boolean> {
  const perPart = Math.ceil(prompts / PARTS);
  const startedAtMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "batchwire-soak-"));
  const server = start("server.ts", String(perPart));
  try {
    const first = await server.lines.next();
    const options = JSON.parse(String(first.value)) as AnthropicOptions;
    const campaign = { options, journal: join(folder, "soak.journal"), prompts, perPart };
    let [kills, addedMb] = [0, 0];
    for (const death of DEATHS(prompts)) {
      const life = await live(campaign, death);
      if (!life.isKilled) throw new Error(`the worker was to be killed, but ended: ${life.said}`);
      kills++;
      addedMb = Math.max(addedMb, life.addedMb);
    }
    const last = await live(campaign, () => false);
    addedMb = Math.max(addedMb, last.addedMb);
    const { done } = last;
    if (done === undefined) throw new Error(`the worker failed: ${last.said}`);

    const again = Array.from({ length: prompts }, (_, position) => isFlaky(position)).filter(Boolean).length;
    const held = await heldBy(options);
    const surplus = held - prompts - again;
    const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
    const isGood =
      done.items === prompts &&
      done.doubled + done.wrong === 0 &&
      surplus === 0 &&
      done.kinds["retry"] === again &&
      addedMb <= MOST_ADDED_MB;
    console.log(
      `soak of a run: ${prompts} prompts in ${PARTS} parts, ${kills} kills, ${seconds} s: ${done.items} came out, ` +
        `${done.doubled} twice, ${done.wrong} wrong, ${again} sent again, ${surplus} sent twice, ` +
        `at most +${addedMb.toFixed(0)} MiB${isGood ? "" : " (bad)"}`,
    );
    return isGood;
  } finally {
    server.process.kill("SIGKILL");
    await server.ended;
    await rm(folder, { recursive: true, force: true });
  }
}

interface Life {
  readonly done: Extract<Said, { readonly say: "done" }> | undefined;
  readonly isKilled: boolean;
  readonly addedMb: number;
  /** On standard error. */
  readonly said: string;
}

async function live(campaign: Campaign, death: Death): Promise<Life> {
  const worker = start("worker.ts", JSON.stringify(campaign));
  let done: Life["done"];
  let addedMb = 0;
  let isKilled = false;
  for await (const line of worker.lines) {
    const said = JSON.parse(line) as Said;
    if (said.say === "memory") addedMb = said.addedMb;
    if (said.say === "done") done = said;
    if (!death(said)) continue;
    isKilled = worker.process.kill("SIGKILL");
    break;
  }
  const said = await worker.ended;
  console.log(
    `  a life: ${isKilled ? "killed" : done ? "done" : "failed"}, +${addedMb.toFixed(0)} MiB${said}`,
  );
  return { done, isKilled, addedMb, said };
}

/** How many requests the provider holds, in all batches. */
async function heldBy(options: AnthropicOptions): Promise<number> {
  let held = 0;
  for await (const { request_counts: counts } of new AnthropicClient(options).batches.list({ limit: 1000 }))
    held += counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired;
  return held;
}

function start(program: string, argument: string) {
  const file = join(import.meta.dirname, program);
  const child = spawn(process.execPath, ["--import", "tsx", file, argument], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4_000)));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = once(child, "close").then(() => said);
  return { process: child, lines, ended };
}
