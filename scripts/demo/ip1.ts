/** A template with a value per recipient. */
import { Ip1Client } from "../../src/ip1/index.js";
import { numbers } from "./sms.js";
import { row, shown, type Story } from "./story.js";

export const story: Story = {
  title: "iP.1: 250 templates",
  async run(simulator, show) {
    const client = new Ip1Client(simulator.options.ip1);
    await client.senders.register("Library");
    const recipients = [...numbers("4670174", 250)].map((to, n) => [to, { book: `no. ${n}` }] as const);
    const input = { sender: "Library", body: "Your book {book} is waiting.", recipients };
    const { segments, notes = [] } = await client.batches.estimate(input);
    const cost = [`estimate: ${segments} SMS`, ...notes];
    return row(client.batches.run(input, { ...shown(show), maxItemsPerBatch: 100 }), show, cost);
  },
};
