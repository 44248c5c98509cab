import { VirtualClock } from "./clock.js";
import { FaultPlan, type Faults } from "./faults.js";
import { loadPeers } from "./peers.js";
import type { Connection, ProviderDefinition } from "./provider.js";
import type { SimulatorLimits, SimulatorOptions, SimulatorUrls, SimulatorWebhooks } from "./providers.js";
import { type LoggedRequest, RequestLog } from "./request-log.js";
import { ProviderServer } from "./server.js";
import type { Violation } from "./violation.js";
import { createPoster } from "./webhook.js";

export interface StartOptions {
  /**
   * The port of the first provider; the others follow: anthropic, openai, ringcentral, ip1 and sinch listen on
   * `port`, `port + 1`, `port + 2`, `port + 3` and `port + 4`. Default 0: any free ports.
   */
  readonly port?: number | undefined;
  /**
   * How many times as fast as real time the virtual clock runs. Default 3600, an hour a second.
   * `"manual"`: only `clock.advance` moves it.
   */
  readonly timeScale?: number | "manual" | undefined;
  /** Seed of all random numbers. Default 1. */
  readonly seed?: number | undefined;
  /**
   * Quotas that differ from the usual ones.
   *
   * @example { anthropic: { queuedRequests: 500 } }
   */
  readonly limits?: SimulatorLimits | undefined;
  /**
   * Where events are posted, loopback addresses only, and the secret with which they are signed.
   *
   * @example { openai: { url: "http://127.0.0.1:8080/hook", secret: "whsec_c2ltdWxhdG9y" } }
   */
  readonly webhooks?: SimulatorWebhooks | undefined;
}

export interface Simulator {
  /** The address of each provider: pass it as `baseUrl`, and `sinchAuth` as `authUrl`. */
  readonly urls: SimulatorUrls;
  /** Ready constructor options, with credentials that the simulator accepts. */
  readonly options: SimulatorOptions;
  readonly clock: {
    /** Virtual epoch milliseconds; the clock starts at the real time. */
    now(): number;
    /**
     * Moves the clock forward, at any time scale, by `ms` virtual milliseconds. Whatever falls due happens in order,
     * and is done when the promise resolves, webhook calls included.
     */
    advance(ms: number): Promise<void>;
  };
  readonly faults: Faults;
  /** The newest 10,000 requests that arrived, oldest first. The array is live and may be emptied. */
  readonly requests: LoggedRequest[];
  /**
   * Bugs of the simulator: crashes, and answers that the provider's document does not allow. The request is answered
   * with a 500 that explains it. Tests should assert that this is empty.
   */
  readonly violations: readonly Violation[];
  /** Stops listening, closes open connections and cancels all timers. */
  close(): Promise<void>;
}

/** Starts any set of providers. */
export async function startProviders(
  definitions: readonly ProviderDefinition[],
  { port = 0, timeScale = 3600, seed = 1, limits = {}, webhooks = {} }: StartOptions = {},
): Promise<Simulator> {
  if (timeScale !== "manual" && !(timeScale > 0 && Number.isFinite(timeScale))) {
    throw new RangeError(`timeScale must be a positive number or "manual", not ${timeScale}`);
  }
  await loadPeers();
  const closing = new AbortController();
  const violations: Violation[] = [];
  const clock = new VirtualClock(timeScale, (error) =>
    violations.push({ provider: "clock", operation: "scheduled task", faults: [String(error)] }),
  );
  const faults = new FaultPlan(definitions.map(({ name }) => name));
  const log = new RequestLog();
  const post = createPoster(closing.signal);
  const shared = { clock, seed, faults, log, violations, post, limits, webhooks };
  const servers = definitions.map((definition) => new ProviderServer(definition, shared));
  const close = async (): Promise<void> => {
    closing.abort();
    clock.stop();
    await Promise.all(servers.map((server) => server.close()));
  };
  const connections = await listen(servers, port).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    urls: merged(connections.map(({ urls }) => urls)) as SimulatorUrls,
    options: merged(connections.map(({ options }) => options)) as SimulatorOptions,
    clock: { now: () => clock.now(), advance: (ms) => clock.advance(ms) },
    faults,
    requests: log.entries,
    violations,
    close,
  };
}

async function listen(servers: readonly ProviderServer[], port: number): Promise<readonly Connection[]> {
  const connections: Connection[] = [];
  // One after the other: if a port is taken, the servers before it are listening and can be closed.
  for (const [index, server] of servers.entries()) {
    connections.push(await server.listen(port === 0 ? 0 : port + index));
  }
  return connections;
}

function merged(records: readonly object[]): object {
  return Object.assign({}, ...records) as object;
}
