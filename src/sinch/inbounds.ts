import type { InboundMessage, InboundMessageList, operations, paths } from "../../generated/sinch.js";
import type { Core } from "../core/request/core.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { numberedPages } from "./paging.js";

export type InboundListQuery = NonNullable<operations["ListInboundMessages"]["parameters"]["query"]>;

const INBOUNDS = "/xms/v1/{service_plan_id}/inbounds";

/** Messages that people sent to the numbers of the account. */
export class Inbounds {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** Newest first. Without `start_date` only those of the last 24 hours. */
  list(query: InboundListQuery = {}, options?: CallOptions): Paginated<InboundMessage, InboundMessageList> {
    const { http } = this.#core;
    return numberedPages({
      query,
      fetch: (turned) =>
        http.call("get", INBOUNDS, { query: turned }, options, { check: () => listIssues(query) }),
      items: (page) => page.inbounds,
      idOf: ({ id }) => id,
      operation: "ListInboundMessages",
    });
  }

  get(id: string, options?: CallOptions): Promise<InboundMessage> {
    return this.#core.http.call("get", `${INBOUNDS}/{inbound_id}`, { path: { inbound_id: id } }, options);
  }
}
