/** What the docs say of the command line: every command, what the terminal shows, examples that run. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandHelp } from "../../scripts/docs/pages.js";
import { ROOT } from "../../scripts/openapi.js";
import { startSimulator } from "../../src/simulator/index.js";
import { linesIn, Terminal } from "./terminal.js";

const guide = readFileSync(join(ROOT, "scripts/docs/guides/command-line.md"), "utf8");
let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(() => terminal.remove());

describe("the guide of the command line", () => {
  it("names every command with what its help says of it", () => {
    const names = commandHelp().map(({ name }) => name);
    expect(names).toEqual(
      "run submit status watch results cancel reconcile list estimate simulate".split(" "),
    );
    for (const { name, help } of commandHelp()) {
      expect(help).toContain(`Usage: batchwire ${name}`);
      const said = new RegExp(`^\\| \`${name}\` +\\| (.+?) +\\|$`, "m").exec(guide)?.[1];
      expect(help.replaceAll(/\s+/g, " "), name).toContain(` ${said} `);
    }
  });

  it("shows what the terminal shows when its commands are run one after the other", async () => {
    cpSync(join(ROOT, "examples"), terminal.folder, { recursive: true });
    const simulator = await startSimulator({ timeScale: 600 });
    const { baseUrl, apiKey } = simulator.options.anthropic;
    const env = { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: apiKey };
    const before = { ...process.env };
    Object.assign(process.env, env);
    try {
      const pictures = [...guide.matchAll(/^\$ npx batchwire (.+)\n([^]*?)^```$/gm)];
      expect(pictures.length).toBe(5);
      for (const [, command = "", shown = ""] of pictures) {
        const keys = shown.includes("^C") ? terminal.interruptAt("part 2") : {};
        const { code, stdout, stderr } = await terminal.run(command.split(" "), {
          env,
          columns: 100,
          ...keys,
        });
        const [words = "", exit] = shown.split("$ echo $?\n");
        expect(code, command).toBe(Number(exit ?? 0));
        expect(steady(stdout + stderr), command).toEqual(steady(words.replace("^C\n", "")));
      }
    } finally {
      for (const name of Object.keys(env)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      await simulator.close();
    }
  });
});

/** The lines without what differs from run to run: times, how often a part was looked at, which part ended first. */
function steady(text: string): string[] {
  const lines = text
    .trimEnd()
    .split("\n")
    .filter((line) => !line.includes(": running, "));
  return lines
    .map((line) =>
      line
        .replace(/\d{4}-\S+Z|…/, "")
        .replace(/\d+s$/, "")
        .replaceAll(/ +/g, " "),
    )
    .sort();
}

describe("an example file", () => {
  const COMMANDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
    "prompts.jsonl": [["anthropic"]],
    "openai.jsonl": [["openai"]],
    "texts.jsonl": [["ringcentral"], ["ip1"], ["sinch"]],
    "numbers.csv": [
      ["sinch", "--text", "Hello ${name}, ${book} is waiting for you."],
      ["ip1", "--text", "Hello {name}, {book} is waiting for you."],
      ["ringcentral", "--text", "The library is closed on Monday."],
    ],
  };
  it.each(Object.entries(COMMANDS).flatMap(([file, all]) => all.map((words) => [file, words] as const)))(
    "%s runs as it stands: %j",
    async (file, [to = "", ...words]) => {
      terminal.write(file, readFileSync(join(ROOT, "examples", file), "utf8"));
      const { code, stdout } = await terminal.run(["run", file, "--to", to, "--simulate", ...words]);
      const { stdout: estimate } = await terminal.run(["estimate", file, "--to", to, "--json", ...words]);
      const { items } = JSON.parse(estimate) as { readonly items: number };
      expect([code, linesIn(stdout).length]).toEqual([0, items]);
    },
  );
});
