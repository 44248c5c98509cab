import type { InboundMessage, InboundMessageList, operations, paths } from "../../generated/sinch.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/core.js";
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

/** Messages that people sent to the numbers of the account. */
export class Inbounds {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** Newest first. Without `start_date` only those of the last 24 hours. */
  list(query: InboundListQuery = {}, options?: CallOptions): Paginated<InboundMessage, InboundMessageList> {
    return list(this.#core, LIST, query, options);
  }

  get(id: string, options?: CallOptions): Promise<InboundMessage> {
    return this.#core.http.call("get", `${INBOUNDS}/{inbound_id}`, { path: { inbound_id: id } }, options);
  }
}
