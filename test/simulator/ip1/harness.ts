import type { BatchDetails, BatchRequest, Message } from "../../../generated/ip1.js";
import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

/** The simulator with a manual clock and a registered sender, and plain fetch: no client of ours stands between. */
export class Harness {
  readonly sim: Simulator;

  private constructor(sim: Simulator) {
    this.sim = sim;
  }

  static async start(seed = 1): Promise<Harness> {
    const harness = new Harness(await startSimulator({ timeScale: "manual", seed }));
    await harness.call("PUT", "/v2/me/senders/Library");
    return harness;
  }

  async call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    const response = await fetch(`${this.sim.urls.ip1}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.sim.options.ip1.apiKey}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  async send(
    recipients: BatchRequest["recipients"],
    changes: Partial<BatchRequest> = {},
  ): Promise<BatchDetails> {
    const request = { sender: "Library", body: "Your book is waiting.", ...changes, recipients };
    const reply = await this.call<BatchDetails>("POST", "/v2/batches", request);
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  }

  async get(id: string): Promise<BatchDetails> {
    return (await this.call<BatchDetails>("GET", `/v2/batches/${id}`)).body;
  }

  async messages(id: string): Promise<Message[]> {
    return (await this.call<Message[]>("GET", `/v2/batches/${id}/messages?limit=10000`)).body;
  }

  /** The codes that the first message of a batch has had. */
  async codes(id: string): Promise<number[]> {
    const [message] = await this.messages(id);
    const { body } = await this.call<Message>("GET", `/v2/batches/${id}/messages/${message?.id ?? ""}`);
    return (body.statuses ?? []).map(({ code }) => code);
  }

  iso(inMs: number): string {
    return new Date(this.sim.clock.now() + inMs).toISOString();
  }
}
