/** `batchwire simulate`: runs the simulator as a server for any program. */
import { EXIT, type ExitCode } from "../exit.js";
import { shellText } from "../format.js";
import { type Io, say } from "../io.js";
import { Output } from "../output.js";
import { PROVIDERS } from "../providers.js";

export interface SimulateFlags {
  readonly port?: number;
  readonly timeScale?: number;
  readonly json?: boolean;
}

export async function simulate({ port, timeScale, json }: SimulateFlags, io: Io): Promise<ExitCode> {
  const { startSimulator } = await import("../../simulator/index.js");
  const simulator = await startSimulator({ port, timeScale });
  const interrupted = new Promise<void>((resolve) => void io.onInterrupt(resolve));
  try {
    const notes = await registerSenders(simulator.options);
    const variables = variablesOf(simulator.options);
    const output = Output.stdout(io);
    if (json === true) await output.line(JSON.stringify(variables));
    else
      for (const [name, value] of Object.entries(variables))
        await output.line(`export ${name}=${shellText([value])}`);
    await output.close();
    say(io, `The simulator runs, an hour in ${3_600 / (timeScale ?? 3_600)} s. Ctrl-C ends it.`);
    for (const note of notes) say(io, note);
    await interrupted;
    return EXIT.done;
  } finally {
    await simulator.close();
  }
}

type Options = Readonly<Record<string, object>>;

function variablesOf(options: Options): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, variables } of Object.values(PROVIDERS)) {
    const values = options[name] as Readonly<Record<string, unknown>>;
    for (const [option, variable] of Object.entries(variables)) found[variable] = String(values[option]);
  }
  return found;
}

/** Registers the default senders, which no other command can do. */
async function registerSenders(options: Options): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const { name, connect, sms } of Object.values(PROVIDERS)) {
    if (sms?.registersSenders !== true || sms.simulatedFrom === undefined) continue;
    await (await connect({ ...options[name] })).senders?.register(sms.simulatedFrom);
    notes.push(`${name} knows the sender "${sms.simulatedFrom}"; others have to be registered first.`);
  }
  return notes;
}
