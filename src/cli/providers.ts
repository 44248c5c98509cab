/** The providers as commands see them: one shape for all clients, and the input that each of them takes. */
import type {
  BatchHandle,
  BatchRef,
  BatchSnapshot,
  CallOptions,
  ClientOptions,
  Estimate,
  Intent,
  Reconciliation,
  ReconcileOptions,
  ResultsOptions,
  Run,
  RunOptions,
  SmsWaitOptions,
  Submission,
  WatchAllOptions,
} from "../index.js";
import { InputError, UsageError } from "./exit.js";
import type { InputFlags } from "./input.js";
import type { Survey, Templates, TextMessage } from "./text-messages.js";

/** The verbs that commands use, whatever the provider. */
export interface Batches {
  estimate(input: unknown, options?: RunOptions): Promise<Estimate>;
  submit(input: unknown, options?: RunOptions): Submission;
  run(input: () => unknown, options?: RunOptions): Run;
  watchAll(
    refs: Iterable<BatchRef>,
    options?: SmsWaitOptions & WatchAllOptions,
  ): AsyncIterable<BatchSnapshot>;
  results(ref: BatchRef, options?: ResultsOptions & CallOptions): AsyncIterable<unknown>;
  reconcile(lost: Intent, options?: ReconcileOptions): Promise<Reconciliation>;
  list(query?: object, options?: CallOptions): AsyncIterable<object>;
  handle(ref: BatchRef): BatchHandle;
  /** Absent where the provider cannot. */
  cancel?(id: string, options?: CallOptions): Promise<unknown>;
}

/** What the command line has to know of a provider of text messages. */
export interface SmsProvider {
  readonly needsFrom: boolean;
  /** The sender of a simulated job that names none. */
  readonly simulatedFrom?: string;
  readonly templates: Templates;
  readonly input: (survey: Survey, flags: InputFlags) => (() => unknown) | Promise<() => unknown>;
}

export interface Provider {
  readonly name: string;
  readonly connect: (options: ClientOptions) => Promise<{ readonly batches: Batches }>;
  /** What makes a client that never connects. */
  readonly placeholders: object;
  /** What a result is worth, in the words of `run`. */
  readonly kindOf: (result: unknown) => Promise<string>;
  /** What its list has to be asked for all batches, the newest first. Default: nothing. */
  readonly listQuery?: () => object;
  /** Whether the body of a part is uploaded before the paid call. */
  readonly isStaged?: boolean;
  readonly sms?: SmsProvider;
}

type Client = { readonly batches: Batches };

// The clients' own types say more of each input than commands, which read it from files, can know.
const seen = (client: unknown): Client => client as Client;

// How long Sinch lists a batch.
const LISTED_MS = 14 * 24 * 3_600_000;

const outcomeOf = (result: unknown): Promise<string> =>
  Promise.resolve((result as { readonly outcome: string }).outcome);

const anthropic: Provider = {
  name: "anthropic",
  connect: async (options) => seen(new (await import("../anthropic/index.js")).AnthropicClient(options)),
  placeholders: { apiKey: "none" },
  kindOf: async (result) => (await import("../anthropic/index.js")).classifyResult(result as never),
};

const openai: Provider = {
  name: "openai",
  connect: async (options) => seen(new (await import("../openai/index.js")).OpenAIClient(options)),
  placeholders: { apiKey: "none" },
  isStaged: true,
  kindOf: async (result) => (await import("../openai/index.js")).classifyResult(result as never),
};

const ringcentral: Provider = {
  name: "ringcentral",
  connect: async (options) => seen(new (await import("../ringcentral/index.js")).RingCentralClient(options)),
  placeholders: { clientId: "none", clientSecret: "none", jwt: "none" },
  kindOf: outcomeOf,
  // Otherwise those of the last day only.
  listQuery: () => ({ dateFrom: "2015-01-01T00:00:00Z" }),
  sms: {
    needsFrom: true,
    simulatedFrom: "+15550100000",
    templates: "none",
    input: ({ messages }, { from }) => {
      const all = async function* (): AsyncGenerator<object> {
        for await (const { to, text } of messages()) yield { to: [to], text };
      };
      return () => ({ from, messages: all() });
    },
  },
};

const ip1: Provider = {
  name: "ip1",
  connect: async (options) => seen(new (await import("../ip1/index.js")).Ip1Client(options)),
  placeholders: { apiKey: "none" },
  kindOf: outcomeOf,
  listQuery: () => ({ order: "DESC" }),
  sms: {
    needsFrom: true,
    simulatedFrom: "batchwire",
    templates: { placeholder: (name) => `{${name}}` },
    input: ({ messages, text, hasValues }, { from }) => {
      const all = async function* (): AsyncGenerator<unknown> {
        for await (const { to: number, values } of messages()) {
          // This provider alone takes no plus sign, and one file should do for all.
          const to = number.replace(/^\+/, "");
          yield hasValues ? [to, values] : to;
        }
      };
      return () => ({ sender: from, body: text, recipients: all() });
    },
  },
};

const sinch: Provider = {
  name: "sinch",
  connect: async (options) => seen(new (await import("../sinch/index.js")).SinchClient(options)),
  placeholders: { servicePlanId: "none", apiToken: "none" },
  kindOf: outcomeOf,
  // Otherwise those of the last day only; older ones than these are not listed at all.
  listQuery: () => ({ start_date: new Date(Date.now() - LISTED_MS).toISOString() }),
  sms: {
    needsFrom: false,
    templates: { placeholder: (name) => `\${${name}}` },
    input: async ({ messages, text, hasValues }, { from }) => {
      const parameters = hasValues ? await parametersOf(messages()) : undefined;
      const all = async function* (): AsyncGenerator<string> {
        for await (const { to } of messages()) yield to;
      };
      return () => ({
        ...(from !== undefined && { from }),
        to: all(),
        body: text,
        ...(parameters && { parameters }),
      });
    },
  },
};

/** The provider takes the values of all recipients in one table, apart from them: a number can have one value only. */
async function parametersOf(messages: AsyncIterable<TextMessage>): Promise<object> {
  const tables = new Map<string, Map<string, string>>();
  for await (const { to, values, line } of messages) {
    for (const [name, value] of Object.entries(values)) {
      const table = tables.get(name) ?? new Map<string, string>();
      tables.set(name, table);
      if ((table.get(to) ?? value) !== value)
        throw new InputError(`line ${line}: the number of an earlier line again, with another ${name}`);
      table.set(to, value);
    }
  }
  return Object.fromEntries([...tables].map(([name, table]) => [name, Object.fromEntries(table)]));
}

const PROVIDERS: Readonly<Record<string, Provider>> = { anthropic, openai, ringcentral, ip1, sinch };

export const PROVIDER_NAMES: readonly string[] = Object.keys(PROVIDERS);

export function providerOf(name: string): Provider {
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  if (provider === undefined)
    throw new UsageError(`no provider ${JSON.stringify(name)}; there are ${PROVIDER_NAMES.join(", ")}`);
  return provider;
}

/** Whether an item came to what it was sent for. */
export function isGood(kind: string, until?: string): boolean {
  return kind === "usable" || kind === "succeeded" || (until === "sent" && kind === "pending");
}
