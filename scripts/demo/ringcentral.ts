/** Finds a sender, sends each number its own text, and waits for delivery. Some numbers are invalid. */
import { RingCentralClient } from "../../src/ringcentral/index.js";
import { numbers } from "./sms.js";
import { row, shown, type Story } from "./story.js";

const MESSAGES = 210;

export const story: Story = {
  title: "RingCentral: 210 texts",
  async run(simulator, show) {
    const client = new RingCentralClient(simulator.options.ringcentral);
    const sender = await client.phoneNumbers.findSender();
    const messages = [...numbers("+1555010", MESSAGES)].map((to, n) => ({
      to: [to],
      text: `Book ${n} is waiting.`,
    }));
    const run = client.batches.run({ from: sender?.phoneNumber ?? "", messages }, shown(show));
    const told = await row(run, show);
    await client.logout();
    return told;
  },
};
