import type { paths, Sender } from "../../generated/ip1.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { documentOr } from "./document.js";
import { LINKED, type ListQuery } from "./paging.js";

const SENDERS = "/v2/me/senders";
const SENDER = "/v2/me/senders/{sender}";
const LIST: ListSpec = { ...LINKED, operation: "listSenders", path: SENDERS, id: ["sender"] };

/** Names and numbers that the account may send from. */
export class Senders {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists registered senders alphabetically.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: ListQuery = {}, options?: CallOptions): Paginated<Sender, Sender[]> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * Reads a registered sender.
   * @throws `NotFoundError` if it is not registered (unconfirmed), `HttpError`, `ConnectionError`, `TimeoutError`
   */
  get(sender: string, options?: CallOptions): Promise<Sender> {
    return this.#core.http.call("get", SENDER, { path: { sender } }, options);
  }

  /**
   * Registers a sender. Safe to repeat. Resolves to at least its name, because the answer may be empty.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async register(sender: string, options?: CallOptions): Promise<Sender> {
    const answer = await this.#core.http.call("put", SENDER, { path: { sender } }, options);
    return documentOr<Sender>(answer, { sender });
  }

  /**
   * Removes a sender. Resolves to at least its name, because the answer may be empty.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async unregister(sender: string, options?: CallOptions): Promise<Sender> {
    const answer = await this.#core.http.call("delete", SENDER, { path: { sender } }, options);
    return documentOr<Sender>(answer, { sender });
  }
}
