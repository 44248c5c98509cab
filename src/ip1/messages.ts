import type { Message, paths } from "../../generated/ip1.js";
import type { Core } from "../core/request/core.js";
import { stringAt } from "../core/base/json.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { document } from "./document.js";
import { type ListQuery, listOf } from "./paging.js";

const MESSAGES = "/v2/batches/{batchId}/messages";

/** Messages: what goes to one recipient, always as part of a batch. */
export class Messages {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** The messages of a batch, oldest first unless `order` is `DESC`; `statuses` of each holds only the latest. */
  list(batchId: string, query: ListQuery = {}, options?: CallOptions): Paginated<Message, Message[]> {
    return listMessages(this.#core, batchId, query, options);
  }

  /** One message with the whole history of its statuses. */
  get(batchId: string, messageId: string, options?: CallOptions): Promise<Message> {
    const path = { batchId, messageId };
    return document(this.#core.http.call("get", `${MESSAGES}/{messageId}`, { path }, options), "getMessage");
  }
}

export function listMessages(
  core: Core<paths>,
  batchId: string,
  query: ListQuery = {},
  options?: CallOptions,
): Paginated<Message, Message[]> {
  const idOf = (message: Message): string | undefined => stringAt(message, "id");
  const spec = { operation: "listMessages", path: MESSAGES, params: { batchId }, idOf };
  return listOf<Message>(core, spec, query, options);
}
