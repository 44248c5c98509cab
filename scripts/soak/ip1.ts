import { Ip1Client } from "../../src/ip1/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { createdId, firstPage, type Job, type LargeParts, SCHEDULE } from "./job.js";

export async function prepare({ options }: Simulator): Promise<Job> {
  const { batches, senders } = new Ip1Client(options.ip1);
  await senders.register("Library");
  const body = { sender: "Library", body: "Hi", recipients: ["46701740605"] };
  const id = await createdId(batches.send(body));
  return {
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ limit: 5 }, { signal })),
      (signal) => senders.get("Library", { signal }),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.send(body, { signal })), { signal, schedule: SCHEDULE }),
  };
}

export const largeParts: LargeParts = {
  perPart: 1_000,
  characters: 2_000,
  key: (digits) => `467${digits}000`,
  item: (key, text) => [key, { text }],
  input: (recipients) => ({ sender: "Library", body: "{text}", recipients }),
  contentOf: (body) =>
    Object.entries((JSON.parse(body) as { recipients: Record<string, { text: string }> }).recipients).map(
      ([key, { text }]) => [key, text],
    ),
};
