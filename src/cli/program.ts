/** The commands, their options and their help. The code of a command is loaded when it runs. */
import { Command, InvalidArgumentError, Option } from "commander";
import manifest from "../../package.json" with { type: "json" };
import type { CancelFlags } from "./commands/cancel.js";
import type { EstimateFlags } from "./commands/estimate.js";
import type { ListFlags } from "./commands/list.js";
import type { ReconcileFlags } from "./commands/reconcile.js";
import type { ResultsFlags } from "./commands/results.js";
import type { RunFlags } from "./commands/run.js";
import type { SimulateFlags } from "./commands/simulate.js";
import type { StatusFlags } from "./commands/status.js";
import type { WatchFlags } from "./commands/watch.js";
import type { ExitCode } from "./exit.js";
import type { Io } from "./io.js";
import type { JobFlags } from "./job.js";
import { PROVIDER_NAMES } from "./providers.js";

// Options of several commands.
const FILE = ["<file>", "JSON lines, or CSV with a header for text messages; - is stdin"] as const;
const FROM = ["--from <sender>", "text messages: who sends them"] as const;
const TEXT = [
  "--text <text>",
  "text messages: the text of lines that have none; may be the provider's template",
] as const;
const MAX_ITEMS = ["--max-items <n>", "how many items a batch may hold, below the provider's limit"] as const;

/** `ended` is called with the exit code of the command. */
export function newProgram(io: Io, ended: (code: ExitCode) => void): Command {
  const program = new Command("batchwire")
    .description("Batch jobs from a terminal: nothing is sent twice, and no result is lost.")
    .version(manifest.version)
    .showHelpAfterError("(--help tells more)")
    .configureHelp({ sortSubcommands: false, helpWidth: Math.min(io.stderr.columns ?? 100, 100) })
    .addHelpText(
      "after",
      `
Credentials come from the environment only, under the names that the clients know, such as ANTHROPIC_API_KEY.

Exit codes: 0 all usable or delivered, 1 error, 2 usage, 3 ended but some items failed, 4 still running,
5 outcome of a paid call unknown, 6 refused here and nothing sent, 7 incomplete results, 130 second Ctrl-C.`,
    );
  const connected = [
    runCommand(io, ended),
    submitCommand(io, ended),
    ...batchCommands(io, ended),
    reconcileCommand(io, ended),
    listCommand(io, ended),
  ].map(withConnection);
  for (const command of [...connected, estimateCommand(io, ended), simulateCommand(io, ended)])
    program.addCommand(configured(command, io));
  return configured(program, io);
}

/** Makes commander throw its errors, and write to the streams of `io`. */
function configured(command: Command, io: Io): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 100),
    getErrHelpWidth: () => Math.min(io.stderr.columns ?? 100, 100),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}

type Ended = (code: ExitCode) => void;

function runCommand(io: Io, ended: Ended): Command {
  return withJobOptions(new Command("run"))
    .description("send a file, wait, and write what each of its items came to")
    .option("-o, --out <file>", "where the results go, a line each (default: stdout)")
    .option("--rounds <n>", "how often items that failed for no fault of theirs are sent", positive)
    .option("--in-order", "results in the order of the input")
    .option("--max-in-flight <n>", "how many parts may be unended at a time", positive)
    .option("--timeout <time>", "how long to wait for the last part that was sent, such as 90s, 30m or 6h")
    .addOption(untilOption())
    .action(async (file: string, flags: RunFlags) =>
      ended(await (await import("./commands/run.js")).run(file, toFile(flags), io)),
    );
}

function submitCommand(io: Io, ended: Ended): Command {
  return withJobOptions(new Command("submit"))
    .description("send a file and do not wait; prints the ids of the batches")
    .action(async (file: string, flags: JobFlags) =>
      ended(await (await import("./commands/submit.js")).submit(file, flags, io)),
    );
}

function withJobOptions(command: Command): Command {
  return command
    .argument(...FILE)
    .addOption(toOption().makeOptionMandatory())
    .option("--simulate", "send to a simulator inside of this process: no key, no network")
    .option(...FROM)
    .option(...TEXT)
    .option("--journal <file>", "where the job notes what it does (default: FILE.journal)")
    .option("--no-journal", "note nothing: a job that was interrupted cannot go on")
    .option(...MAX_ITEMS, positive)
    .option("--yes", "do not ask before a paid send");
}

