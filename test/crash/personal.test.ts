import { afterEach, beforeEach, expect, it } from "vitest";
import { AnthropicClient } from "../../src/anthropic/index.js";
import type { Journal } from "../../src/journal/index.js";
import { SubmissionError, type Submission } from "../../src/index.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/index.js";
import { SinchClient } from "../../src/sinch/index.js";
import { MemoryJournal } from "../support/memory-journal.js";
import { rejection } from "../support/rejection.js";
import { leaks } from "../wire/matrix/leaks.js";

// A journal lies about in folders and databases for years: it holds positions, handles and digests, and nothing personal.

const TEXT = "canary text of a message";
const REFERENCE = "canary-reference";
// RingCentral turns numbers down that end in 0199, and says which.
const NUMBERS = ["16465550123", "16465550199", "16465550125", "16465550126"];

let simulator: Simulator;
beforeEach(async () => (simulator = await startSimulator({ timeScale: 1_200 })));
afterEach(() => simulator.close());

type Submit = (options: SimulatorOptions, journal: Journal) => Submission | Promise<Submission>;

const limit = { maxItemsPerBatch: 2 };
const submits: readonly (readonly [string, Submit])[] = [
  [
    "anthropic",
    ({ anthropic }, journal) => {
      const messages = [{ role: "user" as const, content: TEXT }];
      const params = { model: "claude-haiku-4-5", max_tokens: 16, system: TEXT, messages };
      const requests = NUMBERS.map((number) => ({ custom_id: `canary-${number}`, params }));
      return new AnthropicClient(anthropic).batches.submit(requests, { ...limit, journal });
    },
  ],
  [
    "ringcentral",
    ({ ringcentral }, journal) => {
      const messages = NUMBERS.map((number) => ({ to: [`+${number}`], text: TEXT }));
      const input = { from: "+16501110000", text: TEXT, messages };
      return new RingCentralClient(ringcentral).batches.submit(input, { ...limit, journal });
    },
  ],
  [
    "ip1",
    async ({ ip1 }, journal) => {
      const { batches, senders } = new Ip1Client(ip1);
      await senders.register("Library");
      const input = { sender: "Library", body: TEXT, recipients: NUMBERS, reference: REFERENCE };
      return batches.submit(input, { ...limit, journal });
    },
  ],
  [
    "sinch",
    ({ sinch }, journal) => {
      const input = { from: "12025550147", to: NUMBERS, body: TEXT, client_reference: REFERENCE };
      return new SinchClient(sinch).batches.submit(input, { ...limit, journal });
    },
  ],
];

function credentialsIn(options: object): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    /key|token|secret|jwt/i.test(name) && typeof value === "string" ? [value] : [],
  );
}

it.each(submits)("a journal of %s holds nothing personal", async (provider, submit) => {
  const { options, faults } = simulator;
  const canaries = [...credentialsIn(options[provider as keyof SimulatorOptions]), TEXT, REFERENCE];
  expect(canaries.length).toBeGreaterThan(2);
  const whole = new MemoryJournal();
  await (await submit(options, whole)).collect();
  expect(whole.types.filter((type) => type === "sent")).toHaveLength(2);

  const cut = new MemoryJournal();
  faults.add({
    provider,
    operation: provider === "sinch" || provider === "ip1" ? "send" : "create",
    fault: "reset-after",
  });
  await rejection((async () => (await submit(options, cut)).collect())(), SubmissionError);
  expect(cut.types).toEqual(["run", "intent"]);

  const texts = [...whole.records, ...cut.records].map((record) => JSON.stringify(record));
  const numbers = [...NUMBERS, "canary", "6501110000", "12025550147", "Library"];
  expect(leaks(texts, [...canaries, ...numbers, ...NUMBERS.map((number) => number.slice(1))])).toEqual([]);
});
