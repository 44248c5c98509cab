import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnthropicClient } from "../../src/anthropic/index.js";
import {
  SubmissionError,
  UnknownOutcomeError,
  type Submission,
  type SubmittedPart,
} from "../../src/index.js";
import { startSimulator, type Simulator } from "../../src/simulator/index.js";
import { MemoryJournal } from "../support/memory-journal.js";
import { all, rejection } from "../support/rejection.js";
import { upTo } from "../support/simulated-time.js";
import { type Form, PROVIDERS, senderOf } from "./senders.js";

// A worker that catches the error and starts the job again goes on with the client that it has: one that remembers its
// own batches, and those that it has found.

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1_200 });
});
afterAll(() => simulator.close());

const FORMS: readonly (readonly [string, Form])[] = PROVIDERS.map((provider) => [provider, "array"]);
const LIMIT = { maxItemsPerBatch: 2 };
const options = { ...LIMIT, reconcile: { settleMs: 300 } };
let used = 0;

/** A journal that cannot be written for the first answer. */
function fullJournal(): MemoryJournal {
  const journal = new MemoryJournal();
  journal.onAppend = ({ type }) => {
    if (type !== "sent") return;
    journal.onAppend = () => undefined;
    throw new Error("no space");
  };
  return journal;
}

type Provider = (typeof PROVIDERS)[number];

async function scene(provider: Provider) {
  const sender = senderOf(provider, simulator.options);
  await sender.prepare();
  await sender.look();
  const items = upTo(4).map((item) => used + item);
  used += items.length;
  const operation = provider === "ip1" || provider === "sinch" ? "batches.send" : "batches.create";
  const calls = () => simulator.requests.filter((r) => r.provider === provider && r.operation === operation);
  const before = calls().length;
  return {
    sender,
    items,
    sent: () => calls().length - before,
    loseAnswer: () => simulator.faults.add({ provider, operation, times: 1, fault: "reset-after" }),
  };
}

/** The simulator's time runs fast, so a look may end without a proof: then the job is begun once more, as by a user. */
async function sentAtLast(submit: () => Submission): Promise<readonly SubmittedPart[]> {
  for (let tries = 0; ; tries++) {
    try {
      return await submit().collect();
    } catch (error) {
      const isUndecided = SubmissionError.is(error) && UnknownOutcomeError.is(error.failed.cause);
      if (!isUndecided || tries === 20) throw error;
    }
  }
}

describe.each([...FORMS, ["anthropic", "wide"], ["openai", "wide"]] as [Provider, Form][])(
  "a submission that goes on in the process that began it sends nothing twice (%s, %s)",
  (provider, form) => {
    it("after a part whose answer could not be written down", async () => {
      const { sender, items, sent } = await scene(provider);
      const journal = fullJournal();
      const submit = (): Submission => sender.submit(items, form, { ...options, journal });
      await rejection(submit().collect(), SubmissionError);
      const parts = await sentAtLast(submit);
      expect([parts.map(({ resumed }) => resumed), sent()]).toEqual([[true, undefined], 2]);
    }, 60_000);

    it("after a part that the caller has found", async () => {
      const { sender, items, sent, loseAnswer } = await scene(provider);
      const journal = new MemoryJournal();
      const submit = (): Submission => sender.submit(items, form, { ...options, journal });
      loseAnswer();
      const error = await rejection(submit().collect(), SubmissionError);
      const lost = error.failed.cause as UnknownOutcomeError;
      const { batches } = sender.client as unknown as AnthropicClient;
      let status = "undecided";
      for (let tries = 0; status === "undecided" && tries < 20; tries++)
        ({ status } = await batches.reconcile(lost, { wait: true, settleMs: 300 }));
      expect(status).toBe("found");
      const parts = await sentAtLast(submit);
      expect([parts.map(({ resumed }) => resumed), sent()]).toEqual([[true, undefined], 2]);
    }, 60_000);

    it("after a part that the run has found, and could not write down", async () => {
      const { sender, items, sent, loseAnswer } = await scene(provider);
      const journal = fullJournal();
      loseAnswer();
      const input = sender.input(items, form);
      await rejection(all(sender.client.batches.run(input, { ...options, journal })), SubmissionError);
      const parts = await sentAtLast(() => sender.submit(items, form, { ...options, journal }));
      expect([parts.map(({ resumed }) => resumed), sent()]).toEqual([[true, undefined], 2]);
    }, 60_000);
  },
);
