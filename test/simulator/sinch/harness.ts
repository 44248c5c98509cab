import { accounts } from "../../../src/simulator/accounts.js";
import { startSimulator, type Simulator } from "../../../src/simulator/index.js";

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface BatchDocument {
  readonly id: string;
  readonly to: readonly string[];
  readonly from?: string;
  readonly canceled: boolean;
  readonly created_at: string;
  readonly modified_at: string;
  readonly send_at?: string;
  readonly expire_at: string;
  readonly body: unknown;
}

export interface ReportDocument {
  readonly total_message_count: number;
  readonly statuses: readonly {
    code: number;
    status: string;
    count: number;
    recipients?: readonly string[];
  }[];
}

export const secondMs = 1_000;
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The simulator with a manual clock, and plain fetch: no client of ours stands between. */
export class Harness {
  readonly sim: Simulator;

  private constructor(sim: Simulator) {
    this.sim = sim;
  }

  static async start(seed = 1): Promise<Harness> {
    return new Harness(await startSimulator({ timeScale: "manual", seed }));
  }

  /** `path` is that below the service plan. */
  async call<Body = BatchDocument>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> {
    const response = await fetch(`${this.sim.urls.sinch}/xms/v1/${accounts.sinch.servicePlanId}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accounts.sinch.apiToken}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : undefined) as Body,
    };
  }

  /** A text to two numbers unless told otherwise. */
  async send(changes: Record<string, unknown> = {}): Promise<BatchDocument> {
    const reply = await this.call("POST", "/batches", {
      to: ["+447700900001", "+447700900002"],
      from: "+447700900100",
      body: "Hello",
      ...changes,
    });
    if (reply.status !== 201) throw new Error(reply.text);
    return reply.body;
  }

  async report(id: string, query = ""): Promise<ReportDocument> {
    return (await this.call<ReportDocument>("GET", `/batches/${id}/delivery_report${query}`)).body;
  }

  /** `{ Delivered: 2 }` */
  async rows(id: string): Promise<Record<string, number>> {
    const { statuses } = await this.report(id);
    return Object.fromEntries(statuses.map(({ status, count }) => [status, count]));
  }

  iso(afterMs: number): string {
    return new Date(this.sim.clock.now() + afterMs).toISOString();
  }
}