function batchCommands(io: Io, ended: Ended): Command[] {
  const [STATUS, WATCH, RESULTS, CANCEL] = ["status", "watch", "results", "cancel"] as const;
  return [
    selecting(new Command(STATUS))
      .description("how batches stand; without arguments, the journals of this folder")
      .addOption(untilOption())
      .action(async (ids: string[], flags: StatusFlags) =>
        ended(await (await import("./commands/status.js")).status(ids, flags, io)),
      ),
    selecting(new Command(WATCH))
      .description("wait until batches have ended")
      .option("--timeout <time>", "how long, such as 90s, 30m or 6h")
      .addOption(untilOption())
      .action(async (ids: string[], flags: WatchFlags) =>
        ended(await (await import("./commands/watch.js")).watch(ids, flags, io)),
      ),
    selecting(new Command(RESULTS))
      .description("what ended batches came to, a line per item")
      .option("-o, --out <file>", "where the results go (default: stdout)")
      .addOption(untilOption())
      .action(async (ids: string[], flags: ResultsFlags) =>
        ended(await (await import("./commands/results.js")).results(ids, toFile(flags), io)),
      ),
    selecting(new Command(CANCEL))
      .description("cancel what has not been carried out")
      .action(async (ids: string[], flags: CancelFlags) =>
        ended(await (await import("./commands/cancel.js")).cancel(ids, flags, io)),
      ),
  ];
}

function selecting(command: Command): Command {
  return command
    .argument("[id...]", "ids of batches")
    .addOption(toOption())
    .option("--journal <file>", "the batches of this journal");
}

function reconcileCommand(io: Io, ended: Ended): Command {
  return new Command("reconcile")
    .description("find out what became of a part whose answer got lost; sends nothing")
    .option("--journal <file>", "the journal of the job")
    .option("--timeout <time>", "keep looking for so long, such as 10m (default: look once)")
    .action(async (flags: ReconcileFlags) =>
      ended(await (await import("./commands/reconcile.js")).reconcile(flags, io)),
    );
}

function listCommand(io: Io, ended: Ended): Command {
  return new Command("list")
    .description("the batches of an account")
    .addOption(toOption().makeOptionMandatory())
    .addOption(simulateOption())
    .option("--limit <n>", "how many (default: 100, with --json all)", positive)
    .action(async (flags: ListFlags) => ended(await (await import("./commands/list.js")).list(flags, io)));
}

function estimateCommand(io: Io, ended: Ended): Command {
  return new Command("estimate")
    .description("what a file would make: parts, items, bytes, segments; needs no key and sends nothing")
    .argument(...FILE)
    .addOption(toOption().makeOptionMandatory())
    .option(...FROM)
    .option(...TEXT)
    .option(...MAX_ITEMS, positive)
    .addOption(simulateOption())
    .addOption(new Option("--base-url <url>").hideHelp())
    .option("--json", "data for programs")
    .action(async (file: string, flags: EstimateFlags) =>
      ended(await (await import("./commands/estimate.js")).estimate(file, flags, io)),
    );
}

function simulateCommand(io: Io, ended: Ended): Command {
  return new Command("simulate")
    .description("the providers as a server on this machine; prints the variables to export")
    .option("--port <n>", `the first of ${PROVIDER_NAMES.length} ports (default: any free ones)`, port)
    .option("--time-scale <n>", "how many times as fast as real time it runs (default: 3600)", scale)
    .option("--json", "the variables as an object")
    .action(async (flags: SimulateFlags) =>
      ended(await (await import("./commands/simulate.js")).simulate(flags, io)),
    );
}

function withConnection(command: Command): Command {
  return command
    .option("--base-url <url>", "another server, or a gateway")
    .option("--json", "data for programs: an object, or one per line");
}

/** Accepted without effect, so that `--simulate` can stay when the command is changed. */
function simulateOption(): Option {
  return new Option("--simulate").hideHelp();
}

function toOption(): Option {
  return new Option("--to <provider>", "who carries it out").choices(PROVIDER_NAMES);
}

function untilOption(): Option {
  return new Option(
    "--until <state>",
    "text messages: what they are waited for (default: delivered)",
  ).choices(["sent", "delivered"]);
}

/** `-o -` is stdout, as without `-o`. */
function toFile<Flags extends { readonly out?: string }>(flags: Flags): Flags {
  const { out, ...others } = flags;
  return out === "-" ? (others as Flags) : flags;
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It must be a whole number of at least 1.");
  return Number(text);
}

function port(text: string): number {
  // Each provider takes one port, the first of them this one.
  const last = 65_536 - PROVIDER_NAMES.length;
  if (!/^\d+$/.test(text) || Number(text) > last)
    throw new InvalidArgumentError(`It must be a port below ${last + 1}.`);
  return Number(text);
}

function scale(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}
