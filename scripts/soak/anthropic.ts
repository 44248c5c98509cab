import { AnthropicClient } from "../../src/anthropic/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { firstPage, type Job, type LargeParts, SCHEDULE } from "./job.js";

export async function prepare({ options }: Simulator): Promise<Job> {
  const { batches } = new AnthropicClient(options.anthropic);
  const params = {
    model: "claude-haiku-4-5",
    max_tokens: 16,
    messages: [{ role: "user" as const, content: "Hi" }],
  };
  const body = { requests: [{ custom_id: "only", params }] };
  const { id } = await batches.create(body);
  return {
    calls: [
      (signal) => batches.retrieve(id, { signal }),
      (signal) => firstPage(batches.list({ limit: 5 }, { signal })),
      (signal) => batches.retrieve("msgbatch_01none", { signal }).catch((error: unknown) => error),
    ],
    async wait(signal) {
      const snapshot = await batches.wait(await batches.create(body, { signal }), {
        signal,
        schedule: SCHEDULE,
      });
      for await (const _ of batches.results(snapshot.raw, { signal })) break;
      return snapshot;
    },
  };
}

interface Request {
  readonly custom_id: string;
  readonly params: { readonly messages: readonly [{ readonly content: string }] };
}

export const largeParts: LargeParts = {
  perPart: 80,
  characters: 30_000,
  key: (digits) => `c${digits}`,
  item: (custom_id, text) => ({
    custom_id,
    params: { model: "claude-haiku-4-5", max_tokens: 16, messages: [{ role: "user", content: text }] },
  }),
  input: (items) => items,
  contentOf: (body) =>
    (JSON.parse(body) as { requests: Request[] }).requests.map(({ custom_id, params }) => [
      custom_id,
      params.messages[0].content,
    ]),
};
