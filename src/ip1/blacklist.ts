import type { BlacklistEntry, paths } from "../../generated/ip1.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { documentOr } from "./document.js";
import { LINKED, type ListQuery } from "./paging.js";

const ENTRIES = "/v2/blacklist";
const ENTRY = "/v2/blacklist/{msisdn}";
const LIST: ListSpec = { ...LINKED, operation: "listBlacklist", path: ENTRIES, id: ["msisdn"] };

/** Numbers that the account must not send to, added by hand or by recipients who answered STOP. */
export class Blacklist {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists all entries, in undocumented order.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: ListQuery = {}, options?: CallOptions): Paginated<BlacklistEntry, BlacklistEntry[]> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * Reads the entry of a number.
   * @throws `NotFoundError` without an entry (unconfirmed), `HttpError`, `ConnectionError`, `TimeoutError`
   */
  get(msisdn: string, options?: CallOptions): Promise<BlacklistEntry> {
    return this.#core.http.call("get", ENTRY, { path: { msisdn } }, options);
  }

  /**
   * Adds a number. Safe to repeat. Resolves to at least the number, because the answer may be empty.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async add(msisdn: string, options?: CallOptions): Promise<BlacklistEntry> {
    const answer = await this.#core.http.call("put", ENTRY, { path: { msisdn } }, options);
    return documentOr<BlacklistEntry>(answer, { msisdn });
  }

  /**
   * Removes a number. Resolves to at least the number, because the answer may be empty.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  async remove(msisdn: string, options?: CallOptions): Promise<BlacklistEntry> {
    const answer = await this.#core.http.call("delete", ENTRY, { path: { msisdn } }, options);
    return documentOr<BlacklistEntry>(answer, { msisdn });
  }
}
