/** `batchwire simulate`: the providers on loopback, for any program. */
import type { SimulatorOptions } from "../../simulator/index.js";
import { EXIT, type ExitCode } from "../exit.js";
import { shellText } from "../format.js";
import { type Io, say } from "../io.js";
import { Output } from "../output.js";

export interface SimulateFlags {
  readonly port?: number;
  readonly timeScale?: number;
  readonly json?: boolean;
}

/** Where the clients, and the vendors' own, look for each option. */
const VARIABLES = {
  anthropic: { baseUrl: "ANTHROPIC_BASE_URL", apiKey: "ANTHROPIC_API_KEY" },
  openai: {
    baseUrl: "OPENAI_BASE_URL",
    apiKey: "OPENAI_API_KEY",
    organization: "OPENAI_ORG_ID",
    project: "OPENAI_PROJECT_ID",
  },
  ringcentral: {
    baseUrl: "RINGCENTRAL_BASE_URL",
    clientId: "RINGCENTRAL_CLIENT_ID",
    clientSecret: "RINGCENTRAL_CLIENT_SECRET",
    jwt: "RINGCENTRAL_JWT",
  },
  ip1: { baseUrl: "IP1_BASE_URL", apiKey: "IP1_API_KEY" },
  sinch: {
    baseUrl: "SINCH_BASE_URL",
    servicePlanId: "SINCH_SERVICE_PLAN_ID",
    apiToken: "SINCH_API_TOKEN",
  },
} as const satisfies { readonly [Name in keyof SimulatorOptions]?: object };

export async function simulate({ port, timeScale, json }: SimulateFlags, io: Io): Promise<ExitCode> {
  const { startSimulator } = await import("../../simulator/index.js");
  const simulator = await startSimulator({ port, timeScale });
  const interrupted = new Promise<void>((resolve) => void io.onInterrupt(resolve));
  try {
    await admitSender(simulator.options.ip1);
    const variables = variablesOf(simulator.options);
    const output = Output.stdout(io);
    if (json === true) await output.line(JSON.stringify(variables));
    else
      for (const [name, value] of Object.entries(variables))
        await output.line(`export ${name}=${shellText([value])}`);
    await output.close();
    say(io, `The simulator runs, an hour in ${3_600 / (timeScale ?? 3_600)} s. Ctrl-C ends it.`);
    say(io, `iP.1 knows the sender "${IP1_SENDER}"; others have to be registered first.`);
    await interrupted;
    return EXIT.done;
  } finally {
    await simulator.close();
  }
}

function variablesOf(options: SimulatorOptions): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [provider, names] of Object.entries(VARIABLES)) {
    const values = options[provider as keyof typeof VARIABLES] as Readonly<Record<string, unknown>>;
    for (const [option, variable] of Object.entries(names)) found[variable] = String(values[option]);
  }
  return found;
}

const IP1_SENDER = "batchwire";

/** The command line has no command to register a sender. */
async function admitSender(options: SimulatorOptions["ip1"]): Promise<void> {
  const { Ip1Client } = await import("../../ip1/index.js");
  await new Ip1Client(options).senders.register(IP1_SENDER);
}
