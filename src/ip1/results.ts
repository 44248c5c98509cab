/** Results of iP.1 batches, from the list of messages. */
import type { BatchDetails, Message, MessageStatus, paths } from "../../generated/ip1.js";
import { defined } from "../core/base/defined.js";
import { ignoreNotFound } from "../core/base/ignore-not-found.js";
import { stringAt } from "../core/base/json.js";
import type { RecipientResult } from "../core/base/types/index.js";
import { recipientResults } from "../core/batch/recipient-results.js";
import type { ResultsReader } from "../core/batch/results.js";
import type { Core } from "../core/request/client-core.js";
import { Messages } from "./messages.js";
import { standingOf } from "./status.js";
import { instantMs } from "../core/base/instant.js";

/** `raw` is the message as listed, with its latest status. */
export type Ip1Result = RecipientResult<Message>;

// The largest page in the provider's examples.
const ROWS = 200;

export function messageResults(core: Core<paths>): ResultsReader<BatchDetails, AsyncIterable<Ip1Result>> {
  const messages = new Messages(core);
  return recipientResults({
    operation: "listMessages",
    async *pages({ handle, canceled }, options) {
      try {
        for await (const page of messages.list(handle.id, { limit: ROWS }, options).pages())
          yield page.items.map(resultOf);
      } catch (error) {
        // A canceled batch may have been deleted together with its messages.
        if (canceled === undefined) throw error;
        ignoreNotFound(error);
      }
    },
  });
}

function resultOf(message: Message): Ip1Result {
  const code = latestOf(message)?.code;
  return defined({
    to: stringAt(message, "recipient") ?? "",
    outcome: standingOf(String(code), "delivered"),
    code: code === undefined ? undefined : String(code),
    messageId: stringAt(message, "id"),
    raw: message,
  });
}

/** The latest status. Their order is undocumented; of equal times, the later entry counts. */
function latestOf({ statuses }: Partial<Message>): MessageStatus | undefined {
  const all: readonly MessageStatus[] = Array.isArray(statuses) ? statuses : [];
  return all.reduce<MessageStatus | undefined>(
    (latest, status) => (instantMs(status?.created) < instantMs(latest?.created) ? latest : status),
    undefined,
  );
}
