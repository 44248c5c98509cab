/** How the tests over the wire build this client, and how they call each of its operations. */
import { routes } from "../../generated/anthropic.js";
import { AnthropicClient } from "../../src/anthropic/index.js";
import { endedBatch } from "../support/anthropic.js";
import { allOf, type Calls, canary, firstPage, type Subject, subjectOf } from "../wire/matrix/subject.js";
import { shape } from "./world.js";

function callsOf(c: AnthropicClient): Calls<typeof routes> {
  const id = "msgbatch_01Matrix";
  const ended = endedBatch({ succeeded: 1 }, { id });
  return {
    createMessageBatch: (body, options) => c.batches.create(body, options),
    listMessageBatches: (_, options) => firstPage(c.batches.list({}, options)),
    retrieveMessageBatch: (_, options) => c.batches.retrieve(id, options),
    deleteMessageBatch: (_, options) => c.batches.delete(id, options),
    cancelMessageBatch: (_, options) => c.batches.cancel(id, options),
    retrieveMessageBatchResults: (_, options) => allOf(c.batches.results(ended, options)),
  };
}

const key = { apiKey: canary("anthropic-key") };

export const subjects: readonly Subject[] = [
  subjectOf({
    name: "anthropic",
    shape,
    spec: "anthropic",
    routes,
    secrets: [key.apiKey],
    credentials: [key, { authToken: canary("anthropic-token") }],
    account: { workspaceId: "w1" },
    rules: { notProcessed: [529], streams: ["retrieveMessageBatchResults"] },
    callsOf,
    make: (options) => new AnthropicClient({ ...key, ...options }),
  }),
];
