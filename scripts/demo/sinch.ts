/** More recipients than one Sinch batch may have: split, sent in order, waited for. */
import { SinchClient } from "../../src/sinch/index.js";
import { numbers, untilDelivered } from "./sms.js";
import type { Story } from "./story.js";

export const story: Story = {
  title: "Sinch: 1,500 texts",
  async run(simulator, show) {
    const client = new SinchClient(simulator.options.sinch);
    const parts = await client.batches
      .submit({ from: "Library", to: numbers("1555010", 1_500), body: "The library is closed on Monday." })
      .collect();
    return untilDelivered(client.batches, parts, show);
  },
};
