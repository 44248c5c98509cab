/** Finds a sender, sends a text of its own to each number, and waits for the carriers. One number is no number. */
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { numbers, untilDelivered } from "./sms.js";
import type { Story } from "./story.js";

const MESSAGES = 200;

export const story: Story = {
  title: "RingCentral: 200 texts",
  async run(simulator, show) {
    const client = new RingCentralClient(simulator.options.ringcentral);
    const sender = await client.phoneNumbers.findSender();
    const messages = [...numbers("+1555010", MESSAGES)].map((to, n) => ({
      to: [to],
      text: `Book ${n} is waiting.`,
    }));
    const parts = await client.batches.submit({ from: sender?.phoneNumber ?? "", messages }).collect();
    const row = await untilDelivered(client.batches, parts, show);
    await client.logout();
    return row;
  },
};
