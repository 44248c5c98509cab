import { OpenAIClient } from "../../src/openai/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { firstPage, type Job, type LargeParts, SCHEDULE } from "./job.js";

export async function prepare({ options }: Simulator): Promise<Job> {
  const { batches } = new OpenAIClient(options.openai);
  const body = { model: "gpt-6-luna", messages: [{ role: "user" as const, content: "Hi" }] };
  const [part] = await batches.submit([{ custom_id: "only", body }]).collect();
  const id = part?.handle.id ?? "";
  return {
    calls: [
      (signal) => batches.retrieve(id, { signal }),
      (signal) => firstPage(batches.list({ limit: 5 }, { signal })),
      (signal) => batches.retrieve("batch_none", { signal }).catch((error: unknown) => error),
    ],
    async wait(signal) {
      const run = batches.run([{ custom_id: "only", body }], { signal, schedule: SCHEDULE });
      const { items } = await run.summary();
      return { phase: items === 1 ? "ended" : "lost" };
    },
  };
}

interface Line {
  readonly custom_id: string;
  readonly body: { readonly messages: readonly [{ readonly content: string }] };
}

export const largeParts: LargeParts = {
  perPart: 80,
  characters: 30_000,
  key: (digits) => `c${digits}`,
  item: (custom_id, text) => ({
    custom_id,
    body: { model: "gpt-4o-mini", max_tokens: 16, messages: [{ role: "user", content: text }] },
  }),
  input: (items) => items,
  contentOf: (form) =>
    form
      .split("\n")
      .filter((line) => line.startsWith('{"custom_id"'))
      .map((line) => JSON.parse(line) as Line)
      .map(({ custom_id, body }) => [custom_id, body.messages[0].content]),
};
