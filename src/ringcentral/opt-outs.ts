import type {
  OptOutBulkAssignRequest,
  OptOutBulkAssignResponse,
  OptOutListResponse,
  OptOutResponse,
  operations,
  paths,
} from "../../generated/ringcentral.js";
import { list, type ListSpec } from "../core/lists/list.js";
import type { Core } from "../core/request/client-core.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { assignIssues, listIssues } from "./checks.js";
import { TOKENS } from "./paging.js";

export type OptOutListQuery = QueryOf<operations["readA2PSMSOptOuts"]>;

const OPT_OUTS = "/restapi/v1.0/account/{accountId}/a2p-sms/opt-outs";
const LIST: ListSpec = { ...TOKENS, operation: "readA2PSMSOptOuts", path: OPT_OUTS, check: listIssues };

/** Opt-outs of the API's first version. Deprecated by the provider in May 2025. */
export class OptOuts {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists who opted out of, or back into, texts from a sender. The filter spells `optout`, the records `OptOut`.
   * @deprecated The provider recommends `consents.search`.
   */
  list(query: OptOutListQuery = {}, options?: CallOptions): Paginated<OptOutResponse, OptOutListResponse> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * Opts recipients of one sender out or in. Single numbers may fail: the answer lists them by direction.
   * @deprecated The provider recommends `consents.update`.
   */
  async assign(body: OptOutBulkAssignRequest, options?: CallOptions): Promise<OptOutBulkAssignResponse> {
    const check = (): readonly ValidationIssue[] => assignIssues(body);
    return this.#core.http.call("post", `${OPT_OUTS}/bulk-assign`, { body }, options, { check });
  }
}
