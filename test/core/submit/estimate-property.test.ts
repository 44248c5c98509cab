import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnthropicClient } from "../../../src/anthropic/index.js";
import { SubmissionError, ValidationError } from "../../../src/core/base/errors/index.js";
import type { Estimate, Submission } from "../../../src/core/base/types/index.js";
import type { SubmitOptions } from "../../../src/core/submit/submit.js";
import { Ip1Client } from "../../../src/ip1/index.js";
import { OpenAIClient } from "../../../src/openai/index.js";
import { RingCentralClient } from "../../../src/ringcentral/index.js";
import { SinchClient } from "../../../src/sinch/index.js";
import { forever, json, type ScriptedFetch, scriptedFetch } from "../../support/scripted-fetch.js";

interface Batches {
  estimate(input: never, options: SubmitOptions): Promise<Estimate>;
  submit(input: never, options: SubmitOptions): Submission;
}

/** One provider: its client, its input of some texts, and the calls whose bodies are its parts. */
interface Subject {
  readonly batches: (fetch: ScriptedFetch) => Batches;
  readonly inputOf: (texts: readonly string[], isLazy: boolean) => unknown;
  readonly path: RegExp;
}

function lazily<Item>(items: readonly Item[], isLazy: boolean): Iterable<Item> {
  return isLazy ? new Set(items).values() : items;
}

const number = (index: number): string => String(46_701_000_000 + index);

const SUBJECTS: Readonly<Record<string, Subject>> = {
  anthropic: {
    batches: (fetch) => new AnthropicClient({ apiKey: "sk-ant-0123456789", fetch }).batches,
    path: /\/batches$/,
    inputOf: (texts, isLazy) => {
      const requests = texts.map((content, index) => ({
        custom_id: `r${index}`,
        params: { model: "m", max_tokens: 1, messages: [{ role: "user", content }] },
      }));
      return lazily(requests, isLazy);
    },
  },
  openai: {
    batches: (fetch) => new OpenAIClient({ apiKey: "sk-0123456789", fetch }).batches,
    path: /\/files$/,
    inputOf: (texts, isLazy) => {
      const lines = texts.map((content, index) => ({
        custom_id: `r${index}`,
        body: { model: content.length % 3 === 0 ? "a" : "b", messages: [{ role: "user", content }] },
      }));
      return lazily(lines, isLazy);
    },
  },
  ringcentral: {
    batches: (fetch) => {
      const keys = { clientId: "c", clientSecret: "secret-01", jwt: "j" };
      return new RingCentralClient({ ...keys, fetch }).batches;
    },
    path: /\/batches$/,
    inputOf: (texts, isLazy) => {
      const messages = texts.map((text, index) => ({ to: [`+1650555${1_000 + index}`], text: `m${text}` }));
      return { from: "+16505550100", messages: lazily(messages, isLazy) };
    },
  },
  ip1: {
    batches: (fetch) => new Ip1Client({ apiKey: "ip1-key-0123456789", fetch }).batches,
    path: /\/batches$/,
    inputOf: (texts, isLazy) => {
      const pairs = texts.map((text, index) => [number(index), { text }]);
      return { sender: "Library", body: "Hi {text}", recipients: lazily(pairs, isLazy) };
    },
  },
  sinch: {
    batches: (fetch) => {
      return new SinchClient({ servicePlanId: "plan", apiToken: "token-0123456789", fetch }).batches;
    },
    path: /\/batches$/,
    inputOf: (texts, isLazy) => {
      const to = texts.map((_, index) => number(index));
      const values = Object.fromEntries(texts.map((text, index) => [number(index), text]));
      const parameters = { text: { ...values, default: "you" } };
      return { from: "Library", to: lazily(to, isLazy), body: "Hi ${text}", parameters };
    },
  },
};

const texts = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), { maxLength: 12 });
const limits = fc.record(
  {
    maxItemsPerBatch: fc.integer({ min: 1, max: 6 }),
    maxBytesPerBatch: fc.integer({ min: 150, max: 2_000 }),
  },
  { requiredKeys: [] },
);

/** What either comes to: figures, or that an item is larger than a part may be. */
async function outcomeOf<T>(work: Promise<T>): Promise<T | "too large"> {
  try {
    return await work;
  } catch (error) {
    const cause: unknown = error instanceof SubmissionError ? error.failed.cause : error;
    if (cause instanceof ValidationError && /larger/.test(cause.message)) return "too large";
    throw error;
  }
}

describe("estimate is what submit sends, to the byte, whatever the input and its limits", () => {
  it.each(Object.keys(SUBJECTS))("%s", async (name) => {
    const { batches, inputOf, path } = SUBJECTS[name] as Subject;
    await fc.assert(
      fc.asyncProperty(texts, limits, fc.boolean(), async (given, options, isLazy) => {
        const answer = { id: "b1", access_token: "t", expires_in: 3600 };
        const fetch = scriptedFetch(forever(json(answer)));
        const subject = batches(fetch);
        const input = (): never => inputOf(given, isLazy) as never;
        const estimated = await outcomeOf(subject.estimate(input(), options));
        expect(fetch.calls).toEqual([]);
        const submitted = await outcomeOf(subject.submit(input(), options).collect());
        if (estimated === "too large" || submitted === "too large") {
          expect([estimated, submitted]).toEqual(["too large", "too large"]);
          // An array is checked before anything leaves.
          if (!isLazy) expect(fetch.calls).toEqual([]);
          return;
        }
        const sent = fetch.calls.filter(
          (call) => call.method === "POST" && path.test(new URL(call.url).pathname),
        );
        expect({ parts: estimated.parts, items: estimated.items }).toEqual({
          parts: submitted.length,
          items: given.length,
        });
        expect(sent).toHaveLength(submitted.length);
        const bytes = sent.map(({ body = "" }) => Buffer.byteLength(body));
        expect(bytes.reduce((sum, one) => sum + one, 0)).toBe(estimated.bytes);
        const { maxItemsPerBatch = Infinity, maxBytesPerBatch = Infinity } = options;
        expect(Math.max(0, ...bytes)).toBeLessThanOrEqual(maxBytesPerBatch);
        for (const part of submitted) expect(part.to - part.from).toBeLessThanOrEqual(maxItemsPerBatch);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the estimate of OpenAI's input", () => {
  const line = (index: number, model: string) => ({
    custom_id: `r${index}`,
    body: { model, messages: [{ role: "user" as const, content: "Hi" }] },
  });
  const { batches } = new OpenAIClient({ apiKey: "sk-0123456789" });

  it("says how many batches alternating models make, and how few grouped ones would", async () => {
    const alternating = Array.from({ length: 6 }, (_, index) => line(index, index % 2 === 0 ? "a" : "b"));
    const { parts, notes } = await batches.estimate(alternating);
    expect(parts).toBe(6);
    expect(notes).toEqual([
      "A part ends where the kind of request changes: 6 times here; grouped input would make 2.",
    ]);
  });

  it("has nothing to say of grouped ones", async () => {
    const grouped = Array.from({ length: 6 }, (_, index) => line(index, index < 3 ? "a" : "b"));
    expect(await batches.estimate(grouped)).toMatchObject({ parts: 2, notes: [] });
  });
});
