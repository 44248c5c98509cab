import { ACCOUNT } from "../../../src/simulator/sinch/account.js";
import { ProviderHarness, type Reply, startManually } from "../harness.js";

export { dayMs, hourMs, secondMs } from "../harness.js";

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

export class Harness extends ProviderHarness {
  static async start(seed = 1): Promise<Harness> {
    return new Harness(await startManually({ seed }));
  }

  /** `path` is that below the service plan. */
  call<Body = BatchDocument>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> {
    const url = `${this.sim.urls.sinch}/xms/v1/${ACCOUNT.servicePlanId}${path}`;
    return this.send(method, url, body, { authorization: `Bearer ${ACCOUNT.apiToken}`, ...headers });
  }

  /** A text to two numbers unless told otherwise. */
  async sendBatch(changes: Record<string, unknown> = {}): Promise<BatchDocument> {
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
}
