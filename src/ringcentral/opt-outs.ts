import type {
  OptOutBulkAssignRequest,
  OptOutBulkAssignResponse,
  OptOutListResponse,
  OptOutResponse,
  operations,
  paths,
} from "../../generated/ringcentral.js";
import type { Core } from "../core/request/core.js";
import { isDocument } from "../core/base/json.js";
import type { ValidationIssue } from "../core/base/errors/index.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { assignIssues, listIssues } from "./checks.js";
import { tokenList } from "./paging.js";

export type OptOutListQuery = NonNullable<operations["readA2PSMSOptOuts"]["parameters"]["query"]>;

const OPT_OUTS = "/restapi/v1.0/account/{accountId}/a2p-sms/opt-outs";

/** The consents of the first version of the API. Deprecated by the provider in May 2025. */
export class OptOuts {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Who opted out of (or back into) texts from a sender. The filter says `optout` where the records say `OptOut`.
   * @deprecated The provider recommends `consents.search`.
   */
  list(query: OptOutListQuery = {}, options?: CallOptions): Paginated<OptOutResponse, OptOutListResponse> {
    const { http } = this.#core;
    return tokenList<OptOutResponse, OptOutListResponse, OptOutListQuery>({
      operation: "readA2PSMSOptOuts",
      query,
      // Typed as CSV too, which only another Accept header would ask for.
      fetch: async (query) =>
        (await http.call("get", OPT_OUTS, { query }, options, {
          isComplete: isDocument,
          check: () => listIssues(query),
        })) as OptOutListResponse,
    });
  }

  /**
   * Opts recipients of one sender out or back in. Single numbers may fail: the answer lists them per direction.
   * @deprecated The provider recommends `consents.update`.
   */
  async assign(body: OptOutBulkAssignRequest, options?: CallOptions): Promise<OptOutBulkAssignResponse> {
    const check = (): readonly ValidationIssue[] => assignIssues(body);
    return this.#core.http.call("post", `${OPT_OUTS}/bulk-assign`, { body }, options, {
      isComplete: isDocument,
      check,
    });
  }
}
