/** What each command takes, as the program itself prints it. */
import { processIo } from "../../src/cli/io.js";
import { newProgram } from "../../src/cli/program.js";

export function commandHelp(): readonly { readonly name: string; readonly help: string }[] {
  const program = newProgram(processIo(), () => undefined);
  return program.commands.map((command) => ({ name: command.name(), help: command.helpInformation() }));
}
