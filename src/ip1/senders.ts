import type { paths, Sender } from "../../generated/ip1.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { documentOr } from "./document.js";
import { LINKED, type ListQuery } from "./paging.js";

const SENDERS = "/v2/me/senders";
const SENDER = "/v2/me/senders/{sender}";
const LIST: ListSpec = { ...LINKED, operation: "listSenders", path: SENDERS, id: ["sender"] };

/** Senders: the names and numbers that batches of the account may come from. */
export class Senders {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** Registered senders, by the alphabet. */
  list(query: ListQuery = {}, options?: CallOptions): Paginated<Sender, Sender[]> {
    return list(this.#core, LIST, query, options);
  }

  /** A registered sender; `NotFoundError` for any other (unconfirmed). */
  get(sender: string, options?: CallOptions): Promise<Sender> {
    return this.#core.http.call("get", SENDER, { path: { sender } }, options);
  }

  /** Registers a sender; to do so again changes nothing. Resolves at least with its name: the answer may be empty. */
  async register(sender: string, options?: CallOptions): Promise<Sender> {
    const answer = await this.#core.http.call("put", SENDER, { path: { sender } }, options);
    return documentOr<Sender>(answer, { sender });
  }

  /** Takes a sender off the account. Resolves at least with its name: the answer may be empty. */
  async unregister(sender: string, options?: CallOptions): Promise<Sender> {
    const answer = await this.#core.http.call("delete", SENDER, { path: { sender } }, options);
    return documentOr<Sender>(answer, { sender });
  }
}
