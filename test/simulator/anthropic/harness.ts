import type { StartOptions } from "../../../src/simulator/index.js";
import { hourMs, ProviderHarness, type Reply, startManually } from "../harness.js";

export { dayMs, hourMs, minuteMs } from "../harness.js";

export interface BatchDocument {
  readonly id: string;
  readonly processing_status: string;
  readonly request_counts: Readonly<Record<string, number>>;
  readonly created_at: string;
  readonly expires_at: string;
  readonly ended_at: string | null;
  readonly cancel_initiated_at: string | null;
  readonly archived_at: string | null;
  readonly results_url: string | null;
}

export interface ErrorBody {
  readonly type: string;
  readonly error: { readonly type: string; readonly message: string };
  readonly request_id: string | null;
}

export interface Line {
  readonly custom_id: string;
  readonly result: {
    readonly type: string;
    readonly message?: {
      readonly stop_reason: string;
      readonly stop_sequence: string | null;
      readonly stop_details: unknown;
      readonly content: readonly {
        readonly type: string;
        readonly text?: string;
        readonly input?: unknown;
      }[];
      readonly usage: Readonly<Record<string, unknown>>;
      readonly model: string;
    };
    readonly error?: ErrorBody;
  };
}

export class Harness extends ProviderHarness {
  static async start(options: StartOptions = {}): Promise<Harness> {
    return new Harness(await startManually(options));
  }

  call<Body = BatchDocument>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Reply<Body>> {
    return this.send(method, `${this.sim.urls.anthropic}/v1/messages/batches${path}`, body, {
      "x-api-key": this.sim.options.anthropic.apiKey,
      "anthropic-version": "2026-10-21",
      ...headers,
    });
  }

  /** Creates a batch of the given params, named `r-0`, `r-1` and so on. */
  async create(params: readonly unknown[], headers: Record<string, string> = {}): Promise<BatchDocument> {
    const requests = params.map((each, index) => ({ custom_id: `r-${index}`, params: each }));
    const reply = await this.call("POST", "", { requests }, headers);
    if (reply.status !== 200) throw new Error(reply.text);
    return reply.body;
  }

  async retrieve(id: string): Promise<BatchDocument> {
    return (await this.call("GET", `/${id}`)).body;
  }

  async results(id: string): Promise<Line[]> {
    const reply = await this.call("GET", `/${id}/results`);
    if (reply.status !== 200) throw new Error(reply.text);
    const lines = reply.text.split("\n");
    if (lines.pop() !== "") throw new Error("the last line does not end");
    return lines.map((line) => JSON.parse(line) as Line);
  }

  /** Creates a batch, lets it end, and returns its lines in the order of the requests. */
  async run(params: readonly unknown[], headers: Record<string, string> = {}): Promise<Line[]> {
    const { id } = await this.create(params, headers);
    await this.sim.clock.advance(25 * hourMs);
    const lines = await this.results(id);
    return lines.sort((a, b) => Number(a.custom_id.slice(2)) - Number(b.custom_id.slice(2)));
  }
}

export function ask(
  extra: Readonly<Record<string, unknown>> = {},
  prompt = "Hello",
): Record<string, unknown> {
  return {
    model: "claude-haiku-4-5",
    max_tokens: 100,
    messages: [{ role: "user", content: prompt }],
    ...extra,
  };
}

export function fated(fate: string): Record<string, unknown> {
  return ask({ metadata: { user_id: `fate:${fate}` } });
}
