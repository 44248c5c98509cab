import type { InboundMessage, InboundMessageList, operations, paths } from "../../generated/sinch.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { COUNTED } from "./paging.js";

export type InboundListQuery = QueryOf<operations["ListInboundMessages"]>;

const INBOUNDS = "/xms/v1/{service_plan_id}/inbounds";
const LIST: ListSpec = {
  operation: "ListInboundMessages",
  path: INBOUNDS,
  rows: ["inbounds"],
  id: ["id"],
  style: COUNTED,
  check: (query) => listIssues(query),
};

/** Messages received by the account's numbers. */
export class Inbounds {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists received messages, newest first; without `start_date`, only the last 24 hours.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(query: InboundListQuery = {}, options?: CallOptions): Paginated<InboundMessage, InboundMessageList> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * Reads one received message.
   * @throws `HttpError`, `ConnectionError`, `TimeoutError`
   */
  get(id: string, options?: CallOptions): Promise<InboundMessage> {
    return this.#core.http.call("get", `${INBOUNDS}/{inbound_id}`, { path: { inbound_id: id } }, options);
  }
}
