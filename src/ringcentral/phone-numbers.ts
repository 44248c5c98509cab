import type {
  GetExtensionPhoneNumbersResponse,
  operations,
  paths,
  UserPhoneNumberInfo,
} from "../../generated/ringcentral.js";
import { list, type ListSpec } from "../core/lists/list.js";
import { linkedNumbers } from "../core/lists/page-styles.js";
import type { Core } from "../core/request/client-core.js";
import type { CallOptions, Paginated, QueryOf } from "../core/base/types/index.js";
import { listIssues } from "./checks.js";

export type PhoneNumberListQuery = QueryOf<operations["listExtensionPhoneNumbers"]>;

const PHONE_NUMBERS = "/restapi/v1.0/account/{accountId}/extension/{extensionId}/phone-number";
const LIST: ListSpec = {
  operation: "listExtensionPhoneNumbers",
  path: PHONE_NUMBERS,
  rows: ["records"],
  mayLackRows: true,
  id: ["id"],
  style: linkedNumbers({ ask: "page", first: 1, link: ["navigation", "nextPage", "uri"] }),
  check: listIssues,
};

/** Phone numbers of the signed-in user. Needs the app permission `ReadAccounts`. */
export class PhoneNumbers {
  readonly #core: Core<paths>;

  constructor(core: Core<paths>) {
    this.#core = core;
  }

  /**
   * Lists the user's numbers in pages of 100, unless `perPage` is set, starting at `page`.
   * @throws on iteration: `ValidationError`, `HttpError`, `ConnectionError`, `PaginationError`
   */
  list(
    query: PhoneNumberListQuery = {},
    options?: CallOptions,
  ): Paginated<UserPhoneNumberInfo, GetExtensionPhoneNumbersResponse> {
    return list(this.#core, LIST, query, options);
  }

  /**
   * The first number in service that may send batches (`features` includes `A2PSmsSender`); undefined if there is none.
   * A number without a `status` counts as in service.
   * @throws `HttpError`, `ConnectionError`, `PaginationError`
   */
  async findSender(options?: CallOptions): Promise<UserPhoneNumberInfo | undefined> {
    for await (const number of this.list({}, options)) {
      const { status, features } = number as { readonly status?: unknown; readonly features?: unknown };
      const isInService = (status ?? "Normal") === "Normal";
      if (isInService && Array.isArray(features) && features.includes("A2PSmsSender")) return number;
    }
    return undefined;
  }
}
