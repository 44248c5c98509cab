/** More recipients than one Sinch batch may have: split, sent in order, waited for. */
import { SinchClient } from "../../src/sinch/index.js";
import { numbers } from "./sms.js";
import { row, shown, type Story } from "./story.js";

export const story: Story = {
  title: "Sinch: 1,500 texts",
  run(simulator, show) {
    const client = new SinchClient(simulator.options.sinch);
    const body = "The library is closed on Monday.";
    const input = { from: "Library", to: numbers("1555010", 1_500), body };
    return row(client.batches.run(input, shown(show)), show);
  },
};
