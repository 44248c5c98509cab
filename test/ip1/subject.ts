/** How the tests over the wire build this client, and how they call each of its operations. */
import { routes } from "../../generated/ip1.js";
import { Ip1Client } from "../../src/ip1/index.js";
import { type Calls, canary, firstPage, type Subject, subjectOf } from "../wire/matrix/subject.js";
import { shape } from "./world.js";

function callsOf(c: Ip1Client): Calls<typeof routes> {
  const page = firstPage;
  const [batch, message, number] = ["6b0162407d40c3f815a92d5c", "6b015d927d40c3f815a92c12", "46701740621"];
  return {
    sendBatch: (body, options) => c.batches.send(body, options),
    listBatches: (_, options) => page(c.batches.list({}, options)),
    getBatch: (_, options) => c.batches.get(batch, options),
    cancelBatch: (_, options) => c.batches.cancel(batch, options),
    listMessages: (_, options) => page(c.messages.list(batch, {}, options)),
    getMessage: (_, options) => c.messages.get(batch, message, options),
    listSenders: (_, options) => page(c.senders.list({}, options)),
    getSender: (_, options) => c.senders.get("Parcels", options),
    registerSender: (_, options) => c.senders.register("Parcels", options),
    unregisterSender: (_, options) => c.senders.unregister("Parcels", options),
    listBlacklist: (_, options) => page(c.blacklist.list({}, options)),
    // Raw calls take their settings from the client.
    postBlacklistEntry: async (body, { signal }) =>
      (await c.raw.POST("/v2/blacklist", { body, ...(signal && { signal }) })).data,
    getBlacklistEntry: (_, options) => c.blacklist.get(number, options),
    addBlacklistEntry: (_, options) => c.blacklist.add(number, options),
    removeBlacklistEntry: (_, options) => c.blacklist.remove(number, options),
  };
}

const key = { apiKey: canary("ip1-key") };

export const subjects: readonly Subject[] = [
  subjectOf({
    name: "ip1",
    shape,
    spec: "ip1",
    routes,
    secrets: [key.apiKey],
    credentials: [key],
    rules: { notProcessed: [], emptyIsAnswer: ["sendBatch"] },
    callsOf,
    make: (options) => new Ip1Client({ ...key, ...options }),
  }),
];
