/**
 * The page of the command line, in Markdown: what each command takes is the program's own help, and what the terminal
 * shows was shown by running the commands.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Readable, Writable } from "node:stream";
import { runCli } from "../../src/cli/cli.js";
import type { Io } from "../../src/cli/io.js";
import { newProgram } from "../../src/cli/program.js";
import { startSimulator } from "../../src/simulator/index.js";
import { ROOT } from "../openapi.js";

const INTRO = `# Command line

\`npx batchwire\` does a batch job from a terminal: it sends a file, waits, and writes what each item came to. Data goes to
stdout and words for people to stderr, so commands can be piped. Keys come from the environment only.

A job keeps a journal beside its input (\`prompts.jsonl.journal\`). Whatever happens to it, **the same command goes on**:
nothing is sent twice, and every result is delivered. With \`-o\`, the results file then holds each one once; on stdout all
results come again.`;

const FILES = `## Input files

| file | a line |
|---|---|
| \`.jsonl\` for \`anthropic\` | \`{"custom_id": …, "params": {…}}\` |
| \`.jsonl\` for \`openai\` | \`{"custom_id": …, "method": "POST", "url": "/v1/chat/completions", "body": {…}}\` |
| \`.jsonl\` for text messages | \`{"to": "+15550101001", "text"?: "…", "values"?: {"name": "…"}}\` |
| \`.csv\` for text messages | a header with \`to\`, and \`text\` or a column for each value of the template |
| \`-\` | stdin: JSON lines, or CSV for text messages |

\`--text\` is the text of lines that have none. It may be a template in the provider's own syntax, \`{name}\` at iP.1 and
\`\${name}\` at Sinch; RingCentral has none, and a text for each message. Only the columns that a text names are sent. A file
that cannot be sent as it is ends with exit code 6, and the message names the line.`;

const EXITS = `## Exit codes

| code | means |
|---|---|
| 0 | all results are usable, or all messages delivered; \`submit\`: everything is sent |
| 1 | an error, which stands on stderr |
| 2 | the command line, or a missing key; a paid send without \`--yes\` where there is no terminal to ask at |
| 3 | all has ended, and some items failed |
| 4 | something still runs: the deadline of \`--timeout\`, or the first Ctrl-C |
| 5 | a paid call got no answer, and what became of it is not known yet: the same command looks again |
| 6 | refused here, and nothing was sent |
| 7 | a results file held less than its batch announced |
| 130 | the second Ctrl-C |

The first Ctrl-C lets a paid call that is under way finish, so that its batch is known, and sends nothing more. It cancels
nothing: see \`cancel\` for that.`;

/** The whole page. */
export async function cliPage(): Promise<string> {
  const transcripts = await terminalPictures();
  const commands = commandHelp().map(({ name, help }) => `### ${name}\n\n${fenced(help)}`);
  return [INTRO, ...transcripts, FILES, "## Commands", ...commands, EXITS, ""].join("\n\n");
}

/** Each command, by its name, with the text that \`--help\` prints. */
export function commandHelp(): readonly { readonly name: string; readonly help: string }[] {
  const program = newProgram(ioOf([], tmpdir(), []), () => undefined);
  return program.commands.map((command) => ({ name: command.name(), help: command.helpInformation() }));
}

/** What the terminal shows in the first minutes. */
async function terminalPictures(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "batchwire-docs-"));
  cpSync(join(ROOT, "examples"), folder, { recursive: true, filter: (path) => !path.endsWith(".journal") });
  const simulator = await startSimulator({ timeScale: 600 });
  const { baseUrl, apiKey } = simulator.options.anthropic;
  const before = { ...process.env };
  Object.assign(process.env, { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: apiKey });
  const show = (command: string, interruptAt?: string): Promise<string> =>
    picture(command, folder, interruptAt);
  const job = "run prompts.jsonl --to anthropic --max-items 4 -o mottos.jsonl --yes";
  try {
    return [
      "## In one line, without a key",
      await show("run prompts.jsonl --to anthropic --simulate -o trial.jsonl"),
      "## What it would cost",
      await show("estimate texts.jsonl --to ringcentral"),
      "## Interrupted, and gone on with",
      await show(job, "part 2"),
      await show("status"),
      await show(job),
    ];
  } finally {
    for (const name of ["ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function picture(command: string, folder: string, interruptAt?: string): Promise<string> {
  const shown: string[] = [];
  const code = await runCli(ioOf(command.split(" "), folder, shown, interruptAt));
  const exit = code === 0 ? "" : `$ echo $?\n${code}\n`;
  return fenced(`$ npx batchwire ${command}\n${shown.join("")}${exit}`.replaceAll(`${folder}/`, ""));
}

function ioOf(argv: readonly string[], cwd: string, shown: string[], interruptAt?: string): Io {
  let interrupt: () => void = () => undefined;
  const sink = (): Writable =>
    new Writable({
      write(chunk, _, done) {
        shown.push(String(chunk));
        done();
        if (interruptAt === undefined || !String(chunk).includes(interruptAt)) return;
        shown.push("^C\n");
        interruptAt = undefined;
        interrupt();
      },
    });
  return {
    argv,
    stdin: Readable.from([]),
    stdout: Object.assign(sink(), { columns: 100 }),
    stderr: Object.assign(sink(), { columns: 100 }),
    cwd,
    env: {},
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => undefined;
    },
    exit: () => undefined,
  };
}

function fenced(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
