/** Whole jobs of every client, from input to results, through a gateway that makes trouble. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import type {
  BatchSnapshot,
  CallOptions,
  ClientOptions,
  SubmittedPart,
} from "../../src/core/base/types/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { OpenAIClient } from "../../src/openai/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { batchRequests } from "../support/anthropic.js";
import { numbers } from "../support/ip1.js";
import { requestLines } from "../support/openai.js";
import { inTimeOf } from "../support/simulated-time.js";
import { fetches } from "./fetches.js";
import { Gateway } from "./matrix/gateway.js";
import { type Trouble, troubles } from "./matrix/jobs.js";
import { throughLayer } from "./matrix/layers.js";

const ITEMS = 5;
// A part of that size leaves while it is read.
const LARGE_TEXT = "x".repeat(1_200_000);
const ATTEMPT_MS = 2_000;
const PAUSE_MS = 2_500;

/** The verbs, with the types that they have in common. */
interface Batches {
  submit(input: unknown): { collect(): Promise<SubmittedPart[]> };
  wait(ref: unknown): Promise<BatchSnapshot>;
  results(ref: unknown, options?: CallOptions): AsyncIterable<{ custom_id?: string; to?: string }>;
}

interface Provider {
  readonly make: (options: object) => object;
  readonly input: (text: string) => unknown;
  /** The same as an iterable that can be read once and pauses before its last item. */
  readonly once?: (text: string) => AsyncIterable<unknown>;
  readonly ids: readonly string[];
  /** How many requests one look at a batch takes. Default: 1. */
  readonly reads?: number;
  /** Results are a file. */
  readonly hasFiles: boolean;
}

async function* pausing<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const [at, item] of items.entries()) {
    if (at === items.length - 1) await sleep(PAUSE_MS);
    yield item;
  }
}

const customIds = Array.from({ length: ITEMS }, (_, at) => `r${at}`);
const recipients = numbers(ITEMS);
const providers: Readonly<Record<string, Provider>> = {
  anthropic: {
    make: (options) => new AnthropicClient(options),
    input: (text) => batchRequests(ITEMS, text),
    once: (text) => pausing(batchRequests(ITEMS, text)),
    ids: customIds,
    hasFiles: true,
  },
  openai: {
    make: (options) => new OpenAIClient(options),
    input: (text) => requestLines(ITEMS, text),
    once: (text) => pausing(requestLines(ITEMS, text)),
    ids: customIds,
    hasFiles: true,
  },
  ringcentral: {
    make: (options) => new RingCentralClient(options),
    input: (text) => ({
      from: "+16505550100",
      text,
      messages: recipients.map((_, at) => ({ to: [`+1650555${1_000 + at}`] })),
    }),
    ids: recipients.map((_, at) => `+1650555${1_000 + at}`),
    hasFiles: false,
  },
  ip1: {
    make: (options) => new Ip1Client(options),
    input: (body) => ({ sender: "Library", body, recipients }),
    ids: recipients,
    hasFiles: false,
  },
  sinch: {
    make: (options) => new SinchClient(options),
    input: (body) => ({ from: "12345", to: recipients, body }),
    ids: recipients,
    reads: 2,
    hasFiles: false,
  },
};

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ timeScale: "manual" });
  await new Ip1Client(sim.options.ip1).senders.register("Library");
});
afterAll(() => sim.close());

let gateway: Gateway;
beforeEach(async () => {
  gateway = await Gateway.start();
  await sim.clock.advance(6 * 3_600_000);
  sim.requests.splice(0);
});
afterEach(() => gateway.close());

type Name = keyof Simulator["options"] & keyof Simulator["urls"];

async function run(name: Name, provider: Provider, trouble: Trouble, fetch: ClientOptions["fetch"]) {
  const { layer, large, pauses, submit, wait, results } = trouble;
  const nothing = () => () => false;
  const { reads = 1 } = provider;
  const { batches } = provider.make(
    inTimeOf(sim, {
      ...sim.options[name],
      baseUrl: gateway.before(sim.urls[name]),
      fetch: layer ? throughLayer(layer, fetch ?? globalThis.fetch) : fetch,
      ...(pauses && { attemptTimeoutMs: ATTEMPT_MS }),
    }),
  ) as { readonly batches: Batches };
  gateway.expect((submit ?? nothing)(reads + 1));
  const text = large === undefined ? "Hi" : LARGE_TEXT;
  const parts = await batches
    .submit(large === "once" ? provider.once?.(text) : provider.input(text))
    .collect();
  gateway.expect((wait ?? nothing)(reads + 1));
  const { phase, handle } = await batches.wait(parts[0]?.handle);
  gateway.expect((results ?? nothing)(reads + 1));
  const ids: string[] = [];
  for await (const { custom_id, to } of batches.results(handle)) {
    ids.push(custom_id ?? to ?? "");
    if (pauses === "reader" && ids.length === 1) await sleep(PAUSE_MS);
  }
  return { parts: parts.length, phase, ids: ids.sort() };
}

describe.each(fetches)("over $name", ({ fetch }) => {
  const rows = Object.entries(providers).flatMap(([name, provider]) =>
    troubles
      .filter(({ isOfFiles }) => isOfFiles !== true || provider.hasFiles)
      .filter(({ isRare }) => isRare !== true || process.env["FAULT_MATRIX"] === "full")
      .map((trouble) => [name as Name, trouble.name, provider, trouble] as const),
  );

  test.each(rows)(
    "a job of %s ends with each item once, whatever happens: %s",
    async (name, _, provider, trouble) => {
      const { parts, phase, ids } = await run(name, provider, trouble, fetch);
      expect({ parts, phase, ids }).toEqual({ parts: 1, phase: "ended", ids: [...provider.ids].sort() });
      const created = sim.requests.filter(
        ({ method, path }) => method === "POST" && path.endsWith("/batches"),
      );
      expect(created).toHaveLength(1);
      expect(gateway.answered > 0).toBe(trouble.isQuiet !== true);
    },
  );
});
