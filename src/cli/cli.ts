/** Runs one command line, and reports an error in one line. */
import { CommanderError } from "commander";
import { ClosedPipeError, EXIT, type ExitCode } from "./exit.js";
import { type Io, say } from "./io.js";
import { newProgram } from "./program.js";

export async function runCli(io: Io): Promise<ExitCode> {
  // A closed pipe emits an error, which would crash the process without a listener. `Output` handles it where it matters.
  for (const stream of [io.stdout, io.stderr]) stream.on("error", () => undefined);
  let code: ExitCode = EXIT.done;
  try {
    const program = newProgram(io, (ended) => (code = ended));
    await program.parseAsync([...io.argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { exitCodeOf, messageOf } = await import("./failures.js");
    if (!(error instanceof ClosedPipeError)) say(io, `batchwire: ${messageOf(error)}`);
    return exitCodeOf(error);
  }
}
