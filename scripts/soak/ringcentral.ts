import { RingCentralClient } from "../../src/ringcentral/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { createdId, firstPage, type Job, type LargeParts, SCHEDULE, TO } from "./job.js";

export async function prepare({ options }: Simulator): Promise<Job> {
  const { batches, phoneNumbers } = new RingCentralClient(options.ringcentral);
  const sender = await phoneNumbers.findSender();
  const body = { from: sender?.phoneNumber ?? "", text: "Hi", messages: [{ to: [TO] }] };
  const { id = "" } = await batches.create(body);
  return {
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ perPage: 5 }, { signal })),
      (signal) => phoneNumbers.findSender({ signal }),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.create(body, { signal })), { signal, schedule: SCHEDULE }),
  };
}

export const largeParts: LargeParts = {
  perPart: 2_000,
  characters: 1_000,
  key: (digits) => `+1205${digits}`,
  item: (key, text) => ({ to: [key], text }),
  input: (messages) => ({ from: "+16505550100", messages }),
  contentOf: (body) =>
    (JSON.parse(body) as { messages: { to: [string]; text: string }[] }).messages.map(({ to, text }) => [
      to[0],
      text,
    ]),
};
