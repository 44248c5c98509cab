/** `dist/cli.js` as users run it: signals, pipes and disks are those of the system. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ids, linesIn, promptIds, prompts } from "./terminal.js";

const CLI = resolve(import.meta.dirname, "../../dist/cli.js");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "batchwire-process-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly process: ChildProcess;
  /** Resolves to what it wrote once that holds these words. */
  readonly says: (words: string) => Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

function start(
  command: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const process = spawn(command, words, {
    cwd: folder,
    env: { ...withoutKeys(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  let notify: () => void = () => undefined;
  for (const name of ["stdout", "stderr"] as const)
    process[name].on("data", (chunk: Buffer) => {
      texts[name] += chunk.toString();
      notify();
    });
  const says = (wanted: string): Promise<string> =>
    new Promise((done, failed) => {
      notify = () => {
        const all = `${texts.stdout}${texts.stderr}`;
        if (all.includes(wanted)) done(all);
      };
      process.once("close", () => failed(new Error(`it ended without ${wanted}: ${texts.stderr}`)));
      notify();
    });
  const ended = new Promise<Awaited<Running["ended"]>>((done) =>
    process.once("close", (code) => done({ code, ...texts })),
  );
  return { process, says, ended };
}

function withoutKeys(): NodeJS.ProcessEnv {
  const names = /^(ANTHROPIC|OPENAI|RINGCENTRAL|IP1|SINCH)_/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}

const node = (words: readonly string[], env?: Readonly<Record<string, string>>): Running =>
  start(process.execPath, [CLI, ...words], env);

describe("a job against the simulator of another process", () => {
  let simulator: Running;
  let env: Record<string, string>;

  beforeAll(async () => {
    simulator = node(["simulate"]);
    const exports = await simulator.says("SINCH_API_TOKEN=");
    env = Object.fromEntries(
      [...exports.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
  });
  afterAll(async () => {
    simulator.process.kill("SIGTERM");
    expect((await simulator.ended).code).toBe(0);
  });

  it("ends with every item once, though it was interrupted and killed on the way", async () => {
    writeFileSync(join(folder, "prompts.jsonl"), prompts(400));
    const words = [
      "run",
      "prompts.jsonl",
      "--to",
      "anthropic",
      "--max-items",
      "40",
      "--max-in-flight",
      "3",
      "-o",
      "out.jsonl",
      "--yes",
    ];

    const interrupted = node(words, env);
    await interrupted.says("part 2 (40 items): sent");
    interrupted.process.kill("SIGINT");
    expect(await interrupted.ended).toMatchObject({
      code: 4,
      stderr: expect.stringContaining("Go on with the same command") as string,
    });

    const killed = node(words, env);
    await killed.says("part 5 (40 items): sent");
    killed.process.kill("SIGKILL");
    await killed.ended;

    const last = await node(words, env).ended;
    expect([last.code, last.stdout]).toEqual([0, ""]);
    expect(ids(linesIn(readFileSync(join(folder, "out.jsonl"), "utf8")))).toEqual(promptIds(400));
    const { stdout } = await node(["list", "--to", "anthropic", "--json"], env).ended;
    expect(linesIn(stdout)).toHaveLength(10);
  });

  it("is told of in a table without colors where nobody looks", async () => {
    const { code, stdout, stderr } = await node(["status"], env).ended;
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^journal +provider +parts +items +started +ended +state\nprompts\.jsonl\.journal +anthropic +10 +400 /,
    );
  });
});

describe("a pipe that is closed, and a disk that is full", () => {
  const simulate = ["run", "few.jsonl", "--to", "anthropic", "--simulate", "--no-journal"];
  const shell = (script: string): Running["ended"] => start("bash", ["-c", script]).ended;
  const cli = (words: readonly string[]): string => [process.execPath, CLI, ...words].join(" ");
  beforeAll(() => writeFileSync(join(folder, "few.jsonl"), prompts(400)));

  it.skipIf(process.platform === "win32")("a reader that has gone is no crash", async () => {
    const { code, stdout, stderr } = await shell(`set -o pipefail; ${cli(simulate)} | head -n 1`);
    expect([code, linesIn(stdout).length]).toEqual([4, 1]);
    expect(stderr).not.toMatch(/EPIPE|at .*\.js/);
    const help = await shell(`${cli(["--help"])} | true`);
    expect(help.stderr).toBe("");
  });

  it.skipIf(!existsSync("/dev/full"))("a full disk is named", async () => {
    writeFileSync(join(folder, "one.jsonl"), prompts(1));
    const words = ["run", "one.jsonl", ...simulate.slice(2)];
    for (const script of [`${cli(words)} > /dev/full`, cli([...words, "-o", "/dev/full"])]) {
      const { code, stderr } = await shell(script);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot write (stdout|\/dev\/full): ENOSPC/)]);
      expect(stderr).not.toMatch(/at .*\.js/);
    }
  });
});

describe("the program", () => {
  it("can be run as it is", async () => {
    if (process.platform !== "win32") expect(statSync(CLI).mode & 0o111).toBe(0o111);
    expect(readFileSync(CLI, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { code, stdout } = await node(["help", "run"]).ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining("--max-in-flight")]);
  });
});
