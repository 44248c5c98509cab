import type { BlacklistEntry, paths } from "../../generated/ip1.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { documentOr } from "./document.js";
import { LINKED, type ListQuery } from "./paging.js";

const ENTRIES = "/v2/blacklist";
const ENTRY = "/v2/blacklist/{msisdn}";
const LIST: ListSpec = { ...LINKED, operation: "listBlacklist", path: ENTRIES, id: ["msisdn"] };

/** The blacklist: numbers that the account must not send to, put there by hand or by recipients who answered STOP. */
export class Blacklist {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** All entries; their order is not documented. */
  list(query: ListQuery = {}, options?: CallOptions): Paginated<BlacklistEntry, BlacklistEntry[]> {
    return list(this.#core, LIST, query, options);
  }

  /** The entry of a number; `NotFoundError` if it has none (unconfirmed). */
  get(msisdn: string, options?: CallOptions): Promise<BlacklistEntry> {
    return this.#core.http.call("get", ENTRY, { path: { msisdn } }, options);
  }

  /** Blacklists a number; to do so again changes nothing. Resolves at least with the number: the answer may be empty. */
  async add(msisdn: string, options?: CallOptions): Promise<BlacklistEntry> {
    const answer = await this.#core.http.call("put", ENTRY, { path: { msisdn } }, options);
    return documentOr<BlacklistEntry>(answer, { msisdn });
  }

  /** Takes a number off the list. Resolves at least with the number: the answer may be empty. */
  async remove(msisdn: string, options?: CallOptions): Promise<BlacklistEntry> {
    const answer = await this.#core.http.call("delete", ENTRY, { path: { msisdn } }, options);
    return documentOr<BlacklistEntry>(answer, { msisdn });
  }
}
