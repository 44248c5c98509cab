/** Splits messages into batches and writes the body of a create call. */
import type { MessageBatchCreateRequest, MessageCreateRequest } from "../../generated/ringcentral.js";
import { openObject } from "../core/base/json.js";
import { cachedSegments } from "../core/base/segments.js";
import { invalid, isIntegerWithin } from "../core/base/validation.js";
import type { CutPlan, Frame } from "../core/submit/part.js";
import type { SubmitOptions as CoreSubmitOptions } from "../core/submit/submit.js";
import { messageIssues } from "./checks.js";
import { SENDS } from "./dialect.js";
import { MAX_BODY_BYTES, MAX_MESSAGES } from "./limits.js";
import { digestMessage, MessageDigest } from "./lost.js";

/** A create body with any number of messages. */
export interface SubmitInput extends Omit<MessageBatchCreateRequest, "messages"> {
  readonly messages: Iterable<MessageCreateRequest> | AsyncIterable<MessageCreateRequest>;
}

export interface SubmitOptions extends CoreSubmitOptions {
  /**
   * Maximum number of messages per batch. One page of the guide says 10,000, another that there is no limit; `Infinity`
   * leaves only the 50 MB limit.
   * @default 10_000
   */
  readonly maxMessagesPerBatch?: number | undefined;
}

export function cutPlan(input: SubmitInput, options: SubmitOptions): CutPlan<MessageCreateRequest> {
  const { messages: items, ...head } = input ?? {};
  const { maxMessagesPerBatch: maxItems = MAX_MESSAGES } = options;
  const isLimit = maxItems === Infinity || isIntegerWithin(maxItems, 1);
  if (!isLimit) throw invalid("maxMessagesPerBatch", "must be an integer of at least 1, or Infinity", SENDS);
  const opening = openObject(head, SENDS);
  const segments = cachedSegments();
  return {
    items,
    frame: () => frame(opening, head),
    maxItems,
    maxBytes: MAX_BODY_BYTES,
    newCheck: () => (message, position) => messageIssues(message, position, head),
    message: (message) => segments(message?.text ?? head.text ?? ""),
    notes: ["The provider has no rule for segments; these follow the GSM standards."],
    path: "messages",
  };
}

function frame(opening: string, head: Omit<SubmitInput, "messages">): Frame<MessageCreateRequest> {
  const digest = new MessageDigest();
  return {
    head: `${opening}"messages":[`,
    item: (message) => JSON.stringify(message),
    taken: (message) => digestMessage(digest, message, head),
    tail: () => "]}",
    correlation: () => digest.correlation(head),
    identity: () => head,
  };
}
