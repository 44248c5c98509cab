import { OpenAIClient } from "../../src/openai/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { firstPage, type Job, SCHEDULE } from "./job.js";

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
