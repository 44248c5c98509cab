/** A template with a value per recipient. */
import { Ip1Client } from "../../src/ip1/index.js";
import { numbers, untilDelivered } from "./sms.js";
import type { Story } from "./story.js";

export const story: Story = {
  title: "iP.1: 250 templates",
  async run(simulator, show) {
    const client = new Ip1Client(simulator.options.ip1);
    await client.senders.register("Library");
    const recipients = Object.fromEntries(
      [...numbers("4670174", 250)].map((to, n) => [to, { book: `no. ${n}` }]),
    );
    const parts = await client.batches
      .submit({ sender: "Library", body: "Your book {book} is waiting.", recipients })
      .collect();
    return untilDelivered(client.batches, parts, show);
  },
};
