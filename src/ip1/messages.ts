import type { Message, paths } from "../../generated/ip1.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { LINKED, type ListQuery } from "./paging.js";

const MESSAGES = "/v2/batches/{batchId}/messages";
const LIST: ListSpec = { ...LINKED, operation: "listMessages", path: MESSAGES, id: ["id"] };

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
    return this.#core.http.call("get", `${MESSAGES}/{messageId}`, { path }, options);
  }
}

export function listMessages(
  core: Core<paths>,
  batchId: string,
  query: ListQuery = {},
  options?: CallOptions,
): Paginated<Message, Message[]> {
  return list(core, LIST, query, options, { batchId });
}
