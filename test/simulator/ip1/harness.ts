import type { BatchDetails, BatchRequest, Message } from "../../../generated/ip1.js";
import { ProviderHarness, type Reply, startManually } from "../harness.js";

export { hourMs, minuteMs, secondMs } from "../harness.js";

export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

/** With a registered sender. */
export class Harness extends ProviderHarness {
  static async start(seed = 1): Promise<Harness> {
    const harness = new Harness(await startManually({ seed }));
    await harness.call("PUT", "/v2/me/senders/Library");
    return harness;
  }

  call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    const authorization = `Bearer ${this.sim.options.ip1.apiKey}`;
    return this.send(method, `${this.sim.urls.ip1}${path}`, body, { authorization, ...headers });
  }

  async sendBatch(
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
}
