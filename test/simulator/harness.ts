import { startSimulator, type Simulator, type StartOptions } from "../../src/simulator/index.js";

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the answer is no JSON. */
  readonly body: Body;
}

/** The simulator with a manual clock, and plain fetch: no client of ours stands between. */
export abstract class ProviderHarness {
  readonly sim: Simulator;

  protected constructor(sim: Simulator) {
    this.sim = sim;
  }

  iso(afterMs: number): string {
    return new Date(this.sim.clock.now() + afterMs).toISOString();
  }

  /** Sends an object as JSON, and anything else as it is; a header that is undefined is left out. */
  protected async send<Body>(
    method: string,
    url: string,
    body: unknown,
    headers: Readonly<Record<string, string | undefined>>,
  ): Promise<Reply<Body>> {
    const isPlain = body !== undefined && Object.getPrototypeOf(body) === Object.prototype;
    const isJson = typeof body === "string" || isPlain;
    const all = { ...(isJson && { "content-type": "application/json" }), ...headers };
    const response = await fetch(url, {
      method,
      headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ...(body !== undefined && { body: (isPlain ? JSON.stringify(body) : body) as BodyInit }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(response, text) as Body };
  }
}

export function startManually(options: StartOptions = {}): Promise<Simulator> {
  return startSimulator({ timeScale: "manual", ...options });
}

function parsed({ headers }: Response, text: string): unknown {
  return /^application\/(problem\+)?json$/.test(headers.get("content-type") ?? "")
    ? JSON.parse(text)
    : undefined;
}
