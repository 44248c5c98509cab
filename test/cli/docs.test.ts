/** What the docs say of the command line: every command and option, pictures that were taken, examples that run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cliPage, commandHelp } from "../../scripts/docs/cli-page.js";
import { ROOT } from "../../scripts/openapi.js";
import { linesIn, Terminal } from "./terminal.js";

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(() => terminal.remove());

describe("the page of the command line", () => {
  it("has every command with its help, and pictures of what the terminal showed", async () => {
    const page = await cliPage();
    const names = commandHelp().map(({ name }) => name);
    expect(names).toEqual(
      "run submit status watch results cancel reconcile list estimate simulate".split(" "),
    );
    for (const { name, help } of commandHelp()) {
      expect(page).toContain(`### ${name}\n`);
      expect(help).toContain(`Usage: batchwire ${name}`);
    }
    expect(page).toMatch(
      /\^C\nStopping:[^]*\$ echo \$\?\n4\n[^]*Going on: 8 of 12 items[^]*Done: 12 usable\./,
    );
    expect(page).not.toContain("/tmp/");
  });
});

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
