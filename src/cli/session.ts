/** Opens the connection of a command: a client, with `--simulate` a simulator, and the handling of Ctrl-C. */
import { ConfigError } from "../index.js";
import { UsageError } from "./exit.js";
import type { Io } from "./io.js";
import { type Batches, type Provider, providerOf } from "./providers.js";
import { Stop } from "./stop.js";

export interface ConnectionFlags {
  readonly to?: string;
  readonly baseUrl?: string;
  readonly simulate?: boolean;
}

export interface Session {
  readonly provider: Provider;
  readonly batches: Batches;
  readonly stop: Stop;
  readonly isSimulated: boolean;
  /** Default sender, of simulated jobs only. */
  readonly defaultFrom: string | undefined;
  /** Registers a sender with the simulator, if the provider requires that. */
  readonly registerSender: (from: string) => Promise<void>;
  /** Options of waits. A simulated hour takes a second, so the default poll intervals are too long. */
  readonly pace: { readonly schedule?: { readonly initialMs: number; readonly maxMs: number } };
  readonly close: () => Promise<void>;
}

export async function openSession(flags: ConnectionFlags, io: Io): Promise<Session> {
  if (flags.to === undefined) throw new UsageError("--to is needed: the provider's name");
  if (flags.simulate === true && flags.baseUrl !== undefined)
    throw new UsageError("--simulate and --base-url contradict each other");
  const provider = providerOf(flags.to);
  const stop = new Stop(io);
  try {
    return flags.simulate === true
      ? await simulated(provider, stop)
      : await connected(provider, stop, flags.baseUrl);
  } catch (error) {
    stop.close();
    throw error;
  }
}

async function connected(provider: Provider, stop: Stop, baseUrl: string | undefined): Promise<Session> {
  const { batches } = await provider.connect({ baseUrl, fetch: stop.fetch });
  return {
    provider,
    batches,
    stop,
    isSimulated: false,
    defaultFrom: undefined,
    registerSender: () => Promise.resolve(),
    pace: {},
    close: () => Promise.resolve(stop.close()),
  };
}

async function simulated(provider: Provider, stop: Stop): Promise<Session> {
  const { startSimulator } = await import("../simulator/index.js");
  const simulator = await startSimulator();
  const options: Readonly<Record<string, object>> = simulator.options;
  const connecting = provider.connect({ ...options[provider.name], fetch: stop.fetch });
  const client = await connecting.catch(async (error: unknown) => {
    await simulator.close();
    throw error;
  });
  return {
    provider,
    batches: client.batches,
    stop,
    isSimulated: true,
    defaultFrom: provider.sms?.simulatedFrom,
    registerSender: async (from) => void (await client.senders?.register(from)),
    pace: { schedule: { initialMs: 100, maxMs: 1_000 } },
    close: async () => {
      stop.close();
      await simulator.close();
    },
  };
}

/** A client for calculations, which works without credentials. */
export async function offline(provider: Provider): Promise<Batches> {
  try {
    return (await provider.connect({})).batches;
  } catch (error) {
    if (!ConfigError.is(error)) throw error;
    // Any text will do as a credential: here the names of the variables.
    const { baseUrl: _, ...credentials } = provider.variables;
    return (await provider.connect(credentials)).batches;
  }
}
