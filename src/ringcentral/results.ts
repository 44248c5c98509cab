/** Results of High Volume SMS batches, from the list of messages. */
import type {
  MessageBatchResponse,
  MessageListMessageResponse,
  paths,
  RejectedRecipientResponseResource,
} from "../../generated/ringcentral.js";
import { defined } from "../core/base/defined.js";
import { stringAt } from "../core/base/json.js";
import type { RecipientResult, Rejected } from "../core/base/types/index.js";
import { recipientResults } from "../core/batch/recipient-results.js";
import type { ResultsReader } from "../core/batch/results.js";
import type { Core } from "../core/request/client-core.js";
import { Messages } from "./messages.js";
import { outcomeOf } from "./status.js";

/** `raw` is the message as listed, or the entry of a rejected recipient. */
export type RingCentralResult = RecipientResult<
  MessageListMessageResponse | RejectedRecipientResponseResource
>;

type Reader = ResultsReader<MessageBatchResponse, AsyncIterable<RingCentralResult>>;

export function messageResults(core: Core<paths>): Reader {
  const messages = new Messages(core);
  return recipientResults({
    operation: "listA2PSMS",
    async *pages({ handle }, options) {
      const pages = messages.list({ batchId: handle.id }, options).pages();
      for await (const page of pages) yield page.items.map(resultOf);
    },
    ofRejected,
  });
}

function resultOf(message: MessageListMessageResponse): RingCentralResult {
  return defined({
    to: stringAt(message, "to", 0) ?? "",
    outcome: outcomeOf(message),
    code: stringAt(message, "errorCode"),
    messageId: stringAt(message, "id"),
    raw: message,
  });
}

function ofRejected({ position, ...raw }: Rejected<RejectedRecipientResponseResource>): RingCentralResult {
  return defined({ to: stringAt(raw, "to", 0) ?? "", outcome: "failed", code: raw.errorCode, position, raw });
}
