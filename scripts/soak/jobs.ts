/** What the soak does with each client: calls of several kinds, and batches that it sends and waits for. */
import { AnthropicClient } from "../../src/anthropic/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { SinchClient } from "../../src/sinch/index.js";

export interface Job {
  readonly name: string;
  /** Calls that only read, of which any may be made at any time. */
  readonly calls: readonly ((signal: AbortSignal) => Promise<unknown>)[];
  /** Sends a batch and waits for its end. */
  readonly wait: (signal: AbortSignal) => Promise<{ readonly phase: string }>;
}

interface Listed {
  pages(): AsyncIterable<unknown>;
}

/** Stops after the first page, as a reader does who has seen enough. */
async function firstPage(list: Listed): Promise<unknown> {
  for await (const page of list.pages()) return page;
  return undefined;
}

const schedule = { initialMs: 5, maxMs: 50 };
const TO = "+15550100123";

/** Builds the clients against a simulator, and one batch each to look at. */
export async function jobsOn({ options }: Simulator): Promise<Job[]> {
  return Promise.all([
    anthropic(new AnthropicClient(options.anthropic)),
    ringcentral(new RingCentralClient(options.ringcentral)),
    ip1(new Ip1Client(options.ip1)),
    sinch(new SinchClient(options.sinch)),
  ]);
}

async function anthropic({ batches }: AnthropicClient): Promise<Job> {
  const params = {
    model: "claude-haiku-4-5",
    max_tokens: 16,
    messages: [{ role: "user" as const, content: "Hi" }],
  };
  const body = { requests: [{ custom_id: "only", params }] };
  const { id } = await batches.create(body);
  return {
    name: "anthropic",
    calls: [
      (signal) => batches.retrieve(id, { signal }),
      (signal) => firstPage(batches.list({ limit: 5 }, { signal })),
      (signal) => batches.retrieve("msgbatch_01none", { signal }).catch((error: unknown) => error),
    ],
    async wait(signal) {
      const snapshot = await batches.wait(await batches.create(body, { signal }), { signal, schedule });
      for await (const _ of batches.results(snapshot.raw, { signal })) break;
      return snapshot;
    },
  };
}

async function ringcentral({ batches, phoneNumbers }: RingCentralClient): Promise<Job> {
  const sender = await phoneNumbers.findSender();
  const body = { from: sender?.phoneNumber ?? "", text: "Hi", messages: [{ to: [TO] }] };
  const { id = "" } = await batches.create(body);
  return {
    name: "ringcentral",
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ perPage: 5 }, { signal })),
      (signal) => phoneNumbers.findSender({ signal }),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.create(body, { signal })), { signal, schedule }),
  };
}

async function ip1({ batches, senders }: Ip1Client): Promise<Job> {
  await senders.register("Library");
  const body = { sender: "Library", body: "Hi", recipients: ["46701740605"] };
  const id = await createdId(batches.send(body));
  return {
    name: "ip1",
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ limit: 5 }, { signal })),
      (signal) => senders.get("Library", { signal }),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.send(body, { signal })), { signal, schedule }),
  };
}

async function sinch({ batches, groups }: SinchClient): Promise<Job> {
  const body = { from: "12025550199", to: [TO], body: "Hi" };
  const { id } = await batches.send(body);
  return {
    name: "sinch",
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ page_size: 5 }, { signal })),
      (signal) => firstPage(groups.list({}, { signal })),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.send(body, { signal })), { signal, schedule }),
  };
}

async function createdId(work: Promise<{ readonly id?: string | undefined }>): Promise<string> {
  const { id } = await work;
  if (id === undefined) throw new Error("a batch without an id");
  return id;
}
