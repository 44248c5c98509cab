/** One interface to all providers, and the input of each. */
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

/** The methods of `client.batches` that commands use. */
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
  /** Absent if the provider has no cancel call. */
  cancel?(id: string, options?: CallOptions): Promise<unknown>;
}

/** Properties of an SMS provider. */
export interface SmsProvider {
  readonly needsFrom: boolean;
  /** Default sender of simulated jobs. */
  readonly simulatedFrom?: string;
  /** Whether a sender has to be registered before it may send. */
  readonly registersSenders?: boolean;
  readonly templates: Templates;
  readonly input: (survey: Survey, flags: InputFlags) => (() => unknown) | Promise<() => unknown>;
}

export interface Provider {
  readonly name: string;
  readonly connect: (options: ClientOptions) => Promise<Client>;
  /** The environment variable of each client option. */
  readonly variables: Readonly<Record<string, string>>;
  /** Classifies a result, as `run` does. */
  readonly kindOf: (result: unknown) => Promise<string>;
  /** List query for all batches, the newest first. Default: none. */
  readonly listQuery?: () => object;
  /** Whether the body of a part is uploaded before the paid call. */
  readonly isStaged?: boolean;
  readonly sms?: SmsProvider;
}

interface Client {
  readonly batches: Batches;
  readonly senders?: { register(name: string): Promise<unknown> };
}

// The clients have stricter input types, which an input from a file cannot prove.
const asClient = (client: unknown): Client => client as Client;

// For this time Sinch lists a batch.
const LISTED_MS = 14 * 24 * 3_600_000;

const outcomeOf = (result: unknown): Promise<string> =>
  Promise.resolve((result as { readonly outcome: string }).outcome);

const anthropic: Provider = {
  name: "anthropic",
  connect: async (options) => asClient(new (await import("../anthropic/index.js")).AnthropicClient(options)),
  variables: { baseUrl: "ANTHROPIC_BASE_URL", apiKey: "ANTHROPIC_API_KEY" },
  kindOf: async (result) => (await import("../anthropic/index.js")).classifyResult(result as never),
};

const openai: Provider = {
  name: "openai",
  connect: async (options) => asClient(new (await import("../openai/index.js")).OpenAIClient(options)),
  variables: {
    baseUrl: "OPENAI_BASE_URL",
    apiKey: "OPENAI_API_KEY",
    organization: "OPENAI_ORG_ID",
    project: "OPENAI_PROJECT_ID",
  },
  isStaged: true,
  kindOf: async (result) => (await import("../openai/index.js")).classifyResult(result as never),
};

const ringcentral: Provider = {
  name: "ringcentral",
  connect: async (options) =>
    asClient(new (await import("../ringcentral/index.js")).RingCentralClient(options)),
  variables: {
    baseUrl: "RINGCENTRAL_BASE_URL",
    clientId: "RINGCENTRAL_CLIENT_ID",
    clientSecret: "RINGCENTRAL_CLIENT_SECRET",
    jwt: "RINGCENTRAL_JWT",
  },
  kindOf: outcomeOf,
  // By default only the last day is listed.
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
  connect: async (options) => asClient(new (await import("../ip1/index.js")).Ip1Client(options)),
  variables: { baseUrl: "IP1_BASE_URL", apiKey: "IP1_API_KEY" },
  kindOf: outcomeOf,
  listQuery: () => ({ order: "DESC" }),
  sms: {
    needsFrom: true,
    simulatedFrom: "batchwire",
    registersSenders: true,
    templates: { placeholder: (name) => `{${name}}` },
    input: ({ messages, text, hasValues }, { from }) => {
      const all = async function* (): AsyncGenerator<unknown> {
        for await (const { to: number, values } of messages()) {
          // Only this provider takes numbers without a plus sign; the same file has to work for all.
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
  connect: async (options) => asClient(new (await import("../sinch/index.js")).SinchClient(options)),
  variables: {
    baseUrl: "SINCH_BASE_URL",
    servicePlanId: "SINCH_SERVICE_PLAN_ID",
    apiToken: "SINCH_API_TOKEN",
  },
  kindOf: outcomeOf,
  // By default only the last day is listed. Batches older than this are never listed.
  listQuery: () => ({ start_date: new Date(Date.now() - LISTED_MS).toISOString() }),
  sms: {
    needsFrom: false,
    templates: { placeholder: (name) => `\${${name}}` },
    input: async ({ name, messages, text, hasValues }, { from }) => {
      const parameters = hasValues ? await parametersOf(messages(), name) : undefined;
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

/** Sinch takes the values of all recipients in one table by number, so that a number can have one value only. */
async function parametersOf(messages: AsyncIterable<TextMessage>, file: string): Promise<object> {
  const tables = new Map<string, Map<string, string>>();
  for await (const { to, values, line } of messages) {
    for (const [name, value] of Object.entries(values)) {
      const table = tables.get(name) ?? new Map<string, string>();
      tables.set(name, table);
      if ((table.get(to) ?? value) !== value)
        throw new InputError(
          `${file}, line ${line}: the number of an earlier line again, with another ${name}`,
        );
      table.set(to, value);
    }
  }
  return Object.fromEntries([...tables].map(([name, table]) => [name, Object.fromEntries(table)]));
}

export const PROVIDERS: Readonly<Record<string, Provider>> = { anthropic, openai, ringcentral, ip1, sinch };

export const PROVIDER_NAMES: readonly string[] = Object.keys(PROVIDERS);

export function providerOf(name: string): Provider {
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  if (provider === undefined)
    throw new UsageError(`no provider ${JSON.stringify(name)}; there are ${PROVIDER_NAMES.join(", ")}`);
  return provider;
}

/** Whether the kind of a result means success. */
export function isSuccess(kind: string, until?: string): boolean {
  return kind === "usable" || kind === "succeeded" || (until === "sent" && kind === "pending");
}
