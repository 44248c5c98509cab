import type {
  GetExtensionPhoneNumbersResponse,
  operations,
  paths,
  UserPhoneNumberInfo,
} from "../../generated/ringcentral.js";
import type { Core } from "../core/request/core.js";
import { isDocument } from "../core/base/json.js";
import { paginated } from "../core/lists/paginate.js";
import type { CallOptions, Paginated } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";
import { numberLeaf } from "./paging.js";

export type PhoneNumberListQuery = NonNullable<
  operations["listExtensionPhoneNumbers"]["parameters"]["query"]
>;

const PHONE_NUMBERS = "/restapi/v1.0/account/{accountId}/extension/{extensionId}/phone-number";

/** The phone numbers of the signed-in user. Needs the app permission `ReadAccounts`. */
export class PhoneNumbers {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /** All numbers of the user, in pages of 100 unless `perPage` says otherwise; `page` says where to begin. */
  list(
    query: PhoneNumberListQuery = {},
    options?: CallOptions,
  ): Paginated<UserPhoneNumberInfo, GetExtensionPhoneNumbersResponse> {
    const { http, baseUrl } = this.#core;
    return paginated<UserPhoneNumberInfo, GetExtensionPhoneNumbersResponse>({
      fetchPage: async (cursor) => {
        const turned = cursor === undefined ? query : { ...query, page: Number(cursor) };
        const page = await http.call("get", PHONE_NUMBERS, { query: turned }, options, {
          isComplete: isDocument,
          check: () => listIssues(query),
        });
        return numberLeaf(page, turned.page ?? 1, baseUrl);
      },
      idOf: (number) => number.id,
      context: { provider: "ringcentral", operation: "listExtensionPhoneNumbers" },
    });
  }

  /** The first number that may send batches (`features` hold `A2PSmsSender`) and is in service; undefined if none is. */
  async findSender(options?: CallOptions): Promise<UserPhoneNumberInfo | undefined> {
    for await (const number of this.list({}, options)) {
      if (number.status === "Normal" && number.features?.includes("A2PSmsSender")) return number;
    }
    return undefined;
  }
}
