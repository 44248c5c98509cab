import { SinchClient } from "../../src/sinch/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { createdId, firstPage, type Job, SCHEDULE, TO } from "./job.js";

export async function prepare({ options }: Simulator): Promise<Job> {
  const { batches, groups } = new SinchClient(options.sinch);
  const body = { from: "12025550199", to: [TO], body: "Hi" };
  const { id } = await batches.send(body);
  return {
    calls: [
      (signal) => batches.get(id, { signal }),
      (signal) => firstPage(batches.list({ page_size: 5 }, { signal })),
      (signal) => firstPage(groups.list({}, { signal })),
    ],
    wait: async (signal) =>
      batches.wait(await createdId(batches.send(body, { signal })), { signal, schedule: SCHEDULE }),
  };
}
