/** The clients as a crash test sees them: each sends numbered items, and tells which ones its provider holds. */
import { AnthropicClient } from "../../src/anthropic/index.js";
import { systemClock, withClock } from "../../src/core/base/clock.js";
import type { SubmitOptions } from "../../src/core/submit/submit.js";
import type { BatchClient } from "../../src/dbos/index.js";
import type { Submission } from "../../src/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { OpenAIClient } from "../../src/openai/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import { SinchClient } from "../../src/sinch/index.js";

/** `wide`: a generator of items that are so large that a part streams. */
export type Form = "array" | "generator" | "async" | "wide";

export interface Sender {
  /** Makes the account ready to send; once for each simulator. */
  prepare(): Promise<unknown>;
  /** A cheap read, which tells of the provider's clock. */
  look(): Promise<void>;
  submit(items: readonly number[], form: Form, options: SubmitOptions): Submission;
  /** What `submit` is made of. */
  readonly client: BatchClient;
  readonly input: (items: readonly number[], form: Form) => never;
  /** The number of each item that the provider holds, as often as it holds it. */
  held(): AsyncIterable<number>;
}

export type Provider = "anthropic" | "openai" | "ringcentral" | "ip1" | "sinch";
export const PROVIDERS: readonly Provider[] = ["anthropic", "openai", "ringcentral", "ip1", "sinch"];

// The simulator's time runs fast, so the pauses between two looks may be short.
const HURRY = 15;
const hurried = {
  ...systemClock,
  sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / HURRY, signal),
};

const LONG_AGO = "2020-01-01T00:00:00.000Z";
const WIDE_TEXT = "x".repeat(2_200_000);

export function senderOf(provider: Provider, options: SimulatorOptions): Sender {
  return SENDERS[provider](options);
}

const SENDERS: Readonly<Record<Provider, (options: SimulatorOptions) => Sender>> = {
  anthropic(options) {
    const client = new AnthropicClient(withClock(options.anthropic, hurried));
    return { ...sending(client, (items, form) => shaped(items, form, request)), ...byCustomId(client) };
  },
  openai(options) {
    const client = new OpenAIClient(withClock(options.openai, hurried));
    return { ...sending(client, (items, form) => shaped(items, form, requestLine)), ...byCustomId(client) };
  },
  ringcentral(options) {
    const client = new RingCentralClient(withClock(options.ringcentral, hurried));
    const { batches, messages } = client;
    const toOne = (item: number): { to: string[] } => ({ to: [`+16462${padded(item)}7`] });
    return {
      ...sending(client, (items, form) => {
        return { from: "+16501110000", text: TEXT, messages: shaped(items, form, toOne) };
      }),
      prepare: () => Promise.resolve(),
      look: () => first(batches.list({ perPage: 1 })),
      async *held() {
        for await (const { id } of batches.list({ dateFrom: LONG_AGO }))
          for await (const { to } of messages.list({ batchId: id })) yield numberIn(to?.[0]?.slice(6, -1));
      },
    };
  },
  ip1(options) {
    const client = new Ip1Client(withClock(options.ip1, hurried));
    const { batches, messages, senders } = client;
    return {
      ...sending(client, (items, form) => {
        const recipients = shaped(items, form, (item) => `4670${padded(item)}000`);
        return { sender: "Library", body: TEXT, recipients };
      }),
      prepare: () => senders.register("Library"),
      look: () => first(batches.list({ limit: 1 })),
      async *held() {
        for await (const { id } of batches.list())
          for await (const { recipient } of messages.list(id)) yield numberIn(recipient?.slice(4, -3));
      },
    };
  },
  sinch(options) {
    const client = new SinchClient(withClock(options.sinch, hurried));
    const { batches } = client;
    return {
      ...sending(client, (items, form) => {
        const to = shaped(items, form, (item) => `1646${padded(item)}000`);
        return { from: "Library", body: TEXT, to };
      }),
      prepare: () => Promise.resolve(),
      look: () => first(batches.list({ page_size: 1 })),
      async *held() {
        for await (const { to = [] } of batches.list({ start_date: LONG_AGO }))
          for (const recipient of to) yield numberIn(recipient.slice(4, -3));
      },
    };
  },
};

/** Of providers whose results say which items a batch holds. */
function byCustomId({ batches }: AnthropicClient | OpenAIClient): Pick<Sender, "prepare" | "look" | "held"> {
  return {
    prepare: () => Promise.resolve(),
    look: () => first(batches.list({ limit: 1 })),
    async *held() {
      for await (const { id } of batches.list()) {
        const ended = await batches.wait(id);
        for await (const { custom_id: item } of batches.results(ended.raw)) yield numberIn(item);
      }
    },
  };
}

interface Client<Input> extends BatchClient {
  readonly batches: BatchClient["batches"] & { submit(input: Input, options: SubmitOptions): Submission };
}

function sending<Input>(
  client: Client<Input>,
  input: (items: readonly number[], form: Form) => Input,
): Pick<Sender, "client" | "input" | "submit"> {
  const submit: Sender["submit"] = (items, form, options) =>
    client.batches.submit(input(items, form), options);
  return { client, input: (items, form) => input(items, form) as never, submit };
}

const TEXT = "The library is closed on Monday.";

function request(item: number, form: Form) {
  return {
    custom_id: `item-${padded(item)}`,
    params: {
      model: "claude-haiku-4-5",
      max_tokens: 16,
      ...(form === "wide" && { system: WIDE_TEXT }),
      messages: [{ role: "user" as const, content: `Number ${item}` }],
    },
  };
}

function requestLine(item: number, form: Form) {
  const content = form === "wide" ? WIDE_TEXT : `Number ${item}`;
  const body = { model: "gpt-4o-mini", max_tokens: 16, messages: [{ role: "user" as const, content }] };
  return { custom_id: `item-${padded(item)}`, body };
}

// Behind five digits of its own, each number ends in digits that mean nothing special to the simulator.
function padded(item: number): string {
  return String(item).padStart(5, "0");
}

function numberIn(text: string | undefined): number {
  const digits = /\d{5}$/.exec(text ?? "")?.[0];
  if (digits === undefined) throw new Error(`the provider holds ${text}, which nobody sent`);
  return Number(digits);
}

async function first(list: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of list) return;
}

function shaped<T>(
  items: readonly number[],
  form: Form,
  make: (item: number, form: Form) => T,
): T[] | Iterable<T> | AsyncIterable<T> {
  if (form === "array") return items.map((item) => make(item, form));
  return form === "async" ? slowly(items, make) : lazily(items, form, make);
}

function* lazily<T>(items: readonly number[], form: Form, make: (item: number, form: Form) => T) {
  for (const item of items) yield make(item, form);
}

async function* slowly<T>(items: readonly number[], make: (item: number, form: Form) => T) {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield make(item, "async");
  }
}
