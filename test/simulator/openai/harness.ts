import type { Batch, BatchRequestOutput, FileObject } from "../../../generated/openai.js";
import type { StartOptions } from "../../../src/simulator/index.js";
import { hourMs, ProviderHarness, type Reply, startManually } from "../harness.js";

export { dayMs, hourMs, minuteMs, secondMs } from "../harness.js";
export type { Batch, BatchRequestOutput, FileObject } from "../../../generated/openai.js";

export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** A line of an input file: a request, or text that may be none. */
export type Line = string | Readonly<Record<string, unknown>>;

export const CHAT = "/v1/chat/completions";

export class Harness extends ProviderHarness {
  static async start(options: StartOptions = {}): Promise<Harness> {
    return new Harness(await startManually(options));
  }

  call<Body = Batch>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Reply<Body>> {
    const authorization = `Bearer ${this.sim.options.openai.apiKey}`;
    return this.send(method, this.sim.urls.openai + path, body, { authorization, ...headers });
  }

  /** Sends a form with a file of these lines. */
  upload<Body = FileObject>(
    lines: readonly Line[],
    { filename = "requests.jsonl", ...fields }: Record<string, string> = {},
  ): Promise<Reply<Body>> {
    const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
    const form = new FormData();
    form.set("file", new File([texts.map((text) => `${text}\n`).join("")], filename));
    for (const [name, value] of Object.entries({ purpose: "batch", ...fields })) form.set(name, value);
    return this.call<Body>("POST", "/files", form);
  }

  /** Creates a batch of a file. */
  async create(input_file_id: string, changes: Readonly<Record<string, unknown>> = {}): Promise<Batch> {
    const body = { input_file_id, endpoint: CHAT, completion_window: "24h", ...changes };
    const reply = await this.call("POST", "/batches", body);
    if (reply.status !== 200) throw new Error(reply.text);
    return reply.body;
  }

  /** Uploads lines and creates a batch of them. */
  async submit(lines: readonly Line[], changes: Readonly<Record<string, unknown>> = {}): Promise<Batch> {
    const file = await this.upload(lines);
    if (file.status !== 200) throw new Error(file.text);
    return this.create(file.body.id, changes);
  }

  async retrieve(id: string): Promise<Batch> {
    return (await this.call("GET", `/batches/${id}`)).body;
  }

  async lines(fileId: string | null | undefined): Promise<BatchRequestOutput[]> {
    if (typeof fileId !== "string") return [];
    const reply = await this.call("GET", `/files/${fileId}/content`);
    if (reply.status !== 200) throw new Error(reply.text);
    const lines = reply.text.split("\n");
    if (lines.pop() !== "") throw new Error("the last line does not end");
    return lines.map((line) => JSON.parse(line) as BatchRequestOutput);
  }

  /** The lines of both files, by custom_id. */
  async results(batch: Batch): Promise<Map<string, BatchRequestOutput>> {
    const lines = [...(await this.lines(batch.output_file_id)), ...(await this.lines(batch.error_file_id))];
    return new Map(lines.map((line) => [line.custom_id, line]));
  }

  /** Lets a batch of these bodies, named `r-0`, `r-1` and so on, come to its end; its lines in the order of the bodies. */
  async run(
    bodies: readonly Readonly<Record<string, unknown>>[],
    endpoint: string = CHAT,
  ): Promise<(BatchRequestOutput | undefined)[]> {
    const { id } = await this.submit(
      bodies.map((body, n) => request(`r-${n}`, body, endpoint)),
      { endpoint },
    );
    await this.sim.clock.advance(25 * hourMs);
    const batch = await this.retrieve(id);
    if (batch.errors) throw new Error(JSON.stringify(batch.errors));
    const results = await this.results(batch);
    return bodies.map((_, n) => results.get(`r-${n}`));
  }
}

export function request(
  custom_id: unknown,
  body: unknown = ask(),
  url: unknown = CHAT,
): Record<string, unknown> {
  return { custom_id, method: "POST", url, body };
}

export function ask(
  extra: Readonly<Record<string, unknown>> = {},
  prompt = "Hello",
): Record<string, unknown> {
  return { model: "gpt-5.4-nano", messages: [{ role: "user", content: prompt }], ...extra };
}

export function fated(fate: string): Record<string, unknown> {
  return ask({ user: `fate:${fate}` });
}
