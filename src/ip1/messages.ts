import type { Message, paths } from "../../generated/ip1.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { LINKED, type ListQuery } from "./paging.js";

const MESSAGES = "/v2/batches/{batchId}/messages";
const LIST: ListSpec = { ...LINKED, operation: "listMessages", path: MESSAGES, id: ["id"] };

/** Messages to single recipients. Each belongs to a batch. */
export class Messages {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists a batch's messages, oldest first unless `order` is `DESC`. `statuses` has only the latest status of each.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(batchId: string, query: ListQuery = {}, options?: CallOptions): Paginated<Message, Message[]> {
    return listMessages(this.#core, batchId, query, options);
  }

  /**
   * Reads one message with all its statuses.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
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
